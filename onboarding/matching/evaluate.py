"""How good an assignment is, goal by goal, and whether it keeps every hard rule, capacity, limit and lock.

Counted from the model in plain loops, apart from the solver, so that one holds the other to account.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import comb

from onboarding.matching.model import Goal, Lock, Offer, Request, World, broken_rules, travel_km
from onboarding.matching.stays import Limit, tallies_by_leerplaats


@dataclass(frozen=True)
class Score:
    """How good an assignment is: more placed is better; of every goal, less.

    `goals` holds each Goal, also those that the world does not ask for, so that two results can be compared:
    WISHES the sum of `Request.wish_cost`, TRAVEL whole kilometres of who is placed, VARIETY students in a kind of
    care they know, TOGETHER students who begin alone, SPREAD pairs at one leerplaats, KEEP students who are not where
    `before` says.
    """

    placed: int
    goals: Mapping[Goal, int]


@dataclass(frozen=True)
class Result:
    """Request key to offer key of all with a place, the keys of those without, both sorted, and the score.

    `proven`: no assignment is better in the order of the world's goals. Else `gaps` says, for each goal that was
    not proven, by how much at most it could still be lower with the values of the goals before it (PLACED_GAP: by
    how many students placed). A stored result that is only counted again is not proven.
    """

    assignments: Mapping[str, str]
    unplaced: tuple[str, ...]
    score: Score
    proven: bool = field(default=False, compare=False)
    gaps: Mapping[str, int] = field(default_factory=dict, compare=False)


PLACED_GAP = "placed"


def evaluate(world: World, assignments: Mapping[str, str]) -> Result:
    """The result that these assignments (request key to offer key) make; turns stored ones back into a result.

    Raises ValueError when a hard rule, capacity, limit or lock is broken, KeyError on a key that is not in the world.
    """
    for request_key in assignments:
        world.request_by_key[request_key]
    check(world.requests, world.offer_by_key, world.limits, world.locks, assignments)
    goals = goals_of(world.requests, world.offer_by_key, assignments)
    goals[Goal.TOGETHER] = alone(beginning(world.requests, world.offer_by_key, assignments), world.starting)
    return result_of(world, assignments, goals, gaps=None)


def result_of(world: World, assignments: Mapping[str, str], goals: Mapping[Goal, int], gaps) -> Result:
    """The Result of assignments whose goals are counted; `gaps` None: nothing is known about how good it is."""
    keys = [request.key for request in world.requests]  # in order
    return Result(
        assignments={key: assignments[key] for key in keys if key in assignments},
        unplaced=tuple(key for key in keys if key not in assignments),
        score=Score(len(assignments), goals),
        proven=gaps == {},
        gaps=gaps or {},
    )


def check(
    requests: Iterable[Request],
    offers: Mapping[str, Offer],
    limits: Iterable[Limit],
    locks: Iterable[Lock],
    assignments: Mapping[str, str],
) -> None:
    """Raise ValueError when the assignments of these requests break a hard rule, capacity, limit or lock."""
    taken, tallies = Counter(), tallies_by_leerplaats(limits)
    for request in requests:
        if request.key not in assignments:
            continue
        offer = offers[assignments[request.key]]
        taken[offer.key] += 1
        if rules := broken_rules(request, offer):
            raise ValueError(f"Request {request.key} cannot have offer {offer.key}: {', '.join(rules)}.")
        for tally in tallies[offer.leerplaats]:
            if not tally.fits(request.stay):
                raise ValueError(f"With request {request.key} limit {tally.limit.key} is broken.")
            tally.add(request.stay)
    for offer_key, number in taken.items():
        if number > offers[offer_key].capacity:
            raise ValueError(f"Offer {offer_key} has {number} requests, over its capacity.")
    for lock in locks:
        if assignments.get(lock.request) != lock.offer:
            raise ValueError(f"The lock of request {lock.request} on offer {lock.offer} is not kept.")


def goals_of(
    requests: Iterable[Request], offers: Mapping[str, Offer], assignments: Mapping[str, str]
) -> dict[Goal, int]:
    """The value of each goal but TOGETHER, as described in `Score`: these add up over parts of a world."""
    value = {goal: 0 for goal in Goal if goal is not Goal.TOGETHER}
    pairs = Counter()
    for request in requests:
        offer = offers[assignments[request.key]] if request.key in assignments else None
        value[Goal.WISHES] += request.wish_cost(offer and offer.leerplaats)
        value[Goal.KEEP] += request.before is not None and assignments.get(request.key) != request.before
        if offer:
            value[Goal.TRAVEL] += travel_km(request, offer)
            value[Goal.VARIETY] += bool(offer.sector) and offer.sector in request.sectors_seen
            pairs[offer.leerplaats, offer.group] += 1
    value[Goal.SPREAD] = sum(comb(number, 2) for number in pairs.values())
    return value


def beginning(
    requests: Iterable[Request], offers: Mapping[str, Offer], assignments: Mapping[str, str]
) -> Counter[tuple[int, int]]:
    """How many begin at which leerplaats (id) on which day, of those whose days are known."""
    return Counter(
        (offers[assignments[request.key]].leerplaats, request.stay.first)
        for request in requests
        if request.stay and request.key in assignments
    )


def alone(numbers: Mapping[tuple[int, int], int], starting: frozenset[tuple[int, int]]) -> int:
    """The value of TOGETHER: students who begin alone at their leerplaats on a day that is known.

    `numbers` as from `beginning`, over all parts of a world: two of them can share a leerplaats.
    """
    return sum(number == 1 and start not in starting for start, number in numbers.items())
