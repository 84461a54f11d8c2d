"""Forms of voorleggen: what is asked, and why a leerplaats cannot."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from onboarding.actions.questions import ANSWER_WITHIN
from onboarding.enums import DeclineReason, ProposalStatus
from profiles.forms.base import StageForm
from profiles.forms.fields import DayField, WordsField, with_example_day

LONGEST = timedelta(days=180)


class AskForm(StageForm, forms.Form):
    """Which koppelingen are put to their leerplaats, and until when it can answer."""

    which = forms.ChoiceField(
        label="Welke koppelingen leg je voor?",
        choices=[("ticked", "Wat ik hieronder aanvink"), ("locked", "Alles wat is vastgezet en nog niet is gevraagd")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies welke koppelingen je voorlegt."},
    )
    due_on = DayField(
        label="Antwoord uiterlijk",
        help_text="Na 14 dagen, tenzij je een andere dag kiest. Daarna beslis je zelf.",
        error_messages={"required": with_example_day("Vul in wanneer het antwoord er moet zijn, bijvoorbeeld {}.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("due_on", timezone.localdate() + ANSWER_WITHIN)

    def clean_due_on(self):
        """A day that leaves time to answer."""
        due_on, today = self.cleaned_data["due_on"], timezone.localdate()
        if due_on <= today:
            raise forms.ValidationError("Kies een dag na vandaag, zodat de leerplaats kan antwoorden.")
        if due_on > today + LONGEST:
            raise forms.ValidationError("Kies een dag binnen een half jaar.")
        return due_on

    def narrow(self, proposals, ticked):
        """The chosen ones of `proposals`; `ticked` are the keys of the boxes."""
        if self.cleaned_data["which"] == "locked":
            return proposals.filter(status=ProposalStatus.LOCKED)
        return proposals.filter(pk__in=ticked)


class DeclineForm(StageForm, forms.Form):
    """Why a leerplaats cannot take a student: about the place, never about the person."""

    reason = forms.ChoiceField(
        label="Waarom kan het niet?",
        choices=DeclineReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom het niet kan."},
    )
    explanation = WordsField(
        label="Wil je het toelichten?",
        required=False,
        max_words=40,
        rows=3,
        max_length=300,
        help_text="Schrijf alleen over de plek. Schrijf niets over de gezondheid of het leven van de student.",
    )
