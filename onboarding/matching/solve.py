"""The proposal: the best assignment in a strict order of goals, the same for the same world every time.

1. As many students placed as possible.
2. Wishes: the lowest sum of `Request.wish_cost`.
3. Spread: the fewest pairs of students of one programme, year and period at the same leerplaats.
4. The lot: of what is still equal, the lowest sum of a fixed lot per request and offer. It follows from their
   keys alone, so it favours no name and no place in a list, and a request more or less leaves everyone else's
   lot alone.
"""

import numpy as np

from onboarding.matching.evaluate import Result, Score, evaluate
from onboarding.matching.flow import lexicographic_flow
from onboarding.matching.groups import Group, groups
from onboarding.matching.model import World
from onboarding.matching.network import group_network

__all__ = ["Result", "Score", "evaluate", "solve"]


def solve(world: World) -> Result:
    """The optimum for the goals above with every lock kept; proven, not approached.

    Raises OverflowError when one group is too large to solve exactly in 64-bit integers (see
    `lexicographic_flow`).
    """
    assignments = {}
    for group in groups(world):
        for row, column in enumerate(solve_group(group)):
            if column >= 0:
                assignments[group.requests[row].key] = group.offers[column].key
    return evaluate(world, assignments)


def solve_group(group: Group) -> np.ndarray:
    """For each request (R) the place of its offer among the O, or -1 without a place."""
    chosen = group.locked.copy()
    free = np.flatnonzero(chosen < 0)
    if not group.offers or not len(free):
        return chosen
    arcs = group_network(group, free)
    used = lexicographic_flow(arcs.network, arcs.goals)[: len(arcs.row)] > 0
    chosen[free[arcs.row[used]]] = arcs.column[used]
    return chosen
