"""Small worlds for the tests of matching, and the best assignment found by trying everything.

`best_by_trying` shares nothing with the solver but the lots: it states rules and goals once more, in loops.
"""

from collections import Counter
from itertools import product

from hypothesis import strategies as st

from onboarding.matching import MAX_WISHES, Lock, Offer, Request, Rule, World, bad_locks
from onboarding.matching.lots import lots

LEERPLAATSEN = st.integers(1, 4)
# Mostly one group, so that requests compete; sometimes another programme, year or period.
GROUPS = st.sampled_from([(1, 2, 1)] * 25 + [(2, 2, 1), (1, 3, 1), (1, 2, 2)])
CAPACITIES = st.sampled_from([1, 1, 2, 0, 3])
WISHES = st.just(()) | st.lists(st.frozensets(LEERPLAATSEN, max_size=2), max_size=3).map(tuple)
EXCLUDED = st.lists(st.tuples(LEERPLAATSEN, st.sampled_from([Rule.BEEN_THERE, Rule.EXCLUDED])), max_size=2).map(tuple)


@st.composite
def worlds(draw, requests=5, offers=4, locks=True):
    """A world of two up to so many requests and offers, with locks that can hold."""
    asked = [
        Request(f"r{number}", *group, wishes, excluded)
        for number, (group, wishes, excluded) in enumerate(
            draw(st.lists(st.tuples(GROUPS, WISHES, EXCLUDED), min_size=2, max_size=requests))
        )
    ]
    offered = [
        Offer(f"o{number}", leerplaats, *group, capacity)
        for number, (leerplaats, group, capacity) in enumerate(
            draw(st.lists(st.tuples(LEERPLAATSEN, GROUPS, CAPACITIES), min_size=2, max_size=offers))
        )
    ]
    pairs = [Lock(request.key, offer.key) for request in asked for offer in offered]
    possible = [lock for lock in pairs if not bad_locks(asked, offered, [lock])]
    number = draw(st.integers(0, 3)) if locks and possible else 0
    wanted = dict.fromkeys(draw(st.sampled_from(possible)) for _ in range(number))
    bad = {error.lock for error in bad_locks(asked, offered, wanted)}
    return World(tuple(asked), tuple(offered), tuple(lock for lock in wanted if lock not in bad))


def best_by_trying(world: World) -> tuple[tuple[int, int, int, int], dict[str, str]]:
    """The lowest (unplaced, wishes, pairs, lots) of all assignments that keep the rules, and whose it is."""
    lot = lots([request.key for request in world.requests], [offer.key for offer in world.offers]).tolist()
    locked = {(lock.request, lock.offer) for lock in world.locks}
    must = {lock.request for lock in world.locks}
    choices = []
    for request in world.requests:
        allowed = [
            column
            for column, offer in enumerate(world.offers)
            if (request.programme, request.year, request.period) == (offer.programme, offer.year, offer.period)
            and offer.leerplaats not in [leerplaats for leerplaats, _ in request.excluded]
        ]
        if request.key in must:
            allowed = [column for column in allowed if (request.key, world.offers[column].key) in locked]
        else:
            allowed.append(None)
        choices.append(allowed)
    best = None
    for chosen in product(*choices):
        taken = Counter(column for column in chosen if column is not None)
        if any(number > world.offers[column].capacity for column, number in taken.items()):
            continue
        goals = _goals(world, chosen, lot)
        if best is None or goals < best[0]:
            best = goals, chosen
    goals, chosen = best
    return goals, {
        request.key: world.offers[column].key
        for request, column in zip(world.requests, chosen, strict=True)
        if column is not None
    }


def _goals(world, chosen, lot):
    wishes, together = 0, Counter()
    for request, column in zip(world.requests, chosen, strict=True):
        leerplaats = None if column is None else world.offers[column].leerplaats
        if request.wishes:
            met = [rank for rank, wish in enumerate(request.wishes) if leerplaats in wish]
            wishes += met[0] if met else MAX_WISHES
        if column is not None:
            together[leerplaats, world.offers[column].group] += 1
    pairs = sum(number * (number - 1) // 2 for number in together.values())
    lot_sum = sum(lot[row][column] for row, column in enumerate(chosen) if column is not None)
    return chosen.count(None), wishes, pairs, lot_sum
