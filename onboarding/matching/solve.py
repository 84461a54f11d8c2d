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
from hashlib import blake2b

import numpy as np

from onboarding.matching.flow import Network, lexicographic_flow
from onboarding.matching.groups import Group, groups
from onboarding.matching.model import World, broken_rules

# A lot is below 2**31: many enough that sums of lots do not tie, small enough to add up in 64 bits.
LOT_BITS = 31


@dataclass(frozen=True)
class Score:
    """How good an assignment is, goal by goal: more placed is better, of the others less."""

    placed: int
    wishes: int
    pairs: int


@dataclass(frozen=True)
class Result:
    """Request key to offer key for everyone with a place, the keys of the others, both sorted, and the score."""

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
    """The result that these assignments (request key to offer key) make, after checking every hard rule and
    lock.

    Also turns stored assignments back into a result. Raises ValueError when a rule, capacity or lock is
    broken, and KeyError on a key that is not in the world.
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
        score=Score(
            len(assignments), wishes, sum(number * (number - 1) // 2 for number in together.values())
        ),
    )


def solve_group(group: Group) -> np.ndarray:
    """For each request (R) the place of its offer among the O, or -1 without a place."""
    chosen = group.locked.copy()
    free = np.flatnonzero(chosen < 0)
    if not group.offers or not len(free):
        return chosen
    network, goals, row, column = _network(group, free)
    used = lexicographic_flow(network, goals)[: len(row)] > 0
    chosen[free[row[used]]] = column[used]
    return chosen


def _network(group: Group, free: np.ndarray):
    """The flow of the requests that are not locked: request -> offer -> leerplaats -> sink, or request ->
    sink.

    Gives the network, the goals, and the row (in `free`) and column of the first arcs. A leerplaats has one
    arc of capacity 1 per student, each dearer than the one before: the next student makes a pair with all who
    are there.
    """
    eligible = group.eligible[free]
    row, column = np.nonzero(eligible)
    requests, offers, leerplaatsen = len(free), len(group.offers), int(group.leerplaats.max()) + 1
    locked = np.bincount(group.locked[group.locked >= 0], minlength=offers)
    left = group.capacity - locked
    at_offer = np.minimum(left, eligible.sum(axis=0))
    slots = np.bincount(group.leerplaats, at_offer, leerplaatsen).astype(np.int64)
    present = np.bincount(group.leerplaats, locked, leerplaatsen).astype(np.int64)
    slot_leerplaats = np.repeat(np.arange(leerplaatsen), slots)
    slot_pairs = (
        np.arange(slots.sum()) - np.repeat(np.cumsum(slots) - slots, slots) + present[slot_leerplaats]
    )

    offer_node, leerplaats_node = requests, requests + offers
    sink = leerplaats_node + leerplaatsen
    parts = [
        (row, column + offer_node, 1),
        (np.arange(requests), sink, 1),
        (np.arange(offers) + offer_node, group.leerplaats + leerplaats_node, at_offer),
        (slot_leerplaats + leerplaats_node, sink, 1),
    ]
    sizes = [len(tails) for tails, _, _ in parts]
    tails, heads, capacities = (
        np.concatenate([np.broadcast_to(part[side], size) for part, size in zip(parts, sizes, strict=True)])
        for side in range(3)
    )
    supplies = np.zeros(sink + 1, dtype=np.int64)
    supplies[:requests], supplies[sink] = 1, -requests

    def goal(to_offer=0, unplaced=0, slot=0):
        costs = zip((to_offer, unplaced, 0, slot), sizes, strict=True)
        return np.concatenate([np.broadcast_to(cost, size) for cost, size in costs])

    goals = [
        goal(unplaced=1),
        goal(to_offer=group.cost[free[row], column], unplaced=group.unplaced_cost[free]),
        goal(slot=slot_pairs),
        goal(to_offer=_lots(group, free)[row, column]),
    ]
    return Network(tails, heads, capacities, supplies), goals, row, column


def _lots(group: Group, free: np.ndarray) -> np.ndarray:
    """A fixed number below 2**LOT_BITS for every request in `free` (rows) and offer (columns), from their
    keys.
    """
    mixed = _digests([group.requests[row].key for row in free], b"request")[:, None]
    mixed = mixed ^ _digests([offer.key for offer in group.offers], b"offer")
    # The finisher of splitmix64: every bit of both keys reaches every bit of the lot. Overflow is meant to wrap.
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(64 - LOT_BITS)).astype(np.int64)


def _digests(keys: list[str], person: bytes) -> np.ndarray:
    digests = (blake2b(key.encode(), digest_size=8, person=person).digest() for key in keys)
    return np.array([int.from_bytes(digest, "big") for digest in digests], dtype=np.uint64)
