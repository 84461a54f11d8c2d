"""The choices of the public catalogue: read from the address, offered on the page, taken away one by one.

Every choice is in the address and nothing else is. A value that does not exist is left out. Written out as plain
values and not as a Django form: nothing here can be wrong, and eight crispy fields take longer than the whole page.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from urllib.parse import urlencode

from profiles.enums import Sector
from profiles.facets import facet
from profiles.geography import Spot, find_spot

LONGEST_TEXT = 100
LEVEL = "niveau-"
RADII = (5, 10, 15, 25, 50)
SHIFTS = {
    "early": "Vroege diensten",
    "day": "Dagdiensten",
    "late": "Late diensten",
    "night": "Nachtdiensten",
    "weekend": "In het weekend",
}
TRANSPORT = {"ja": "Ja, ook voor een vroege dienst"}
BUILDING = {"ja": "Ja, overal zonder drempels", "deels": "Overal of op de meeste plekken"}
BUILDING_FACETS = {"ja": ("yes",), "deels": ("yes", "partly")}


class Choice(StrEnum):
    """The names in the address, in the order of the page."""

    WORDS = "zoek"
    PROGRAMME = "opleiding"
    SECTOR = "zorg"
    NEAR = "vanaf"
    RADIUS = "straal"
    PERIOD = "periode"
    SHIFT = "dienst"
    TRANSPORT = "ov"
    BUILDING = "gebouw"


@dataclass(frozen=True)
class Chosen:
    """One active choice: what it says, and the address of the list without it."""

    label: str
    without: str


@dataclass(frozen=True)
class Choices:
    """What was chosen, cleaned. `spot` is the place of `near`; None when we do not know that place."""

    words: str = ""
    programme: str = ""
    sector: str = ""
    near: str = ""
    spot: Spot | None = None
    radius: int = 0
    period: int = 0
    shifts: tuple[str, ...] = ()
    transport: str = ""
    building: str = ""
    programmes: tuple[int, ...] = ()  # the opleidingen of `programme`, also when it is a whole niveau
    labels: dict = field(default_factory=dict, hash=False, compare=False)

    @classmethod
    def read(cls, query, snapshot):
        """The choices in an address (`query`), as far as they exist in what is online."""
        near = _text(query, Choice.NEAR)
        spot = find_spot(near) if near else None
        programme, programmes, programme_label = _programme(query.get(Choice.PROGRAMME, ""), snapshot)
        period = _number(query.get(Choice.PERIOD, ""), snapshot.periods)
        return cls(
            words=_text(query, Choice.WORDS),
            programme=programme,
            programmes=programmes,
            sector=_known(query.get(Choice.SECTOR, ""), Sector.values),
            near=near,
            spot=spot,
            radius=_number(query.get(Choice.RADIUS, ""), RADII) if spot else 0,
            period=period,
            shifts=tuple(value for value in SHIFTS if value in query.getlist(Choice.SHIFT)),
            transport=_known(query.get(Choice.TRANSPORT, ""), TRANSPORT),
            building=_known(query.get(Choice.BUILDING, ""), BUILDING),
            labels={Choice.PROGRAMME: programme_label, Choice.PERIOD: snapshot.periods.get(period, "")},
        )

    @cached_property
    def pairs(self):
        """What is chosen, as (name, value) pairs in the order of the page."""
        single = {
            Choice.WORDS: self.words,
            Choice.PROGRAMME: self.programme,
            Choice.SECTOR: self.sector,
            Choice.NEAR: self.near,
            Choice.RADIUS: self.radius,
            Choice.PERIOD: self.period,
            Choice.TRANSPORT: self.transport,
            Choice.BUILDING: self.building,
        }
        return [
            (name, value)
            for name in Choice
            for value in (self.shifts if name == Choice.SHIFT else [single[name]])
            if value
        ]

    @property
    def filter_count(self):
        """How many filters are on, apart from the words."""
        return sum(1 for name, _ in self.pairs if name not in (Choice.WORDS, Choice.RADIUS))

    @property
    def facet_sets(self):
        """What the facets must hold: a list of alternatives, each of which must be met."""
        needed = [(facet("shift_kinds", shift),) for shift in self.shifts]
        if self.transport:
            needed.append((facet("public_transport", "yes"),))
        if self.building:
            needed.append(tuple(facet("step_free", value) for value in BUILDING_FACETS[self.building]))
        return needed

    def address(self, *, without=(), **changes):
        """The query part of the address of these choices, less those named, with others changed."""
        kept = [(name, value) for name, value in self.pairs if name not in without and name not in changes]
        return "?" + urlencode([*kept, *((name, value) for name, value in changes.items() if value)])

    def chosen(self):
        """The active choices, each with the address of the list without it."""
        return [Chosen(self._label(name, value), self._without(name, value)) for name, value in self.pairs]

    def _without(self, name, value):
        gone = {(name, value)}
        if name == Choice.NEAR:  # a radius around nothing means nothing
            gone.add((Choice.RADIUS, self.radius))
        return "?" + urlencode([pair for pair in self.pairs if pair not in gone])

    def _label(self, name, value):
        match name:
            case Choice.WORDS:
                return f"‘{value}’"
            case Choice.SECTOR:
                return Sector(value).label
            case Choice.NEAR:
                return f"Vanaf {self.spot.name if self.spot else value}"
            case Choice.RADIUS:
                return f"Binnen {value} km"
            case Choice.PERIOD:
                return f"Plek in {self.labels[name]}"
            case Choice.SHIFT:
                return SHIFTS[value]
            case Choice.TRANSPORT:
                return "Goed bereikbaar met ov"
            case Choice.BUILDING:
                return f"Gebouw: {BUILDING[value][0].lower()}{BUILDING[value][1:]}"
        return self.labels[name]


def level_name(level):
    """ "Mbo niveau 3" or "Hbo"."""
    return f"Mbo niveau {level}" if level <= 4 else "Hbo"


def _text(query, name):
    return " ".join(query.get(name, "").replace("\0", "").split())[:LONGEST_TEXT]


def _known(value, values):
    return value if value in values else ""


def _number(value, numbers):
    return next((number for number in numbers if value == str(number)), 0)


def _programme(value, snapshot):
    """The chosen value, its opleidingen and its label; three empty ones when it does not exist."""
    if pk := _number(value, snapshot.programmes):
        return value, (pk,), snapshot.programmes[pk].name
    level = _number(value.removeprefix(LEVEL), range(1, 9)) if value.startswith(LEVEL) else 0
    programmes = tuple(snapshot.of_level(level)) if level else ()
    return (value, programmes, level_name(level)) if programmes else ("", (), "")
