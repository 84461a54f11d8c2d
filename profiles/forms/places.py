"""Periods, opleidingen, and the number of places per leerplaats."""

import re

from django import forms
from django.core.exceptions import ValidationError

from profiles.forms.base import StageForm
from profiles.forms.fields import DayField
from profiles.models import Period, Programme

MOST_PLACES = 50
NUMBER_ERRORS = {
    "required": "Vul een aantal plekken in. Het mag ook 0 zijn.",
    "invalid": "Vul het aantal plekken in als cijfer, bijvoorbeeld 2.",
    "min_value": "Vul 0 of een hoger getal in.",
    "max_value": f"Vul ten hoogste {MOST_PLACES} plekken in.",
}
LEVELS = ((1, "Mbo niveau 1"), (2, "Mbo niveau 2"), (3, "Mbo niveau 3"), (4, "Mbo niveau 4"), (6, "Hbo"))


class PeriodForm(StageForm, forms.ModelForm):
    """A period in which stages start."""

    starts_on = DayField(
        label="Eerste dag",
        help_text="Bijvoorbeeld 2-2-2027.",
        error_messages={"required": "Vul de eerste dag in, bijvoorbeeld 2-2-2027."},
    )
    ends_on = DayField(
        label="Laatste dag",
        help_text="Bijvoorbeeld 9-7-2027.",
        error_messages={"required": "Vul de laatste dag in, bijvoorbeeld 9-7-2027."},
    )

    class Meta:
        model = Period
        fields = ["name", "starts_on", "ends_on"]
        help_texts = {"name": "Bijvoorbeeld: voorjaar 2027."}
        error_messages = {
            "name": {
                "required": "Vul de naam van de periode in, bijvoorbeeld voorjaar 2027.",
                "unique": "Er is al een periode met deze naam.",
                "max_length": "Kort de naam in tot %(limit_value)d tekens.",
            }
        }

    def clean(self):
        """The last day comes after the first."""
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last <= first:
            self.add_error("ends_on", "De laatste dag ligt vóór de eerste dag. Controleer beide datums.")
        return cleaned


class CodesField(forms.CharField):
    """Codes of an opleiding, with commas or spaces between: kept as a list."""

    def clean(self, value):
        """The codes in order, each once."""
        codes = list(dict.fromkeys(re.findall(r"[^\s,;]+", super().clean(value))))
        wrong = next((code for code in codes if not re.fullmatch(r"[0-9A-Za-z]{3,10}", code)), None)
        if wrong:
            raise ValidationError(
                f"De code {wrong} kennen we niet. Een code is een getal, bijvoorbeeld 25655.", code="invalid"
            )
        return codes

    def prepare_value(self, value):
        """The list as it was typed."""
        return ", ".join(value) if isinstance(value, list) else value


class ProgrammeForm(StageForm, forms.ModelForm):
    """An opleiding with its codes."""

    level = forms.TypedChoiceField(
        label="Niveau",
        choices=LEVELS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies het niveau van de opleiding."},
    )
    years = forms.TypedChoiceField(
        label="Aantal leerjaren",
        choices=[(number, str(number)) for number in range(1, 5)],
        coerce=int,
        initial=3,
        error_messages={"required": "Kies hoeveel leerjaren de opleiding heeft."},
    )
    codes = CodesField(
        label="Codes",
        required=False,
        help_text="Met een komma ertussen. Hieraan herkennen we de opleiding in lijsten van scholen.",
    )

    class Meta:
        model = Programme
        fields = ["name", "short_name", "level", "years", "codes", "source"]
        labels = {"source": "Waar komen de codes vandaan?"}
        help_texts = {
            "name": "Voluit. Bijvoorbeeld Mbo-Verpleegkundige.",
            "short_name": "Voor tabellen. Bijvoorbeeld Mbo-V.",
        }
        error_messages = {
            "name": {
                "required": "Vul de naam van de opleiding in, bijvoorbeeld Mbo-Verpleegkundige.",
                "unique": "Er is al een opleiding met deze naam.",
                "max_length": "Kort de naam in tot %(limit_value)d tekens.",
            },
            "short_name": {"required": "Vul een korte naam in, bijvoorbeeld Mbo-V."},
        }


class OfferNumberForm(StageForm, forms.Form):
    """The number of one row of the table; the label names the row."""

    number = forms.IntegerField(min_value=0, max_value=MOST_PLACES, error_messages=NUMBER_ERRORS)

    def __init__(self, *args, offer, **kwargs):
        super().__init__(*args, prefix=f"plek-{offer.pk}", initial={"number": offer.number}, **kwargs)
        self.fields["number"].label = f"Aantal plekken {offer.programme.name}, leerjaar {offer.year}"


class NewOfferForm(StageForm, forms.Form):
    """A new row of the table; `taken` are the (opleiding, year) pairs that are there already.

    `programmes` are asked for once for all the tables of a page.
    """

    programme = forms.ModelChoiceField(
        label="Opleiding",
        queryset=Programme.objects.all(),
        error_messages={"required": "Kies een opleiding.", "invalid_choice": "Kies een opleiding uit de lijst."},
    )
    year = forms.TypedChoiceField(
        label="Leerjaar",
        choices=[("", "Kies een leerjaar"), *((number, str(number)) for number in range(1, 5))],
        coerce=int,
        error_messages={"required": "Kies een leerjaar."},
    )
    number = forms.IntegerField(
        label="Aantal plekken", min_value=0, max_value=MOST_PLACES, error_messages=NUMBER_ERRORS
    )

    def __init__(self, *args, programmes, taken=(), **kwargs):
        super().__init__(*args, **kwargs)
        names = [(programme.pk, str(programme)) for programme in programmes]
        self.fields["programme"].choices = [("", "Kies een opleiding"), *names]
        self.taken = set(taken)

    def clean(self):
        """The opleiding has this year, and the row is not there yet."""
        cleaned = super().clean()
        programme, year = cleaned.get("programme"), cleaned.get("year")
        if programme and year:
            if year > programme.years:
                self.add_error("year", f"{programme} heeft {programme.years} leerjaren. Kies een ander leerjaar.")
            elif (programme.pk, year) in self.taken:
                self.add_error("programme", f"{programme}, leerjaar {year} staat er al. Pas daar het aantal aan.")
        return cleaned
