"""Stays and the limits on how many there can be at once: days as numbers, weeks from Monday to Sunday."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

WEEK = 7


@dataclass(frozen=True)
class Stay:
    """From and until when a student is there, as day numbers (date.toordinal, both included), on which weekdays."""

    first: int
    last: int
    weekdays: frozenset[int] = frozenset(range(WEEK))


@dataclass(frozen=True)
class Limit:
    """At most `number` students at once on these leerplaatsen together: in the same week, or on the same day.

    `taken`: the stays of who is there already, from other periods too. A request without `stay` counts always.
    """

    key: str
    leerplaatsen: frozenset[int]
    number: int
    per_day: bool = False
    taken: tuple[Stay, ...] = ()


def weekday(day: int) -> int:
    """0 for Monday; day number 1 (1 January of the year 1) was one."""
    return (day - 1) % WEEK


@lru_cache(maxsize=10_000)
def days(stay: Stay) -> tuple[int, ...]:
    """The day numbers on which somebody is there, in order."""
    return tuple(day for day in range(stay.first, stay.last + 1) if weekday(day) in stay.weekdays)


@lru_cache(maxsize=10_000)
def moments(stay: Stay, per_day: bool) -> tuple[int, ...]:
    """The days, or else the numbers of the weeks, in which somebody is there, in order."""
    if per_day:
        return days(stay)
    return tuple(sorted({(day - 1) // WEEK for day in days(stay)}))


def is_closed(stay: Stay, closed: Iterable[tuple[int, int]], no_start: Iterable[tuple[int, int]]) -> bool:
    """Whether a day of the stay falls in `closed`, or its first date in `no_start` (from and until, both included)."""
    if any(first <= stay.first <= last for first, last in no_start):
        return True
    return any(first <= day <= last for first, last in closed for day in days(stay))


class Tally:
    """Counts who is there at each moment of one limit, from those who are there already."""

    def __init__(self, limit: Limit):
        self.limit = limit
        self.count = Counter(moment for stay in limit.taken for moment in moments(stay, limit.per_day))
        self.always = 0

    def fits(self, stay: Stay | None) -> bool:
        """Whether one more student with this stay (None: always there) leaves every moment of it within the limit."""
        if stay is None:
            most = max(self.count.values(), default=0)
        else:
            when = moments(stay, self.limit.per_day)
            if not when:
                return True
            most = max(self.count[moment] for moment in when)
        return most + self.always + 1 <= self.limit.number

    def add(self, stay: Stay | None) -> None:
        """Count one student more."""
        if stay is None:
            self.always += 1
        else:
            self.count.update(moments(stay, self.limit.per_day))


def tallies_by_leerplaats(limits: Iterable[Limit]) -> dict[int, list[Tally]]:
    """A new Tally of each limit, in order of key, by the id of each leerplaats that it counts."""
    found = defaultdict(list)
    for limit in sorted(limits, key=lambda limit: limit.key):
        tally = Tally(limit)
        for leerplaats in limit.leerplaatsen:
            found[leerplaats].append(tally)
    return found
