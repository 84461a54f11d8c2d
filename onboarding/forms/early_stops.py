"""The form about a stage that stops early: the last day, a general reason, and what to add to the mail."""

from django import forms

from onboarding.early_stops import first_and_last
from onboarding.enums import StopReason
from onboarding.forms.confirming import instruction_field
from onboarding.forms.stages import OPEN_AGAIN
from onboarding.forms.student_questions import CarefulForm
from profiles.dutch import long_date
from profiles.forms.fields import DayField, with_example_day


class EarlyStopForm(CarefulForm, forms.Form):
    """When the stage stops, and why in general words. What is added to the mail is thought over once."""

    careful_about = ("instruction",)
    warned = forms.CharField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=OPEN_AGAIN)
    last_day = DayField(
        label="Wat is de laatste dag?",
        error_messages={"required": with_example_day("Vul de laatste dag in, bijvoorbeeld {}.")},
    )
    reason = forms.ChoiceField(
        label="Waarom stopt de stage?",
        choices=StopReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat het best past. Weet je het niet? Kies dan 'Dat zeggen we niet'."},
        help_text="Kies in algemene woorden. Schrijf nergens iets op over gezondheid. "
        "De student kan dit lezen bij de eigen gegevens.",
    )
    instruction = instruction_field()

    def __init__(self, *args, placement, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.placement, self.today = placement, today
        first, last = first_and_last(placement, today)
        self.fields["last_day"].help_text = f"Van {long_date(first)} tot en met {long_date(last)}."

    def clean_last_day(self):
        """The day lies in the stage, before its last day, and not long ago."""
        day = self.cleaned_data["last_day"]
        first, last = first_and_last(self.placement, self.today)
        if not first <= day <= last:
            raise forms.ValidationError(
                f"Kies een dag van {long_date(first)} tot en met {long_date(last)}.", code="not_then"
            )
        return day
