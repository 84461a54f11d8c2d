"""The message to students about what changed."""

from django import forms

from profiles.forms.base import StageForm
from profiles.forms.fields import WordsField

SEND, LEAVE = "ja", "nee"


class AnnouncementForm(StageForm, forms.Form):
    """Whether to send it (yes, unless somebody says no), and its text."""

    mark_optional = False
    sturen = forms.ChoiceField(
        label="Stuur je een bericht?",
        choices=((SEND, "Ja, stuur dit bericht"), (LEAVE, "Nee, nu niet")),
        initial=SEND,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies of je een bericht stuurt.",
            "invalid_choice": "Kies of je een bericht stuurt.",
        },
    )
    tekst = WordsField(
        label="Wat schrijf je?",
        help_text="Boven je tekst komt de voornaam van de student. Eronder komen de link naar de eigen pagina en je "
        "instelling als afzender.",
        max_words=150,
        rows=9,
        required=False,
    )

    def clean(self):
        """A message has a text."""
        cleaned = super().clean()
        if cleaned.get("sturen") == SEND and not cleaned.get("tekst") and "tekst" not in self.errors:
            self.add_error("tekst", "Schrijf wat er verandert, bijvoorbeeld: je begint om 8.30 uur (was 8.00 uur).")
        return cleaned

    @property
    def sends(self):
        """Whether the message must go. Only when valid."""
        return self.cleaned_data["sturen"] == SEND
