"""The table in which a school says how many places it asks: one form per row."""

from django import forms

from onboarding.actions.demand import Asked
from profiles.enums import Certainty
from profiles.forms.base import StageForm
from profiles.models import Institution, Programme

MOST = 1000
YEARS = [(number, str(number)) for number in range(1, 5)]
NUMBER_ERRORS = {
    "required": "Vul in hoeveel plekken jullie vragen, bijvoorbeeld 12.",
    "invalid": "Vul het aantal plekken in als cijfer, bijvoorbeeld 12.",
    "min_value": "Vul 0 of een hoger getal in.",
    "max_value": f"Vul ten hoogste {MOST} plekken in.",
}
CERTAINTY_ERRORS = {
    "required": "Kies hoe zeker dit is.",
    "invalid_choice": "Kies zeker, ongeveer of misschien.",
}


class _Numbers(StageForm, forms.Form):
    mark_optional = False  # a row may stay empty as a whole, but not a field of it
    number = forms.IntegerField(
        min_value=0,
        max_value=MOST,
        required=False,
        error_messages=NUMBER_ERRORS,
        widget=forms.NumberInput(attrs={"class": "input-short"}),
    )
    certainty = forms.ChoiceField(choices=Certainty.choices, initial=Certainty.ABOUT, error_messages=CERTAINTY_ERRORS)


class DemandRowForm(_Numbers):
    """A row that is there: an empty number takes it out. `was` is what it said when the page was opened."""

    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, data=None, *, institution, programme, year, stored=None):
        self.institution, self.programme, self.year = institution, programme, year
        initial = {"number": stored[0], "certainty": stored[1], "was": written(stored)} if stored else {}
        super().__init__(data, prefix=prefix_of(institution.pk, programme.pk, year), initial=initial)
        name = f"{programme.name}, leerjaar {year}, bij {institution.name}"
        self.fields["number"].label = f"Aantal plekken {name}"
        self.fields["certainty"].label = f"Hoe zeker is dat? {name}"

    @property
    def key(self):
        """What makes the row one row."""
        return self.institution.pk, self.programme.pk, self.year

    @property
    def asked(self):
        """The row as an Asked, of a valid form."""
        number = self.cleaned_data["number"]
        wants = None if number is None else (number, self.cleaned_data["certainty"])
        return Asked(*self.key, was=read(self.cleaned_data["was"]), wants=wants)

    def tell_clash(self, now):
        """Say what a colleague made of it; sending the form again then keeps what is typed here."""
        if now is None:
            sentence = "Een collega haalde deze rij weg. Bewaar opnieuw als jij hem terug wilt."
        else:
            there = f"{now[0]}, {Certainty(now[1]).label}"
            sentence = f"Een collega vulde hier {there} in. Bewaar opnieuw als jouw getal klopt."
        self.add_error("number", sentence)
        self.now_knows(**{self.add_prefix("was"): written(now)})


class NewDemandForm(_Numbers):
    """A row that is not there yet; it may stay empty as a whole."""

    institution = forms.ModelChoiceField(
        label="Instelling", queryset=Institution.objects.none(), required=False, empty_label="Kies een instelling"
    )
    programme = forms.ModelChoiceField(
        label="Opleiding", queryset=Programme.objects.none(), required=False, empty_label="Kies een opleiding"
    )
    year = forms.TypedChoiceField(
        label="Leerjaar", choices=[("", "Kies een leerjaar"), *YEARS], coerce=int, empty_value=None, required=False
    )

    def __init__(self, data=None, *, place, institutions, programmes, taken=()):
        super().__init__(data, prefix=f"nieuw-{place}")
        self.taken = frozenset(taken)
        self.fields["number"].label = "Aantal plekken"
        self.fields["certainty"].label = "Hoe zeker is dat?"
        self.fields["certainty"].required = False
        for name, rows in (("institution", institutions), ("programme", programmes)):
            field = self.fields[name]
            field.queryset = rows.model.objects.all()
            field.choices = [("", field.empty_label), *((row.pk, row.name) for row in rows)]
            field.error_messages["invalid_choice"] = "Kies uit de lijst."
        self.fields["year"].error_messages["invalid_choice"] = "Kies een leerjaar uit de lijst."
        self.order_fields(["institution", "programme", "year", "number", "certainty"])

    @property
    def is_empty(self):
        """Whether nothing was filled in; the choice of how sure it is counts for nothing by itself."""
        return not any(self.cleaned_data.get(name) for name in ("institution", "programme", "year")) and (
            self.cleaned_data.get("number") is None
        )

    def clean(self):
        """All four or nothing, an existing leerjaar, and no row that is there already."""
        cleaned = super().clean()
        if self.errors or self.is_empty:
            return cleaned
        needed = {
            "institution": "Kies een instelling.",
            "programme": "Kies een opleiding.",
            "year": "Kies een leerjaar.",
            "number": NUMBER_ERRORS["required"],
        }
        for name, sentence in needed.items():
            if cleaned.get(name) in (None, ""):
                self.add_error(name, sentence)
        if self.errors:
            return cleaned
        programme, year = cleaned["programme"], cleaned["year"]
        if year > programme.years:
            self.add_error("year", f"{programme} heeft {programme.years} leerjaren. Kies een ander leerjaar.")
        elif self.key in self.taken:
            self.add_error("number", "Deze rij staat al in de tabel. Pas daar het aantal aan.")
        return cleaned

    @property
    def key(self):
        """What makes the row one row."""
        return self.cleaned_data["institution"].pk, self.cleaned_data["programme"].pk, self.cleaned_data["year"]

    @property
    def asked(self):
        """The row as an Asked, of a valid form that is not empty."""
        certainty = self.cleaned_data["certainty"] or Certainty.ABOUT.value
        return Asked(*self.key, was=None, wants=(self.cleaned_data["number"], certainty))

    def tell_clash(self, now):
        """Say that a colleague made this row in between."""
        there = f"{now[0]}, {Certainty(now[1]).label}" if now else "niets meer"
        self.add_error("number", f"Een collega voegde deze rij net toe: {there}. Pas het aantal aan in de tabel.")


def prefix_of(institution, programme, year):
    """The start of the names of the fields of a row."""
    return f"rij-{institution}-{programme}-{year}"


def written(stored):
    """A (number, certainty) pair as it travels in a hidden field; empty for no row."""
    return f"{stored[0]}:{stored[1]}" if stored else ""


def read(text):
    """The pair of `written`; None for no row, and for anything that is no such text."""
    number, _, certainty = (text or "").partition(":")
    if not number.isdecimal() or len(number) > 4 or certainty not in Certainty.values:
        return None
    return int(number), certainty
