"""The table of acts, the choice of an opleiding and year, and an act of an institution."""

from django import forms

from profiles.actions.acts import write_cell
from profiles.enums import ActMode
from profiles.forms.base import StageForm
from profiles.merging import read_seen, write_seen
from profiles.models import Act, Programme

NOT_AGREED = "Niet afgesproken"


class ColumnForm(StageForm, forms.Form):
    """Which opleiding and year to make agreements for."""

    opleiding = forms.ModelChoiceField(
        label="Opleiding",
        queryset=Programme.objects.all(),
        error_messages={"required": "Kies een opleiding.", "invalid_choice": "Kies een opleiding uit de lijst."},
    )
    leerjaar = forms.TypedChoiceField(
        label="Leerjaar",
        choices=[("", "Kies een leerjaar"), *((number, str(number)) for number in range(1, 5))],
        coerce=int,
        error_messages={"required": "Kies een leerjaar.", "invalid_choice": "Kies een leerjaar uit de lijst."},
    )

    def __init__(self, *args, programmes, **kwargs):
        super().__init__(*args, **kwargs)
        names = [(programme.pk, str(programme)) for programme in programmes]
        self.fields["opleiding"].choices = [("", "Kies een opleiding"), *names]

    def clean(self):
        """The opleiding has this year."""
        cleaned = super().clean()
        programme, year = cleaned.get("opleiding"), cleaned.get("leerjaar")
        if programme and year and year > programme.years:
            self.add_error("leerjaar", f"{programme} heeft {programme.years} leerjaren. Kies een ander leerjaar.")
        return cleaned


class ActTableForm(StageForm, forms.Form):
    """One choice per act and column. `stored` is {cell: mode}; `proposed` fills cells that nobody agreed yet."""

    mark_optional = False
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, acts, columns, stored, proposed=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.cells = {}
        for act in acts:
            for programme, year in columns:
                cell = (act.pk, programme.pk, year)
                name = f"cel-{write_cell(cell)}"
                self.cells[name] = cell
                self.fields[name] = forms.ChoiceField(
                    label=f"{act.name}, {programme.short_name} leerjaar {year}",
                    choices=[("", NOT_AGREED), *ActMode.choices],
                    required=False,
                    initial=stored.get(cell) or (proposed or {}).get(cell, ""),
                    error_messages={"invalid_choice": "Kies een antwoord uit de lijst."},
                )
        now = {write_cell(cell): stored.get(cell, "") for cell in self.cells.values()}
        self.fields["seen"].initial = write_seen(now)

    @property
    def modes(self):
        """What was chosen, {cell: mode}; a cell that was not sent is left alone."""
        return {cell: self.cleaned_data[name] for name, cell in self.cells.items() if name in self.data}

    @property
    def seen_cells(self):
        """The fingerprints of when the page was opened."""
        return read_seen(self.cleaned_data["seen"])


class ActForm(StageForm, forms.ModelForm):
    """An act that an institution adds to those of the region."""

    class Meta:
        model = Act
        fields = ["name", "is_reserved"]
        labels = {"is_reserved": "Dit is een voorbehouden handeling"}
        help_texts = {
            "name": "Met een kleine letter, zo dat het achter ‘niet’ past. Bijvoorbeeld: een verband wisselen.",
        }
        error_messages = {
            "name": {
                "required": "Vul de handeling in, bijvoorbeeld een verband wisselen.",
                "max_length": "Kort de handeling in tot %(limit_value)d tekens. Het zijn er nu %(show_value)d.",
            }
        }

    def clean_name(self):
        """The name with single spaces; not one that the region or the institution has already."""
        name = " ".join(self.cleaned_data["name"].split())
        others = Act.objects.for_institution(self.instance.institution_id).exclude(pk=self.instance.pk)
        if others.filter(name__iexact=name).exists():
            raise forms.ValidationError(f"De handeling ‘{name}’ staat al in de lijst.", code="unique")
        return name
