"""The proposal: the best assignment in a strict order of goals, the same for the same world every time.

1. As many students placed as possible.
2. Wishes: the lowest sum of `Request.wish_cost`.
3. Spread: the fewest pairs of students of one programme, year and period at the same leerplaats.
4. The lot: of what is still equal, the lowest sum of a fixed lot per request and offer. It follows from their
   keys alone, so it favours no name and no place in a list, and a request more or less leaves everyone else's
   lot alone.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import comb

import numpy as np

from onboarding.matching.flow import lexicographic_flow
from onboarding.matching.groups import Group, groups
from onboarding.matching.model import World, broken_rules
from onboarding.matching.network import group_network


@dataclass(frozen=True)
class Score:
    """How good an assignment is, goal by goal: more placed is better, of the others less."""

    placed: int
    wishes: int
    pairs: int


@dataclass(frozen=True)
class Result:
    """Request key to offer key of all with a place, the keys of those without, both sorted, and the score."""

    assignments: Mapping[str, str]
    unplaced: tuple[str, ...]
    score: Score


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


def evaluate(world: World, assignments: Mapping[str, str]) -> Result:
    """The result that these assignments (request key to offer key) make; turns stored ones back into a result.

    Raises ValueError when a hard rule, capacity or lock is broken, KeyError on a key that is not in the world.
    """
    taken, together, wishes = Counter(), Counter(), 0
    for request_key, offer_key in assignments.items():
        request, offer = world.request_by_key[request_key], world.offer_by_key[offer_key]
        if rules := broken_rules(request, offer):
            raise ValueError(f"Request {request_key} cannot have offer {offer_key}: {', '.join(rules)}.")
        taken[offer_key] += 1
        together[offer.leerplaats, offer.group] += 1
        wishes += request.wish_cost(offer.leerplaats)
    for offer_key, number in taken.items():
        if number > world.offer_by_key[offer_key].capacity:
            raise ValueError(f"Offer {offer_key} has {number} requests, over its capacity.")
    for lock in world.locks:
        if assignments.get(lock.request) != lock.offer:
            raise ValueError(f"The lock of request {lock.request} on offer {lock.offer} is not kept.")
    unplaced = tuple(request for request in world.requests if request.key not in assignments)
    wishes += sum(request.wish_cost(None) for request in unplaced)
    return Result(
        assignments=dict(sorted(assignments.items())),
        unplaced=tuple(request.key for request in unplaced),
        score=Score(len(assignments), wishes, sum(comb(number, 2) for number in together.values())),
    )


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
