"""Search and filters of the public catalogue."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from django import forms

from profiles.enums import Sector
from profiles.forms.base import StageForm
from profiles.models import Programme

LONGEST_SEARCH = 100


class Choice(StrEnum):
    """The names in the address."""

    WORDS = "zoek"
    SECTOR = "zorg"
    PROGRAMME = "opleiding"
    TOWN = "plaats"


@dataclass(frozen=True)
class Chosen:
    """One active choice: what it says, and the address of the list without it."""

    label: str
    without: str


class CatalogueForm(StageForm, forms.Form):
    """Only choices that can find something are offered; any other value in the address is left out."""

    mark_optional = False
    zoek = forms.CharField(label="Naam, plaats of zorg", required=False)
    zorg = forms.ChoiceField(label="Soort zorg", required=False)
    opleiding = forms.ChoiceField(label="Opleiding", required=False)
    plaats = forms.ChoiceField(label="Plaats", required=False)

    @classmethod
    def for_choices(cls, query, online, offers):
        """The form for what stands in the address (`query`), over the leerplaatsen that are online."""
        online = online.order_by()
        sectors = set(online.values_list("sector", flat=True).distinct())
        towns = online.order_by("location__town").values_list("location__town", flat=True).distinct()
        offered = offers.filter(leerplaats__in=online).order_by().values("programme")
        programmes = Programme.objects.filter(pk__in=offered).values_list("pk", "name")
        options = {
            Choice.SECTOR: [("", "Alle soorten zorg"), *(s for s in Sector.choices if s[0] in sectors)],
            Choice.PROGRAMME: [("", "Alle opleidingen"), *((str(pk), name) for pk, name in programmes)],
            Choice.TOWN: [("", "Alle plaatsen"), *((town, town) for town in towns)],
        }
        data = {Choice.WORDS: query.get(Choice.WORDS, "").replace("\0", "").strip()[:LONGEST_SEARCH]}
        for name, choices in options.items():
            value = query.get(name, "")
            data[name] = value if value in dict(choices) else ""
        form = cls(data, auto_id="%s")
        for name, choices in options.items():
            form.fields[name].choices = choices
        return form

    def value(self, choice):
        """What was chosen, or an empty text."""
        return self.data[choice]

    @property
    def words(self):
        """What was searched for."""
        return self.data[Choice.WORDS]

    @property
    def filter_count(self):
        """How many filters are on, apart from the words."""
        return sum(1 for choice in Choice if choice != Choice.WORDS and self.data[choice])

    def chosen(self):
        """The active choices, each with the address of the list without it."""
        active = {choice: self.data[choice] for choice in Choice if self.data[choice]}
        return [
            Chosen(self._label(choice), "?" + urlencode({c: v for c, v in active.items() if c != choice}))
            for choice in active
        ]

    def _label(self, choice):
        if choice == Choice.WORDS:
            return f"‘{self.words}’"
        return dict(self.fields[choice].choices)[self.data[choice]]
