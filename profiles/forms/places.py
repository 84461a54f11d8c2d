"""Periods, opleidingen, and the number of places per leerplaats."""

import re

from django import forms
from django.core.exceptions import ValidationError

from profiles.actions.places import details_mark, row_mark
from profiles.dutch import WEEKDAYS, long_date
from profiles.enums import Certainty, Particular, Shift, SupervisionLevel
from profiles.forms.base import StageForm
from profiles.forms.fields import LAST_BEFORE_FIRST, DayField
from profiles.merging import fingerprint
from profiles.models import Period, Programme, School

MOST_PLACES = 50
NUMBER_ERRORS = {
    "required": "Vul een aantal plekken in. Het mag ook 0 zijn.",
    "invalid": "Vul het aantal plekken in als cijfer, bijvoorbeeld 2.",
    "min_value": "Vul 0 of een hoger getal in.",
    "max_value": f"Vul ten hoogste {MOST_PLACES} plekken in.",
}
CERTAINTY_ERRORS = {
    "required": "Kies hoe zeker het aantal is.",
    "invalid_choice": "Kies zeker, ongeveer of misschien.",
}
NO_GROUP = "Nee, voor alle scholen"
LEVELS = ((1, "Mbo niveau 1"), (2, "Mbo niveau 2"), (3, "Mbo niveau 3"), (4, "Mbo niveau 4"), (6, "Hbo"))


class PeriodForm(StageForm, forms.ModelForm):
    """A period in which stages start. Days that another period has too are asked about once: `doubts`."""

    sure = forms.CharField(required=False, widget=forms.HiddenInput)
    doubts = ()

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
            self.add_error("ends_on", LAST_BEFORE_FIRST)
        return cleaned

    def is_ready(self):
        """Whether it is right and there is nothing to ask; if there is, the same once more is taken."""
        if not self.is_bound or not self.is_valid():
            return False
        days = self.cleaned_data["starts_on"], self.cleaned_data["ends_on"]
        mark = fingerprint([f"{day}" for day in days])
        if self.cleaned_data["sure"] != mark and {"starts_on", "ends_on"} & {*self.changed_data}:
            self.doubts = [self._overlap(other) for other in self._overlapping(*days)]
        if self.doubts:
            self.now_knows(sure=mark)
        return not self.doubts

    def _overlapping(self, first, last):
        others = Period.objects.exclude(pk=self.instance.pk).order_by("starts_on")
        return others.filter(starts_on__lte=last, ends_on__gte=first)

    @staticmethod
    def _overlap(other):
        days = f"{long_date(other.starts_on)} tot en met {long_date(other.ends_on)}"
        return f"{other} valt voor een deel in dezelfde tijd: {days}."


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


class OfferRowForm(StageForm, forms.Form):
    """Number and certainty of one row of the table; the labels name the row. `seen` is what stood there."""

    number = forms.IntegerField(min_value=0, max_value=MOST_PLACES, error_messages=NUMBER_ERRORS)
    certainty = forms.ChoiceField(choices=Certainty.choices, error_messages=CERTAINTY_ERRORS)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, offer, named="", **kwargs):
        values = {"number": offer.number, "certainty": offer.certainty, "seen": row_mark(offer)}
        super().__init__(*args, prefix=f"plek-{offer.pk}", initial=values, **kwargs)
        row = f"{offer.programme.name}, leerjaar {offer.year}"
        row += f", groep van {offer.school}" if offer.school_id else ""
        row = f"{named}, {row}" if named else row
        self.fields["number"].label = f"Aantal plekken {row}"
        self.fields["certainty"].label = f"Hoe zeker {row}"

    @property
    def was_sent(self):
        """Whether this row stood on the page that was sent: a colleague may have added it since."""
        return self.is_bound and self.add_prefix("number") in self.data


class NewOfferForm(StageForm, forms.Form):
    """A new row of the table; `taken` are the (opleiding, year, school) that are there already.

    `programmes` and `schools` are asked for once for all the tables of a page.
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
        error_messages={"required": "Kies een leerjaar.", "invalid_choice": "Kies een leerjaar uit de lijst."},
    )
    number = forms.IntegerField(
        label="Aantal plekken", min_value=0, max_value=MOST_PLACES, error_messages=NUMBER_ERRORS
    )
    certainty = forms.ChoiceField(
        label="Hoe zeker is dat?", choices=Certainty.choices, initial=Certainty.SURE, error_messages=CERTAINTY_ERRORS
    )
    school = forms.ModelChoiceField(
        label="Groep van één school",
        queryset=School.objects.all(),
        required=False,
        error_messages={"invalid_choice": "Kies een school uit de lijst."},
    )

    def __init__(self, *args, programmes, schools, taken=(), **kwargs):
        super().__init__(*args, **kwargs)
        names = [(programme.pk, str(programme)) for programme in programmes]
        self.fields["programme"].choices = [("", "Kies een opleiding"), *names]
        self.fields["school"].choices = [("", NO_GROUP), *((school.pk, str(school)) for school in schools)]
        self.taken = set(taken)

    def clean(self):
        """The opleiding has this year, and the row is not there yet."""
        cleaned = super().clean()
        programme, year, school = (cleaned.get(name) for name in ("programme", "year", "school"))
        if programme and year:
            if year > programme.years:
                self.add_error("year", f"{programme} heeft {programme.years} leerjaren. Kies een ander leerjaar.")
            elif (programme.pk, year, school.pk if school else None) in self.taken:
                self.add_error("programme", f"{programme}, leerjaar {year} staat er al. Pas daar het aantal aan.")
        return cleaned


class OfferDetailForm(StageForm, forms.Form):
    """What there is to know about the places of one row. Nothing here is required; `seen` is what stood there."""

    supervision = forms.TypedChoiceField(
        label="Wie kan begeleiden?",
        choices=[("", "Dat weten we nog niet"), *SupervisionLevel.choices],
        coerce=int,
        empty_value=None,
        required=False,
        help_text="De collega met de hoogste opleiding die deze studenten begeleidt.",
        error_messages={"invalid_choice": "Kies wie kan begeleiden uit de lijst."},
    )
    weekdays = forms.TypedMultipleChoiceField(
        label="Op welke dagen?",
        choices=list(enumerate(WEEKDAYS)),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Vink niets aan als elke dag goed is.",
        error_messages={"invalid_choice": "Kies dagen uit de lijst."},
    )
    shifts = forms.MultipleChoiceField(
        label="Welke diensten?",
        choices=Shift.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies diensten uit de lijst."},
    )
    particulars = forms.MultipleChoiceField(
        label="Wat heeft een student nodig?",
        choices=Particular.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies wat nodig is uit de lijst."},
    )
    note = forms.CharField(
        label="Wat moeten we verder weten?",
        max_length=200,
        required=False,
        help_text="Bijvoorbeeld: de eerste week is op locatie Zuid.",
    )
    school = forms.ModelChoiceField(
        label="Zijn deze plekken voor een groep van één school?",
        queryset=School.objects.all(),
        required=False,
        empty_label=NO_GROUP,
        help_text="Dan komen hier alleen studenten van die school.",
        error_messages={"invalid_choice": "Kies een school uit de lijst."},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, offer, **kwargs):
        names = ("supervision", "weekdays", "shifts", "particulars", "note")
        initial = {name: getattr(offer, name) for name in names}
        initial |= {"school": offer.school_id, "seen": details_mark(offer)}
        super().__init__(*args, initial=initial, **kwargs)

    @property
    def values(self):
        """What was chosen, without the mark."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class OfferFilter(forms.Form):
    """Which rows of the table of the institution: nothing chosen is all."""

    zoek = forms.CharField(label="Leerplaats of locatie", required=False, max_length=60)
    opleiding = forms.ModelChoiceField(
        label="Opleiding", queryset=Programme.objects.all(), required=False, empty_label="Alle opleidingen"
    )

    @classmethod
    def read(cls, data):
        """(words, programme) of an address; what makes no sense is left out."""
        form = cls(data)
        form.is_valid()
        return " ".join(form.cleaned_data.get("zoek", "").split()), form.cleaned_data.get("opleiding")
