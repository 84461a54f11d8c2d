"""At most how many students at once."""

from django import forms

from profiles.actions.place_limits import own_totals, totals_mark
from profiles.enums import LimitPer
from profiles.forms.base import StageForm
from profiles.models import Leerplaats, PlaceLimit

MOST = 500
NUMBER_ERRORS = {
    "required": "Vul in hoeveel studenten er hoogstens tegelijk zijn, bijvoorbeeld 6.",
    "invalid": "Vul het aantal studenten in als cijfer, bijvoorbeeld 6.",
    "min_value": "Vul 0 of een hoger getal in.",
    "max_value": f"Vul ten hoogste {MOST} studenten in.",
}


class OwnTotalsForm(StageForm, forms.Form):
    """The totals of one leerplaats; an empty field is no total. `seen` is what stood there."""

    week = forms.IntegerField(
        label="Hoogstens hoeveel studenten in dezelfde week?",
        required=False,
        min_value=0,
        max_value=MOST,
        help_text="Alle opleidingen, periodes en scholen samen. Laat leeg als er geen grens is.",
        widget=forms.NumberInput(attrs={"class": "input-short"}),
        error_messages=NUMBER_ERRORS,
    )
    day = forms.IntegerField(
        label="Hoogstens hoeveel studenten op dezelfde dag?",
        required=False,
        min_value=0,
        max_value=MOST,
        help_text="Bijvoorbeeld omdat er 3 begeleiders op een dag zijn. Laat leeg als er geen grens is.",
        widget=forms.NumberInput(attrs={"class": "input-short"}),
        error_messages=NUMBER_ERRORS,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, totals, **kwargs):
        initial = {per: totals[per].number for per in LimitPer.values if per in totals}
        super().__init__(*args, initial={**initial, "seen": totals_mark(totals)}, **kwargs)

    @property
    def numbers(self):
        """{LimitPer: number or None}, as the action takes it."""
        return {per: self.cleaned_data[per] for per in LimitPer.values}


class LimitForm(StageForm, forms.ModelForm):
    """A total over several leerplaatsen of an institution."""

    leerplaatsen = forms.ModelMultipleChoiceField(
        label="Voor welke leerplaatsen samen?",
        queryset=Leerplaats.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Vink de leerplaatsen aan die dit totaal delen.",
            "invalid_choice": "Kies leerplaatsen uit de lijst.",
        },
    )
    number = forms.IntegerField(
        label="Hoogstens hoeveel studenten?",
        min_value=0,
        max_value=MOST,
        widget=forms.NumberInput(attrs={"class": "input-short"}),
        error_messages=NUMBER_ERRORS,
    )
    per = forms.ChoiceField(
        label="Wat tellen we?",
        choices=[(per.value, f"Studenten {per.label}") for per in LimitPer],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of we per week of per dag tellen."},
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = PlaceLimit
        fields = ["name", "number", "per", "leerplaatsen"]
        help_texts = {"name": "Bijvoorbeeld: begeleiders van de eerste verdieping."}
        error_messages = {
            "name": {
                "required": "Geef het totaal een naam, bijvoorbeeld begeleiders eerste verdieping.",
                "max_length": "Kort de naam in tot %(limit_value)d tekens.",
            }
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Leerplaats.objects.filter(institution=self.instance.institution_id).in_use()
        self.fields["leerplaatsen"].queryset = rows.order_by("location__name", "sort_name", "pk")
        self.fields["leerplaatsen"].choices = _by_location(rows.select_related("location"))
        self.initial["seen_version"] = self.instance.version

    def clean(self):
        """A leerplaats has one total of its own per week, and one per day."""
        cleaned = super().clean()
        chosen, per = list(cleaned.get("leerplaatsen") or ()), cleaned.get("per")
        if len(chosen) == 1 and per:
            own = own_totals(chosen[0]).get(per)
            if own and own.pk != self.instance.pk:
                self.add_error("leerplaatsen", f"{chosen[0]} heeft al een eigen totaal. Pas dat aan, of kies er meer.")
        return cleaned


def _by_location(rows):
    """The choices, below the name of their location."""
    groups = {}
    for row in rows.order_by("location__name", "sort_name", "pk"):
        groups.setdefault(row.location.name, []).append((row.pk, row.name))
    return list(groups.items())
