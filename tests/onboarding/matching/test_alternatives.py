from dataclasses import replace

from hypothesis import given, settings

from onboarding.matching import Lock, Offer, Request, Rule, State, World, alternatives, bad_locks, solve
from tests.onboarding.matching.worlds import worlds

VIG2 = (1, 2, 1)  # programme, year, period


@settings(max_examples=80)
@given(worlds(requests=6, offers=6))
def test_what_is_shown_as_possible_can_be_locked_and_nothing_else(world):
    result = solve(world)
    for request in world.requests:
        others = tuple(lock for lock in world.locks if lock.request != request.key)
        shown = alternatives(world, result, request.key)

        assert {row.offer for row in shown} == {offer.key for offer in world.offers}
        for row in shown:
            lock = Lock(request.key, row.offer)
            possible = row.state in (State.CHOSEN, State.FREE, State.TAKEN)
            # Sorted by key a new lock may push another lock out: that too is no room for it.
            assert possible == (not bad_locks(world.requests, world.offers, (*others, lock)))
            if not possible:
                continue
            again = solve(replace(world, locks=(*others, lock)))
            assert again.assignments[request.key] == row.offer
            if row.state == State.FREE and request.key in result.unplaced:
                raise AssertionError("a student without a place has no free alternative")


def test_alternatives_stand_from_best_to_impossible():
    excluded = ((6, Rule.BEEN_THERE),)
    requests = (
        Request("anouk", *VIG2, (frozenset({3}), frozenset({1})), excluded),
        Request("bilal", *VIG2),
        Request("chris", *VIG2),
    )
    offers = (
        Offer("a-other-all", 6, 2, 3, 2, 1),
        Offer("b-been-there", 6, *VIG2, 1),
        Offer("c-year", 6 + 1, 1, 3, 1, 1),
        Offer("d-none", 5, *VIG2, 0),
        Offer("e-locked", 3, *VIG2, 1),
        Offer("f-taken", 4, *VIG2, 1),
        Offer("g-free", 2, *VIG2, 2),
        Offer("h-chosen", 1, *VIG2, 1),
    )
    locks = (Lock("bilal", "e-locked"),)
    result = solve(World(requests, offers, (*locks, Lock("chris", "f-taken"))))

    shown = alternatives(World(requests, offers, locks), result, "anouk")

    assert [(row.offer, row.state, row.rules, row.rank, row.left) for row in shown] == [
        ("h-chosen", State.CHOSEN, (), 2, 0),
        ("g-free", State.FREE, (), None, 2),
        ("f-taken", State.TAKEN, (), None, 0),
        ("e-locked", State.FULL, (), 1, 0),
        ("d-none", State.FULL, (), None, 0),
        ("b-been-there", State.FORBIDDEN, (Rule.BEEN_THERE,), None, 1),
        ("c-year", State.FORBIDDEN, (Rule.YEAR,), None, 1),
        ("a-other-all", State.FORBIDDEN, (Rule.PROGRAMME, Rule.YEAR, Rule.PERIOD, Rule.BEEN_THERE), None, 1),
    ]
