import subprocess
import sys
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onboarding.matching import (
    Limit,
    Lock,
    LockBreaksRule,
    LockedOverCapacity,
    LockedOverLimit,
    LockedTwice,
    Offer,
    Request,
    Rule,
    Stay,
    UnknownOffer,
    UnknownRequest,
    World,
    bad_locks,
    solve,
)
from onboarding.matching.groups import groups
from onboarding.matching.model import broken_rules
from tests.onboarding.matching.random_worlds import MONDAY, random_world
from tests.onboarding.matching.worlds import worlds

VIG2 = (1, 2, 1)  # programme, year, period
REQUESTS = (
    Request("anouk", *VIG2),
    Request("bilal", *VIG2, excluded=((1, Rule.BEEN_THERE),)),
    Request("chris", *VIG2),
)
OFFERS = (Offer("hbo", 3, 2, 3, 1, 5), Offer("kade", 1, *VIG2, 1), Offer("werf", 2, *VIG2, 1))


@pytest.mark.parametrize(
    ("locks", "error", "words"),
    [
        (
            [("nobody", "kade")],
            UnknownRequest,
            "Lock of request nobody on offer kade: there is no such request",
        ),
        (
            [("anouk", "nowhere")],
            UnknownOffer,
            "Lock of request anouk on offer nowhere: there is no such offer",
        ),
        ([("bilal", "kade")], LockBreaksRule, "Lock of request bilal on offer kade: breaks been_there"),
        ([("anouk", "hbo")], LockBreaksRule, "Lock of request anouk on offer hbo: breaks programme, year"),
        ([("anouk", "kade"), ("anouk", "werf")], LockedTwice, "anouk on offer werf: the request is locked"),
        ([("anouk", "kade"), ("chris", "kade")], LockedOverCapacity, "chris on offer kade: all 1 places"),
    ],
)
def test_a_lock_that_cannot_hold_says_which_and_why(locks, error, words):
    locks = tuple(Lock(*lock) for lock in locks)

    with pytest.raises(error) as caught:
        World(REQUESTS, OFFERS, locks)

    assert words in str(caught.value)
    assert caught.value.lock == locks[-1]
    assert isinstance(caught.value, ValueError)


def test_all_bad_locks_are_told_at_once_and_the_rest_holds():
    locks = {Lock("anouk", "kade"), Lock("bilal", "kade"), Lock("chris", "kade"), Lock("nobody", "kade")}

    errors = bad_locks(REQUESTS, OFFERS, locks)

    assert [(error.lock.request, type(error)) for error in errors] == [
        ("bilal", LockBreaksRule),
        ("chris", LockedOverCapacity),
        ("nobody", UnknownRequest),
    ]
    assert errors[0].rules == (Rule.BEEN_THERE,)
    rest = tuple(locks - {error.lock for error in errors})
    assert solve(World(REQUESTS, OFFERS, rest)).assignments["anouk"] == "kade"


def test_the_same_lock_twice_is_locked_twice():
    with pytest.raises(LockedTwice):
        World(REQUESTS, OFFERS, (Lock("anouk", "kade"), Lock("anouk", "kade")))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (((*REQUESTS, REQUESTS[0]), OFFERS), "Keys of requests must be unique; these are not: anouk"),
        (
            (REQUESTS, (*OFFERS, Offer("kade", 9, *VIG2, 1))),
            "Keys of offers must be unique; these are not: kade",
        ),
    ],
)
def test_keys_are_unique(rows, words):
    with pytest.raises(ValueError, match=words):
        World(*rows)


def test_values_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="capacity -1; the least is 0"):
        Offer("kade", 1, *VIG2, -1)
    with pytest.raises(ValueError, match="11 wishes; at most 10 count"):
        Request("anouk", *VIG2, (frozenset({1}),) * 11)
    with pytest.raises(ValueError, match="another cause"):
        Request("anouk", *VIG2, excluded=((1, Rule.YEAR),))


def test_having_been_there_is_told_before_another_exclusion():
    request = Request("anouk", *VIG2, excluded=((1, Rule.EXCLUDED), (1, Rule.BEEN_THERE), (2, Rule.EXCLUDED)))

    assert [request.exclusion(leerplaats) for leerplaats in (1, 2, 3)] == [
        Rule.BEEN_THERE,
        Rule.EXCLUDED,
        None,
    ]


@settings(max_examples=100)
@given(worlds(requests=8, offers=8))
def test_the_arrays_say_the_same_as_the_rules(world):
    """The solver reads arrays, the lists and locks read `broken_rules`: two ways to one answer."""
    allowed, costs = set(), {}
    for group in groups(world):
        for row, request in enumerate(group.requests):
            for column, offer in enumerate(group.offers):
                costs[request.key, offer.key] = int(group.cost[row, column])
                if group.eligible[row, column]:
                    allowed.add((request.key, offer.key))

    pairs = [(request, offer) for request in world.requests for offer in world.offers]
    assert allowed == {(r.key, o.key) for r, o in pairs if not broken_rules(r, o)}
    assert costs == {(r.key, o.key): r.wish_cost(o.leerplaats) for r, o in pairs if r.group == o.group}


def test_the_arrays_say_the_same_as_every_rule():
    """Thousands of worlds with stays, positions, schools and closed days: each rule forbids something in them."""
    broken = Counter()
    for seed in range(2500):
        world = random_world(seed, requests=6, offers=6, limits=0)
        allowed = {
            (group.requests[row].key, group.offers[column].key)
            for group in groups(world)
            for row, column in np.argwhere(group.eligible)
        }
        rules = {(r.key, o.key): broken_rules(r, o) for r in world.requests for o in world.offers}
        broken.update(rule for pair in rules.values() for rule in pair)
        assert allowed == {pair for pair, rules_of in rules.items() if not rules_of}, seed

    assert min(broken[rule] for rule in Rule if rule != Rule.YEAR) > 500


@pytest.mark.parametrize(
    ("rule", "request_", "offer", "still_fits"),
    [
        (Rule.SCHOOL, {"school": 1}, {"school": 2}, {"school": 1}),
        (Rule.SCHOOL, {}, {"school": 2}, {"school": None}),
        (Rule.SUPERVISION, {"supervision": 2}, {"supervision": 1}, {"supervision": 2}),
        (Rule.SUPERVISION, {"supervision": 1}, {}, {"supervision": 3}),
        (Rule.DAYS, {"stay": Stay(MONDAY, MONDAY + 20, frozenset({0, 1}))}, {"weekdays": {0}}, {"weekdays": {0, 1, 4}}),
        (
            Rule.CLOSED,
            {"stay": Stay(MONDAY, MONDAY + 20, frozenset({0, 1}))},
            {"closed": ((MONDAY + 8, MONDAY + 8),)},  # a Tuesday
            {"closed": ((MONDAY + 9, MONDAY + 13), (MONDAY + 21, MONDAY + 30))},
        ),
        (
            Rule.CLOSED,
            {"stay": Stay(MONDAY, MONDAY + 20)},
            {"no_start": ((MONDAY - 7, MONDAY),)},
            {"no_start": ((MONDAY + 1, MONDAY + 20),)},
        ),
        (Rule.TRAVEL, {"most_km": 5, "position": (0, 0)}, {"position": (3001, 4000)}, {"position": (3000, 4000)}),
        (Rule.CAR, {"has_car": False}, {"needs_car": True}, {"needs_car": False}),
        (Rule.DECLINED, {"excluded": ((1, Rule.DECLINED),)}, {}, {"leerplaats": 2}),
    ],
)
def test_each_rule_on_its_edge(rule, request_, offer, still_fits):
    request = Request("anouk", *VIG2, **request_)
    make = lambda values: Offer("kade", values.pop("leerplaats", 1), *VIG2, 1, **values)  # noqa: E731

    assert broken_rules(request, make(dict(offer))) == (rule,)
    assert broken_rules(request, make(dict(still_fits))) == ()


def test_what_is_not_known_of_a_student_forbids_nothing():
    offer = Offer("kade", 1, *VIG2, 1, weekdays=frozenset({0}), position=(0, 0), needs_car=True, closed=((1, 10**6),))

    assert broken_rules(Request("anouk", *VIG2, most_km=0), offer) == ()


def test_a_lock_over_a_limit_is_told_and_a_moment_apart_is_not():
    stay, later = Stay(MONDAY, MONDAY + 6), Stay(MONDAY + 7, MONDAY + 13)
    requests = (
        Request("anouk", *VIG2, stay=stay),
        Request("bilal", *VIG2, stay=stay),
        Request("chris", *VIG2, stay=later),
    )
    offers = (Offer("kade", 1, *VIG2, 3), Offer("werf", 2, *VIG2, 3))
    locks = (Lock("anouk", "kade"), Lock("bilal", "werf"), Lock("chris", "werf"))
    limit = Limit("team", frozenset({1, 2}), 1)

    [error] = bad_locks(requests, offers, locks, (limit,))

    assert (type(error), error.lock, error.limit) == (LockedOverLimit, locks[1], limit)
    with pytest.raises(LockedOverLimit, match="bilal on offer werf: limit team of 1 students at once is reached"):
        World(requests, offers, locks, (limit,))


@given(st.lists(st.frozensets(st.integers(1, 5)), max_size=10), st.integers(1, 5))
def test_a_better_wish_always_costs_less(wishes, leerplaats):
    request = Request("anouk", *VIG2, tuple(wishes))
    rank = request.wish_rank(leerplaats)

    if rank is None:
        assert request.wish_cost(leerplaats) == request.wish_cost(None) == (10 if wishes else 0)
    else:
        assert leerplaats in wishes[rank - 1]
        assert not any(leerplaats in wish for wish in wishes[: rank - 1])
        assert request.wish_cost(leerplaats) == rank - 1 < request.wish_cost(None)


def test_matching_is_pure():
    """No Django and no module of ours outside the package: it can run anywhere, on any process."""
    code = (
        "import sys, onboarding.matching as m; solved = m.solve(m.World((), ()));"
        "print([n for n in sys.modules if n.split('.')[0] in ('django', 'profiles', 'toolbox')"
        " or n.startswith('onboarding.') and not n.startswith('onboarding.matching')])"
    )

    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "[]"
