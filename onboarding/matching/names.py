"""What ids are called on screen, and the grammar that the sentences about a result share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


@dataclass(frozen=True)
class Names:
    """What ids are called on screen, of every offer and of every leerplaats in a wish or a limit.

    A period reads well after "in", such as "periode 2"; a level after "een", such as "hbo-verpleegkundige (niveau 6)".
    A kind of care or a level that is not named is told by its own key.
    """

    leerplaatsen: Mapping[int, str]
    programmes: Mapping[int, str]
    periods: Mapping[int, str]
    sectors: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[int, str] = field(default_factory=dict)

    def group(self, programme: int, year: int, period: int) -> str:
        """For whom and when a place is, to stand after "voor"."""
        return f"{self.programmes[programme]} leerjaar {year} in {self.periods[period]}"

    def level(self, level: int) -> str:
        """Who guides, to stand after "een"."""
        return self.levels.get(level) or f"begeleider van niveau {level}"

    def sector(self, sector: str) -> str:
        """A kind of care, to stand after a colon."""
        return self.sectors.get(sector) or sector

    def places(self, leerplaatsen: Iterable[int]) -> str:
        """These leerplaatsen by name, or how many they are when they are more than three or not all named."""
        ids = list(leerplaatsen)
        if len(ids) > 3 or any(pk not in self.leerplaatsen for pk in ids):
            return count_leerplaatsen(len(ids))
        return joined([self.leerplaatsen[pk] for pk in ids])


def joined(words: list[str]) -> str:
    """ "a", "a en b" or "a, b en c"."""
    return " en ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def on_days(weekdays: Iterable[int]) -> str:
    """ "maandag en dinsdag" for 0 and 1."""
    return joined([WEEKDAYS[day] for day in weekdays])


def count_leerplaatsen(number: int) -> str:
    """ "1 leerplaats" or "3 leerplaatsen"."""
    return "1 leerplaats" if number == 1 else f"{number} leerplaatsen"


def count_students(number: int, other: str = "") -> str:
    """ "1 student" or "3 studenten", with "andere" before it when asked."""
    return f"1 {other}student" if number == 1 else f"{number} {other}studenten"


def capital(text: str) -> str:
    """The text with a capital; a name that begins it keeps its own."""
    return f"{text[0].upper()}{text[1:]}"


def is_or_are(number: int) -> str:
    """ "is" for one, "zijn" for more."""
    return "is" if number == 1 else "zijn"


def has_or_have(number: int) -> str:
    """ "heeft" for one, "hebben" for more."""
    return "heeft" if number == 1 else "hebben"
