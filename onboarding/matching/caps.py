"""From limits at every moment to a few caps: at most so many of these requests at these leerplaatsen.

A moment is a week or a day. Of the moments only those are kept where the most can be there together (the maximal
cliques of stays that overlap): whoever holds the caps there holds them at every other moment.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
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


def caps(limit: Limit, who: np.ndarray, stays: list[Stay | None], there: Iterable[Stay | None]) -> list[Cap]:
    """The caps of one limit on the requests `who`, whose stays are `stays[place]` for each place in `who`.

    `there`: the stays of who is locked on a leerplaats of the limit. A cap that `who` can never exceed is left out.
    """
    kinds = defaultdict(list)
    for place in who:
        kinds[stays[place]].append(place)
    present = Counter(moment for stay in limit.taken for moment in moments(stay, limit.per_day))
    always = 0
    for stay in there:
        if stay is None:
            always += 1
        else:
            present.update(moments(stay, limit.per_day))
    found = []
    for kinds_there, taken in _fullest(kinds, present, limit.per_day):
        members = np.array(sorted(place for kind in kinds_there for place in kinds[kind]), dtype=np.int64)
        room = max(0, limit.number - taken - always)
        if room < len(members):
            found.append(Cap(limit.key, limit.leerplaatsen, members, room))
    return found


def _fullest(kinds, present, per_day) -> list[tuple[frozenset, int]]:
    """The kinds of stay at each moment with how many are there already, without moments that another one implies."""
    at = defaultdict(set)
    for kind in kinds:
        for moment in () if kind is None else moments(kind, per_day):
            at[moment].add(kind)
    without = {None} & kinds.keys()
    if without:  # who has no known days counts at every moment, also when only those of before are there
        at |= {moment: at.get(moment, set()) for moment in present}
    most = {}
    for moment, there in at.items():
        there = frozenset(there | without)
        most[there] = max(most.get(there, 0), present[moment])
    if without and not most:
        most[frozenset(without)] = 0
    return [
        (there, taken)
        for there, taken in most.items()
        if not any(there < other and taken <= more for other, more in most.items())
    ]
