import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onboarding.matching import Goal, Lock, Offer, Request, Rule, World, evaluate, solve
from tests.onboarding.matching.worlds import best_by_trying, worlds

VIG2 = (1, 2, 1)  # programme, year, period


def wish(*leerplaatsen):
    return tuple(frozenset({leerplaats}) for leerplaats in leerplaatsen)


def told(result):
    """Placed, wishes and pairs: all that counts without positions, kinds of care or earlier places."""
    return result.score.placed, result.score.goals[Goal.WISHES], result.score.goals[Goal.SPREAD]


@settings(max_examples=700)
@given(worlds())
def test_the_result_is_the_best_that_trying_everything_finds(world):
    (unplaced, wishes, pairs, _), assignments = best_by_trying(world)

    result = solve(world)

    assert told(result) == (len(world.requests) - unplaced, wishes, pairs)
    assert result.assignments == assignments
    assert list(result.unplaced) == [r.key for r in world.requests if r.key not in assignments]


@settings(max_examples=100)
@given(worlds(requests=12, offers=8), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(world, order):
    mixed = [order.sample(rows, len(rows)) for rows in (world.requests, world.offers, world.locks)]

    other = World(*(tuple(rows) for rows in mixed))

    assert other == world
    assert repr(solve(other)) == repr(solve(world))


@settings(max_examples=150)
@given(worlds(requests=12, offers=8))
def test_every_hard_rule_and_every_lock_holds(world):
    assignments = solve(world).assignments
    offers = {offer.key: offer for offer in world.offers}
    for request in world.requests:
        if request.key in assignments:
            offer = offers[assignments[request.key]]
            assert offer.programme == request.programme
            assert offer.year == request.year
            assert offer.period == request.period
            assert offer.leerplaats not in dict(request.excluded)
    for offer in world.offers:
        assert list(assignments.values()).count(offer.key) <= offer.capacity
    for lock in world.locks:
        assert assignments[lock.request] == lock.offer


def test_a_place_for_everyone_goes_before_any_wish():
    world = World(
        (
            Request("anouk", *VIG2, wish(1)),
            Request("bilal", *VIG2, wish(1), excluded=((2, Rule.BEEN_THERE),)),
        ),
        (Offer("kade", 1, *VIG2, 1), Offer("werf", 2, *VIG2, 1)),
    )

    result = solve(world)

    assert result.assignments == {"anouk": "werf", "bilal": "kade"}
    assert told(result) == (2, 10, 0)


def test_wishes_go_before_spread():
    world = World(
        (Request("anouk", *VIG2, wish(1)), Request("bilal", *VIG2, wish(1, 2))),
        (Offer("kade", 1, *VIG2, 2), Offer("werf", 2, *VIG2, 2)),
    )

    assert told(solve(world)) == (2, 0, 1)


def test_without_wishes_students_spread_over_leerplaatsen():
    requests = tuple(Request(f"r{number}", *VIG2) for number in range(4))
    offers = (
        Offer("kade-1", 1, *VIG2, 4),
        Offer("kade-2", 1, *VIG2, 4),
        Offer("werf", 2, *VIG2, 4),
    )

    result = solve(World(requests, offers))

    assert sorted(result.assignments.values()).count("werf") == 2, "two offers of one leerplaats count as one"
    assert result.score.goals[Goal.SPREAD] == 2


@pytest.mark.parametrize("free", ["chris", "dewi", "emre", "fenna", "gijs", "hanna", "ilse", "joris"])
def test_locked_students_count_for_the_spread(free):
    """For several keys, as the lot alone sends half of them to De Werf."""
    requests = tuple(Request(key, *VIG2) for key in ("anouk", "bilal", free))
    offers = (Offer("kade", 1, *VIG2, 3), Offer("werf", 2, *VIG2, 3))
    locks = (Lock("anouk", "kade"), Lock("bilal", "kade"))

    assert solve(World(requests, offers, locks)).assignments[free] == "werf"


def test_a_lock_overrules_the_wishes_of_all():
    requests = (Request("anouk", *VIG2, wish(1)), Request("bilal", *VIG2, wish(2)))
    offers = (Offer("kade", 1, *VIG2, 1), Offer("werf", 2, *VIG2, 1))
    assert solve(World(requests, offers)).assignments == {"anouk": "kade", "bilal": "werf"}

    locked = solve(World(requests, offers, (Lock("anouk", "werf"),)))

    assert locked.assignments == {"anouk": "werf", "bilal": "kade"}


def test_naming_more_wishes_gives_no_better_chance():
    few, many = Request("few", *VIG2, wish(1)), Request("many", *VIG2, wish(1, 5, 6, 7))
    offers = (Offer("kade", 1, *VIG2, 1), Offer("werf", 2, *VIG2, 1))
    costs = {
        (few.wish_cost(1), many.wish_cost(2)),
        (many.wish_cost(1), few.wish_cost(2)),
    }

    assert costs == {(0, 10)}
    assert solve(World((few, many), offers)).score.goals[Goal.WISHES] == 10


def test_ties_favour_nobody_by_key():
    offers = (Offer("kade", 1, *VIG2, 1), Offer("werf", 2, *VIG2, 1))
    first_gets_first = sum(
        solve(World((Request(f"a{number}", *VIG2), Request(f"b{number}", *VIG2)), offers)).assignments[f"a{number}"]
        == "kade"
        for number in range(200)
    )

    assert 70 < first_gets_first < 130


def test_another_group_changes_nothing():
    requests = tuple(Request(f"r{number}", *VIG2, wish(number % 9, number % 4, number % 7)) for number in range(40))
    offers = tuple(Offer(f"o{number}", number, *VIG2, 4) for number in range(9))
    alone = solve(World(requests, offers)).assignments
    other = (1, 3, 1)

    both = solve(World((*requests, Request("x", *other)), (*offers, Offer("y", 1, *other, 1)))).assignments

    assert both == alone | {"x": "y"}


def test_nothing_to_solve():
    assert told(solve(World((), ()))) == (0, 0, 0)
    assert solve(World((Request("anouk", *VIG2),), ())).unplaced == ("anouk",)
    assert solve(World((), (Offer("kade", 1, *VIG2, 1),))).assignments == {}


OFFERS = (Offer("kade", 1, *VIG2, 1), Offer("hbo", 1, 2, 2, 1, 1))


@pytest.mark.parametrize(
    ("assignments", "words"),
    [
        ({"anouk": "hbo"}, "cannot have offer hbo: programme"),
        ({"anouk": "kade", "bilal": "kade"}, "over its capacity"),
        ({"anouk": "kade"}, "lock of request bilal on offer kade is not kept"),
    ],
)
def test_stored_assignments_that_cannot_be_are_refused(assignments, words):
    requests = (Request("anouk", *VIG2), Request("bilal", *VIG2))
    world = World(requests, OFFERS, (Lock("bilal", "kade"),))
    assert evaluate(world, {"bilal": "kade"}) == solve(world)

    with pytest.raises(ValueError, match=words):
        evaluate(world, assignments)
