"""What a student says about a leerplaats, and why somebody did not place it."""

import re

from django import forms
from django.core.exceptions import ValidationError

from profiles.enums import QuoteKind
from profiles.forms.base import StageForm
from profiles.models import Programme
from profiles.models.quotes import TEXT_LENGTH

ADDRESS_OR_NUMBER = re.compile(r"\S+@\S+\.\S+|(?:\d[\s-]?){9,}|https?://|www\.")


class QuoteForm(StageForm, forms.Form):
    """The text of a student, of 300 characters at most."""

    mark_optional = False
    kind = forms.ChoiceField(
        label="Wat wil je delen?",
        choices=QuoteKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat je deelt, bijvoorbeeld een tip."},
    )
    text = forms.CharField(
        label="Wat wil je tegen de volgende student zeggen?",
        help_text=f"Ten hoogste {TEXT_LENGTH} tekens. Noem geen namen van cliënten of collega's.",
        max_length=TEXT_LENGTH,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Schrijf je tekst op, bijvoorbeeld: vraag of je een dag mee mag met de wijk."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].option_hints = {
            QuoteKind.QUOTE: "Hoe was het hier? Wat heb je geleerd?",
            QuoteKind.TIP: "Wat kan de volgende student het best doen?",
            QuoteKind.HAD_KNOWN: "Wat had je zelf vooraf willen weten?",
            QuoteKind.MOMENT: "Waarvan leerde je het meest?",
        }
        self.fields["text"].example = (
            "In het begin vond ik het spannend om te praten met mensen die niet goed konden praten. "
            "Na 2 weken durfde ik het wel."
        )

    def clean_text(self):
        """The text on one line, without a way to reach anybody."""
        text = " ".join(self.cleaned_data["text"].split())
        if ADDRESS_OR_NUMBER.search(text):
            raise ValidationError(
                "Zet geen e-mailadres, telefoonnummer of website in de tekst: iedereen kan dit lezen.", code="contact"
            )
        return text


class StudentSaidForm(QuoteForm):
    """What a student told a colleague, who writes it down with their consent."""

    first_name = forms.CharField(
        label="Voornaam van de student",
        max_length=40,
        error_messages={"required": "Vul de voornaam van de student in."},
    )
    programme = forms.ModelChoiceField(
        label="Opleiding",
        queryset=Programme.objects.all(),
        empty_label="Kies een opleiding",
        error_messages={"required": "Kies een opleiding.", "invalid_choice": "Kies een opleiding uit de lijst."},
    )
    year = forms.TypedChoiceField(
        label="Leerjaar",
        choices=[("", "Kies een leerjaar"), *((number, str(number)) for number in range(1, 5))],
        coerce=int,
        error_messages={"required": "Kies een leerjaar."},
    )
    consent = forms.BooleanField(
        label="De student vindt het goed dat deze tekst met voornaam op de openbare pagina staat",
        error_messages={"required": "Vraag eerst of de student het goed vindt, en zet dan dit vinkje."},
    )
    field_order = ("kind", "text", "first_name", "programme", "year", "consent")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Wat zei de student?"

    @property
    def said(self):
        """What the action stores; the opleiding by its name, as the student would say it."""
        names = ("kind", "text", "first_name", "year")
        return {name: self.cleaned_data[name] for name in names} | {"programme": self.cleaned_data["programme"].name}

    def clean(self):
        """The opleiding has this year."""
        cleaned = super().clean()
        programme, year = cleaned.get("programme"), cleaned.get("year")
        if programme and year and year > programme.years:
            self.add_error("year", f"{programme} heeft {programme.years} leerjaren. Kies een ander leerjaar.")
        return cleaned


class RejectForm(StageForm, forms.Form):
    """Why a text is not placed; for colleagues only."""

    reason = forms.CharField(
        label="Waarom plaats je deze tekst niet?",
        help_text="Alleen collega's lezen dit. Bijvoorbeeld: er staat een naam van een cliënt in.",
        max_length=200,
        required=False,
    )
