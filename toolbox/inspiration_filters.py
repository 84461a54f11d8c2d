"""The choices of the inspiratiebox: read from the address, offered on the page, taken away one by one.

Every choice is in the address and a value that does not exist is left out. The cards are few (some dozens), so
they are read once and sifted here.
"""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from profiles.catalogue_filters import Filter, Option
from profiles.folding import fold
from profiles.forms.catalogue import Chosen
from toolbox.enums import Effort, Goal, Medium, Moment

LONGEST_TEXT = 100


class Choice(StrEnum):
    """The names in the address, in the order of the page."""

    WORDS = "zoek"
    GOAL = "doel"
    MOMENT = "moment"
    EFFORT = "tijd"
    MEDIUM = "manier"


@dataclass(frozen=True)
class Kind:
    """One thing to choose by: its words on the page, its values, and which of them a card has."""

    label: str
    everything: str
    values: type
    of: callable


KINDS = {
    Choice.GOAL: Kind("Waar is het goed voor?", "Alle doelen", Goal, lambda card: card.goals),
    Choice.MOMENT: Kind("Wanneer in de stage?", "Alle momenten", Moment, lambda card: card.moments),
    Choice.EFFORT: Kind("Hoeveel tijd kost het?", "Maakt niet uit", Effort, lambda card: [card.effort]),
    Choice.MEDIUM: Kind("Hoe doe je het?", "Maakt niet uit", Medium, lambda card: card.media),
}


@dataclass(frozen=True)
class Choices:
    """What was chosen, cleaned. `leerplaats` is for whom somebody looks; it stays in every address."""

    words: str = ""
    values: tuple[tuple[Choice, str], ...] = ()
    leerplaats: int = 0

    @classmethod
    def read(cls, query, leerplaats=0):
        """The choices in an address, as far as they exist."""
        asked = ((name, query.get(name, "")) for name in KINDS)
        words = " ".join(query.get(Choice.WORDS, "").replace("\0", "").split())[:LONGEST_TEXT]
        return cls(words, tuple((name, value) for name, value in asked if value in KINDS[name].values), leerplaats)

    @property
    def pairs(self):
        """What is chosen, as (name, value) pairs in the order of the page."""
        return [*([(Choice.WORDS, self.words)] if self.words else []), *self.values]

    @property
    def address(self):
        """The query part of the address of these choices; pages are added behind it."""
        return self._query(self.pairs)

    def chosen(self):
        """The active choices, each with the address of the list without it."""
        return [
            Chosen(_label(*pair), self._query([other for other in self.pairs if other != pair])) for pair in self.pairs
        ]

    def found(self, cards):
        """The cards that meet every choice, in their own order."""
        return [card for card in cards if self._meets(card)]

    def filters(self, cards):
        """The filters of the page: only options that find something together with the other choices."""
        return [
            Filter.of(name, kind.label, kind.everything, self._options(name, kind, cards))
            for name, kind in KINDS.items()
        ]

    def _options(self, name, kind, cards):
        base = [card for card in cards if self._meets(card, but=name)]
        chosen = dict(self.values).get(name)
        counted = (
            Option(value, label, sum(value in kind.of(card) for card in base), value == chosen)
            for value, label in kind.values.choices
        )
        return [option for option in counted if option.count or option.is_chosen]

    def _meets(self, card, but=None):
        met = all(value in KINDS[name].of(card) for name, value in self.values if name != but)
        return met and _has_words(card, self.words)

    def _query(self, pairs):
        kept = [*([("leerplaats", self.leerplaats)] if self.leerplaats else []), *pairs]
        return "?" + urlencode(kept)


def _has_words(card, words):
    text = fold(" ".join((card.title, card.what, card.why, *card.how)))
    return all(word in text for word in fold(words).split())


def _label(name, value):
    return f"‘{value}’" if name == Choice.WORDS else KINDS[name].values(value).label
