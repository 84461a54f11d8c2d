"""The filter above the log."""

from datetime import timedelta

from django import forms

from onboarding.enums import LogGroup
from onboarding.log import in_period
from onboarding.log_words import ABOUT_STUDENTS, KINDS_OF
from profiles.forms.base import StageForm
from profiles.forms.fields import DayField
from profiles.models import Period, User

EVERYTHING = "alles"


class LogFilter(StageForm, forms.Form):
    """By period, person, kind and day; everything stands in the address."""

    mark_optional = False
    periode = forms.ModelChoiceField(
        label="Periode", queryset=Period.objects.all(), required=False, empty_label="Alle periodes"
    )
    wie = forms.ModelChoiceField(label="Wie", queryset=User.objects.none(), required=False, empty_label="Iedereen")
    soort = forms.ChoiceField(
        label="Wat",
        required=False,
        choices=[("", "Studenten en plekken"), *LogGroup.choices, (EVERYTHING, "Alles")],
    )
    van = DayField(label="Vanaf welke dag?", required=False)
    tot = DayField(label="Tot en met welke dag?", required=False)

    def __init__(self, data, *, events):
        super().__init__(data)
        self.fields["wie"].queryset = User.objects.filter(pk__in=events.order_by().values("by")).order_by("name", "pk")
        self.fields["wie"].label_from_instance = lambda user: user.name
        self.ignore_wrong()

    def clean(self):
        """The days in their order: reversed, nothing would show."""
        cleaned = super().clean()
        if cleaned.get("van") and cleaned.get("tot") and cleaned["tot"] < cleaned["van"]:
            self.add_error("tot", "Deze dag ligt voor de eerste dag. Draai de dagen om.")
        return cleaned

    def narrow(self, events):
        """The chosen lines; when the address makes no sense, those about students and places."""
        chosen = self.choices_made
        kind = chosen.get("soort", "")
        if kind != EVERYTHING:
            groups = [kind] if kind else ABOUT_STUDENTS
            events = events.filter(what__in=[what for group in groups for what in KINDS_OF[group]])
        if chosen.get("wie"):
            events = events.filter(by=chosen["wie"])
        if chosen.get("van"):
            events = events.filter(at__date__gte=chosen["van"])
        if chosen.get("tot"):
            events = events.filter(at__date__lt=chosen["tot"] + timedelta(days=1))
        return in_period(events, chosen["periode"]) if chosen.get("periode") else events
