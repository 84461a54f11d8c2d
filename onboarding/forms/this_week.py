"""Which week, location and leerplaats the list of who starts shows."""

from datetime import date

from django import forms

from onboarding.this_week import first_week, week_words, weeks_from
from profiles.forms.base import StageForm
from profiles.models import Leerplaats, Location


class WeekFilter(StageForm, forms.Form):
    """Everything stands in the address."""

    mark_optional = False
    week = forms.ChoiceField(label="Week", required=False)
    locatie = forms.ModelChoiceField(
        label="Locatie", required=False, queryset=Location.objects.none(), empty_label="Alle locaties"
    )
    leerplaats = forms.ModelChoiceField(
        label="Leerplaats", required=False, queryset=Leerplaats.objects.none(), empty_label="Alle leerplaatsen"
    )

    def __init__(self, data=None, *, stages, today):
        super().__init__(data)
        self.first = first_week(today)
        self.fields["week"].choices = [(f"{day:%Y-%m-%d}", week_words(day)) for day in weeks_from(today)]
        self.initial["week"] = self.fields["week"].initial = f"{self.first:%Y-%m-%d}"
        theirs = Leerplaats.objects.filter(pk__in=stages.order_by().values("leerplaats"))
        self.fields["leerplaats"].queryset = theirs.order_by("sort_name")
        self.fields["locatie"].queryset = Location.objects.filter(leerplaatsen__in=theirs).distinct().order_by("name")
        self.ignore_wrong()

    @property
    def monday(self):
        """The Monday of the chosen week."""
        week = self.choices_made.get("week")
        return date.fromisoformat(week) if week else self.first

    def narrow(self, stages):
        """Those of the chosen location and leerplaats."""
        if leerplaats := self.choices_made.get("leerplaats"):
            stages = stages.filter(leerplaats=leerplaats)
        if location := self.choices_made.get("locatie"):
            stages = stages.filter(leerplaats__location=location)
        return stages
