"""Holidays of a school."""

from datetime import timedelta

from django import forms

from onboarding.actions.holidays import holiday_mark
from profiles.forms.base import StageForm
from profiles.forms.fields import LAST_BEFORE_FIRST, DayField, with_example_day
from profiles.models import SchoolHoliday

LONGEST = timedelta(weeks=12)


class HolidayForm(StageForm, forms.ModelForm):
    """What it is called, from when until when. `seen` is what stood there."""

    starts_on = DayField(
        label="Eerste vrije dag",
        help_text=with_example_day("Bijvoorbeeld {}.", day=20, month=2),
        error_messages={"required": with_example_day("Vul de eerste vrije dag in, bijvoorbeeld {}.", day=20, month=2)},
    )
    ends_on = DayField(
        label="Laatste vrije dag",
        help_text=with_example_day("Bijvoorbeeld {}.", day=28, month=2),
        error_messages={"required": with_example_day("Vul de laatste vrije dag in, bijvoorbeeld {}.", day=28, month=2)},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = SchoolHoliday
        fields = ["name", "starts_on", "ends_on"]
        help_texts = {"name": "Bijvoorbeeld: voorjaarsvakantie."}
        error_messages = {"name": {"required": "Vul in hoe de vakantie heet, bijvoorbeeld voorjaarsvakantie."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = holiday_mark(self.instance)

    def clean(self):
        """The last day is not before the first, and it is no longer than a summer."""
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", LAST_BEFORE_FIRST)
        elif first and last and last - first > LONGEST:
            self.add_error("ends_on", "Dit is langer dan 12 weken. Controleer beide datums.")
        return cleaned
