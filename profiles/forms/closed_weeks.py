"""Days in which a leerplaats has no students, or lets none begin."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from profiles.actions.closed_weeks import closed_mark
from profiles.enums import ClosedFor
from profiles.forms.base import StageForm
from profiles.forms.fields import LAST_BEFORE_FIRST, DayField
from profiles.models import ClosedWeeks

LONGEST = timedelta(weeks=52)


class ClosedWeeksForm(StageForm, forms.ModelForm):
    """From when until when, what cannot be, and why. `seen` is what stood there."""

    starts_on = DayField(
        label="Van",
        help_text="De eerste dag. Bijvoorbeeld 20-7-2027.",
        error_messages={"required": "Vul de eerste dag in, bijvoorbeeld 20-7-2027."},
    )
    ends_on = DayField(
        label="Tot en met",
        help_text="De laatste dag. Bijvoorbeeld 14-8-2027.",
        error_messages={"required": "Vul de laatste dag in, bijvoorbeeld 14-8-2027."},
    )
    closed_for = forms.ChoiceField(
        label="Wat kan dan niet?",
        choices=ClosedFor.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of er geen studenten zijn, of dat er geen student begint."},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = ClosedWeeks
        fields = ["starts_on", "ends_on", "closed_for", "why"]
        help_texts = {"why": "Bijvoorbeeld: de afdeling verhuist."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = closed_mark(self.instance)

    def clean(self):
        """The last day is not before the first and not over, and they lie at most a year apart."""
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", LAST_BEFORE_FIRST)
        elif first and last and last - first > LONGEST:
            self.add_error("ends_on", "Dit is langer dan een jaar. Controleer beide datums.")
        elif last and last < timezone.localdate() and last != self.initial.get("ends_on"):
            self.add_error("ends_on", "Deze dagen zijn al voorbij. Kies een laatste dag vanaf vandaag.")
        return cleaned
