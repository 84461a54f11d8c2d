"""The form that asks for a print."""

import uuid

from django import forms

from onboarding.models import Placement
from profiles.dutch import long_date
from profiles.forms.base import StageForm
from profiles.models import Leerplaats
from toolbox.enums import TemplateFormat

SHEETS = [
    (TemplateFormat.INTRODUCTION_CHECKLIST, "Checklist introductiebijeenkomst, één per student"),
    (TemplateFormat.INWERKDOCUMENT, "Inwerkdocument, één per student"),
]


class PrintForm(StageForm, forms.Form):
    """What to print and for whom. `key` makes a double click one job."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    format = forms.ChoiceField(
        label="Wat druk je af?",
        choices=SHEETS,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat je wilt afdrukken."},
    )
    starts_on = forms.TypedChoiceField(
        label="Voor welke startdatum?",
        error_messages={
            "required": "Kies een startdatum.",
            "invalid_choice": "Op deze datum start er niemand. Kies een andere startdatum.",
        },
    )
    leerplaats = forms.ModelChoiceField(
        label="Voor welke leerplaats?",
        required=False,
        queryset=Leerplaats.objects.none(),
        empty_label="Alle leerplaatsen",
    )

    def __init__(self, data=None, *, identity, today, day=""):
        self.placements = Placement.objects.visible_to(identity).active().filter(ends_on__gte=today)
        days = list(self.placements.order_by("starts_on").values_list("starts_on", flat=True).distinct())
        coming = next((f"{one:%Y-%m-%d}" for one in days if one >= today), "")
        super().__init__(data, initial={"key": uuid.uuid4(), "starts_on": day or coming, "format": SHEETS[0][0]})
        self.fields["starts_on"].choices = [(f"{one:%Y-%m-%d}", long_date(one)) for one in days]
        self.fields["leerplaats"].queryset = Leerplaats.objects.visible_to(identity).in_use().order_by("sort_name")

    def clean(self):
        """The placements to print, in `cleaned_data["placements"]`; none is an error."""
        data = super().clean()
        if data.get("starts_on"):
            chosen = self.placements.filter(starts_on=data["starts_on"])
            if data.get("leerplaats"):
                chosen = chosen.filter(leerplaats=data["leerplaats"])
            data["placements"] = list(chosen)
            if not data["placements"]:
                self.add_error("leerplaats", "Op deze leerplaats start er dan niemand. Kies een andere leerplaats.")
        return data
