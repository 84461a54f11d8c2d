"""Every price is checked by really giving the place: lock it, solve again, and count what the others lose."""

from dataclasses import replace

import pytest
from hypothesis import event, given, settings

from onboarding.matching import (
    Goal,
    Limit,
    Lock,
    LockError,
    Offer,
    Price,
    Request,
    Rule,
    State,
    World,
    alternatives,
    price,
    reasons,
    solve,
)
from onboarding.matching.components import parts
from onboarding.matching.exchange import Exchange, told_goals
from onboarding.matching.groups import groups
from onboarding.matching.model import travel_km
from onboarding.matching.prices import exchange_of
from onboarding.matching.rings import rings_of
from tests.onboarding.matching.rule_worlds import rule_worlds
from tests.onboarding.matching.worlds import worlds

VIG2 = (1, 2, 1)  # programme, year, period


def wish(*leerplaatsen):
    return tuple(frozenset({leerplaats}) for leerplaats in leerplaatsen)


def forced(world, request_key, offer_key):
    """The result once the request is locked on the offer, None when that cannot be."""
    others = tuple(lock for lock in world.locks if lock.request != request_key)
    try:
        return solve(replace(world, locks=(*others, Lock(request_key, offer_key))))
    except LockError:
        return None


def others(world, result, key):
    """How many others have a place, their wish costs and their kilometres, counted one by one."""
    placed = wishes = km = 0
    for request in world.requests:
        if request.key != key:
            offer = world.offer_by_key.get(result.assignments.get(request.key))
            placed += offer is not None
            wishes += request.wish_cost(offer and offer.leerplaats)
            km += travel_km(request, offer) if offer else 0
    return placed, wishes, km


def price_by_trying(world, result, request_key, offer_key):
    again = forced(world, request_key, offer_key)
    if again is None:
        return None
    before, after = others(world, result, request_key), others(world, again, request_key)
    counts = [later - earlier for earlier, later in zip(before, after, strict=True)]
    wishes, km = (
        number if goal in world.goals else 0
        for number, goal in zip(counts[1:], (Goal.WISHES, Goal.TRAVEL), strict=True)
    )
    return Price(-counts[0], wishes, km)


@settings(max_examples=120)
@given(worlds(requests=8, offers=5) | rule_worlds(requests=7, offers=5, limits=0) | rule_worlds(requests=5, offers=4))
def test_every_price_is_what_giving_the_place_really_costs(world):
    result = solve(world)
    for request in world.requests:
        for offer in world.offers:
            told = price(world, result, request.key, offer.key)

            assert told == price_by_trying(world, result, request.key, offer.key)
            if told and told.lost:
                event("someone loses a place")


def test_a_locked_student_hears_no_price_of_a_place_that_a_limit_forbids():
    """Also when nobody else can come there, so that the limit binds no student who is free."""
    free = tuple(Request(key, 1, 2, 1) for key in ("bilal", "chris"))
    anouk = Request("anouk", 1, 2, 1, wishes=(frozenset({1}),), school=1)
    others = tuple(Offer(f"werf-{number}", 2, 1, 2, 1, 1) for number in range(3))
    world = World(
        (anouk, *free),
        (Offer("kade", 1, 1, 2, 1, 1, school=1), *others),
        (Lock("anouk", "werf-0"),),
        (Limit("nobody", frozenset({1}), 0),),
    )
    result = solve(world)

    assert [fact.price for fact in reasons(world, result)["anouk"].watch_out] == [None]
    assert price(world, result, "anouk", "kade") is None


@settings(max_examples=80)
@given(worlds(requests=8, offers=5) | rule_worlds(requests=7, offers=5, limits=1))
def test_the_price_of_a_missed_wish_is_that_of_its_best_place(world):
    """Of a wish with more full leerplaatsen the price is that of the one which a new solve would choose."""
    result = solve(world)
    for key, reason in reasons(world, result).items():
        for missed in reason.watch_out:
            if not getattr(missed, "price", None):
                continue
            wish = world.request_by_key[key].wishes[missed.rank - 1]
            tried = {}
            for offer in world.offers:
                again = forced(world, key, offer.key) if offer.leerplaats in wish else None
                if again:
                    goals = [again.score.goals[goal] for goal in told_goals(world.order)]
                    tried.setdefault((-again.score.placed, *goals), []).append(offer.key)
            best = tried[min(tried)]
            assert missed.price in [price_by_trying(world, result, key, offer) for offer in best]


@settings(max_examples=60)
@given(rule_worlds(requests=6, offers=4))
def test_a_place_that_can_be_chosen_tells_the_price_of_choosing_it(world):
    result = solve(world)
    for request in world.requests:
        for row in alternatives(world, result, request.key):
            if row.price:
                assert row.state in (State.TAKEN, State.LIMITED)
                assert row.price == price_by_trying(world, result, request.key, row.offer)


def test_a_full_wish_tells_that_another_loses_the_place():
    out = ((2, Rule.EXCLUDED),)
    world = World(
        (Request("anouk", *VIG2, wish(1), out), Request("bilal", *VIG2, wish(1))),
        (Offer("kade", 1, *VIG2, 1), Offer("werf", 2, *VIG2, 1)),
    )
    result = solve(world)
    assert result.assignments == {"anouk": "kade", "bilal": "werf"}

    (missed,) = reasons(world, result)["bilal"].watch_out

    assert missed.price == price(world, result, "bilal", "kade") == Price(lost=1, wishes=10 - 0, km=0)


def test_a_full_wish_tells_how_many_wishes_others_go_down():
    world = World(
        (Request("anouk", *VIG2, wish(1, 4, 3)), Request("bilal", *VIG2, wish(1, 2))),
        (Offer("kade", 1, *VIG2, 1), Offer("werf", 2, *VIG2, 1), Offer("anker", 3, *VIG2, 1)),
    )
    result = solve(world)
    assert result.assignments == {"anouk": "kade", "bilal": "werf"}

    assert price(world, result, "bilal", "kade") == Price(lost=0, wishes=2, km=0)


def test_the_place_someone_has_costs_nothing():
    world = World((Request("anouk", *VIG2),), (Offer("kade", 1, *VIG2, 1),))

    assert price(world, solve(world), "anouk", "kade") == Price(0, 0, 0)


def test_what_cannot_be_given_has_no_price():
    requests = (Request("anouk", *VIG2), Request("bilal", *VIG2))
    offers = (Offer("kade", 1, *VIG2, 1), Offer("werf", 2, *VIG2, 0), Offer("year", 3, 1, 3, 1, 1))
    world = World(requests, offers, (Lock("anouk", "kade"),))
    result = solve(world)

    assert [price(world, result, "bilal", offer.key) for offer in world.offers] == [None, None, None]
    with pytest.raises(KeyError):
        price(world, result, "nobody", "kade")
    with pytest.raises(KeyError):
        price(world, result, "bilal", "nowhere")


def test_a_limit_prices_by_solving_again():
    requests = (Request("anouk", *VIG2, wish(1)), Request("bilal", *VIG2, wish(2)))
    offers = (Offer("kade", 1, *VIG2, 1), Offer("werf", 2, *VIG2, 1))
    world = World(requests, offers, limits=(Limit("both", frozenset({1, 2}), 1),))
    result = solve(world)
    (without,) = result.unplaced

    assert price(world, result, without, "kade").lost == 1


def test_next_to_a_result_that_could_be_better_the_place_is_solved_again():
    """A stored proposal after a change: the table would be wrong, so it says so and the place is tried."""
    requests = (Request("anouk", *VIG2, wish(1)), Request("bilal", *VIG2, wish(2)))
    offers = (Offer("kade", 1, *VIG2, 1), Offer("werf", 2, *VIG2, 1))
    world = World(requests, offers)
    swapped = solve(World(requests, offers, (Lock("anouk", "werf"), Lock("bilal", "kade"))))
    (part,) = parts(world)

    assert not exchange_of(part, swapped)[0].is_optimal
    assert price(world, swapped, "anouk", "kade") == Price(lost=0, wishes=-10, km=0)


def test_numbers_too_large_for_one_table_are_not_told_from_it():
    far = 9_000_000
    requests = tuple(Request(f"r{n}", *VIG2, wish(1), position=(-far, n)) for n in range(3))
    offers = tuple(Offer(f"o{n}", n, *VIG2, 1, position=(far, n)) for n in range(3))
    world = World(requests, offers)
    result = solve(world)
    (part,) = parts(world)
    (group,) = groups(world)
    goals = (Goal.TRAVEL, Goal.WISHES, Goal.VARIETY, Goal.KEEP)

    many = Exchange([group], result, goals * 3, rings_of(part, [group], result))

    assert not many.is_optimal
    assert price(world, result, "r0", "o1") == price_by_trying(world, result, "r0", "o1")
