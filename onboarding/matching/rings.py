"""The caps of a component as rings around its offers, next to a result: which have room, and which are in use."""

from dataclasses import dataclass

import numpy as np

from onboarding.matching.components import Part, component
from onboarding.matching.evaluate import Result
from onboarding.matching.groups import Group
from onboarding.matching.nesting import nested


@dataclass(frozen=True, eq=False)
class Rings:
    """`caps` rings and, as the last one, "room or no place". `around` (caps): the next ring outside each.

    `of_group`: per group the smallest ring around each of its offers. `has_room`, `in_use` (caps). `limited`: whether
    there are limits, also such as no free student can ever reach.
    """

    around: np.ndarray
    of_group: list[np.ndarray]
    has_room: np.ndarray
    in_use: np.ndarray
    limited: bool

    @property
    def caps(self) -> int:
        """How many caps there are."""
        return len(self.around)

    @property
    def number(self) -> int:
        """How many rings there are, the outermost too."""
        return self.caps + 1

    def ways(self, far: np.int64) -> np.ndarray:
        """The cost of passing one student too many from ring to ring: nothing where it can, else `far`."""
        ways = np.full((self.number, self.number), far, dtype=np.int64)
        np.fill_diagonal(ways, 0)
        inside = np.arange(self.caps)
        ways[inside[self.has_room], self.around[self.has_room]] = 0
        ways[self.around[self.in_use], inside[self.in_use]] = 0
        return ways


def rings_of(part: Part, groups: list[Group], result: Result) -> Rings | None:
    """The rings of a component with these groups; None when its caps do not nest."""
    if not part.limits:
        none = np.zeros(0, dtype=np.int64)
        return Rings(none, [np.zeros(len(g.offers), dtype=np.int64) for g in groups], none > 0, none > 0, limited=False)
    arrays = component(part)
    nesting, rest = nested(arrays)
    if rest:
        return None
    outermost = len(nesting.room)
    around = np.where(nesting.around < 0, outermost, nesting.around)
    of_desk = np.where(nesting.of_desk < 0, outermost, nesting.of_desk)
    ring = {offer.key: of_desk[desk] for offer, desk in zip(part.offers, arrays.desk, strict=True)}
    free, used = (np.zeros(outermost + 1, dtype=np.int64) for _ in range(2))
    locked = {lock.request for lock in part.locks}
    for request in part.requests:
        offer = result.assignments.get(request.key)
        at = outermost if offer is None else ring[offer]
        while at != outermost:
            used[at] += 1
            free[at] += request.key not in locked
            at = around[at]
    of_group = [np.array([ring[offer.key] for offer in group.offers], dtype=np.int64) for group in groups]
    return Rings(around, of_group, free[:-1] < nesting.room, used[:-1] > 0, limited=True)
