"""From limits at every moment to a few caps: at most so many of these requests at these leerplaatsen.

A moment is a week or a day. Of the moments only those are kept where the most can be there together (the maximal
cliques of stays that overlap): whoever holds the caps there holds them at every other moment.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onboarding.matching.stays import Limit, Stay, moments


@dataclass(frozen=True, eq=False)
class Cap:
    """At most `room` (0 or more) of the requests `who` (places among the R, in order) at `leerplaatsen` (ids)."""

    limit: str
    leerplaatsen: frozenset[int]
    who: np.ndarray
    room: int


class Kinds:
    """The different stays of the requests, by number, and when each is there."""

    def __init__(self, stays: Sequence[Stay | None]):
        place = {}
        self.of = np.array([place.setdefault(stay, len(place)) for stay in stays], dtype=np.int64)
        self.stays = list(place)

    def at(self, kind: int, per_day: bool) -> tuple[int, ...]:
        """The moments of a kind of stay; none when the days are not known."""
        stay = self.stays[kind]
        return () if stay is None else moments(stay, per_day)


def caps(limit: Limit, who: np.ndarray, kinds: Kinds, there: Sequence[int]) -> list[Cap]:
    """The caps of one limit on the requests `who` (places, in order).

    `there`: the kinds of stay of who is locked on a leerplaats of the limit. A cap that `who` can never exceed is
    left out.
    """
    if len(who) + len(there) + len(limit.taken) <= limit.number:
        return []
    present = Counter(moment for stay in limit.taken for moment in moments(stay, limit.per_day))
    for kind in there:
        present.update(kinds.at(kind, limit.per_day))
    always = sum(kinds.stays[kind] is None for kind in there)
    of_who = kinds.of[who]
    found = []
    for together, taken in _fullest(np.unique(of_who).tolist(), kinds, present, limit.per_day):
        members = who[np.isin(of_who, list(together))]
        room = max(0, limit.number - taken - always)
        if room < len(members):
            found.append(Cap(limit.key, limit.leerplaatsen, members, room))
    return found


def _fullest(asked: list[int], kinds: Kinds, present: Counter, per_day: bool) -> list[tuple[frozenset[int], int]]:
    """The kinds of stay at each moment with how many are there already, without moments that another one implies."""
    without = {kind for kind in asked if kinds.stays[kind] is None}
    # Who has no known days counts at every moment, also when only those who are there already are there.
    at = {moment: set(without) for moment in present} if without else {}
    for kind in asked:
        for moment in kinds.at(kind, per_day):
            at.setdefault(moment, set(without)).add(kind)
    most = {}
    for moment, there in at.items():
        there = frozenset(there)
        most[there] = max(most.get(there, 0), present[moment])
    if without and not most:
        most[frozenset(without)] = 0
    return [
        (there, taken)
        for there, taken in most.items()
        if not any(there < other and taken <= more for other, more in most.items())
    ]
