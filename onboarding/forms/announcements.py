"""The message to students about what changed."""

from django import forms

from profiles.forms.base import StageForm
from profiles.forms.fields import WordsField


class AnnouncementForm(StageForm, forms.Form):
    """The text of the message; the mail around it is ours."""

    mark_optional = False
    tekst = WordsField(
        label="Wat schrijf je?",
        help_text="Boven je tekst komt de voornaam van de student. Eronder komen de link naar de eigen pagina en je "
        "instelling als afzender.",
        max_words=150,
        rows=9,
        error_messages={"required": "Schrijf wat er verandert, bijvoorbeeld: je begint om 8.30 uur (was 8.00 uur)."},
    )
