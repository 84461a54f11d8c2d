"""Forms of the playful cards."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from profiles.forms.base import StageForm
from profiles.forms.fields import DayField

OWN, SHARED = "eigen", "gedeeld"
LONGEST_AGO = timedelta(days=366)


class StripForm(StageForm, forms.Form):
    """With whom a strip was used, and when."""

    colleague = forms.CharField(
        label="Met wie?",
        max_length=40,
        help_text="De voornaam van je collega is genoeg.",
        widget=forms.TextInput(attrs={"class": "input-medium", "autocomplete": "off"}),
        error_messages={
            "required": "Vul de voornaam in van je collega, bijvoorbeeld Samira.",
            "max_length": "Kort de naam in tot 40 tekens.",
        },
    )
    on = DayField(
        label="Wanneer?",
        help_text="Schrijf de datum zo: 2-2-2027.",
        error_messages={"required": "Vul de datum in, bijvoorbeeld 2-2-2027."},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_on(self):
        """A strip is used today or earlier, and not longer ago than a stage lasts."""
        day, today = self.cleaned_data["on"], timezone.localdate()
        if day > today:
            raise forms.ValidationError("Deze dag komt nog. Vul een dag in die al geweest is.")
        if day < today - LONGEST_AGO:
            raise forms.ValidationError("Deze dag is langer dan een jaar geleden. Controleer het jaar.")
        return day


class AnswerForm(StageForm, forms.Form):
    """What the student thinks about a question, and who may read it."""

    answer = forms.CharField(
        label="Wat denk je?",
        max_length=600,
        required=False,
        help_text="Zet geen namen van cliënten in je antwoord.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    who = forms.ChoiceField(
        label="Wie ziet je antwoord?",
        choices=[(OWN, "Alleen jij ziet dit"), (SHARED, "")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wie je antwoord mag zien."},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, share_label, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [(OWN, "Alleen jij ziet dit"), (SHARED, share_label)]

    def clean_answer(self):
        """Line breaks as we keep them: browsers send two characters, and that is no change."""
        return "\n".join(self.cleaned_data["answer"].splitlines())

    def clean(self):
        """There is something to share."""
        cleaned = super().clean()
        if cleaned.get("who") == SHARED and not cleaned.get("answer") and "answer" not in self.errors:
            self.add_error("answer", "Schrijf eerst je antwoord. Daarna kun je het delen.")
        return cleaned

    @property
    def is_shared(self):
        """Whether colleagues may read the answer."""
        return self.cleaned_data["who"] == SHARED
