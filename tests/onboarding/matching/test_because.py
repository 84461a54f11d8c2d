"""What is said to have moved a student is undone, and the student is back."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onboarding.matching import Goal, Limit, Lock, Names, Offer, Request, Rule, World, because, because_text, solve
from onboarding.matching.because import (
    MOST_CHANGES,
    Declined,
    GoalsChanged,
    LimitChanged,
    LockGone,
    LockMade,
    OfferChanged,
    PlacesChanged,
    RequestCame,
    RequestChanged,
    RequestGone,
)
from tests.onboarding.matching.worlds import worlds

VIG2 = (1, 2, 1)  # programme, year, period
NAMES = Names({1: "De Kade", 2: "De Werf"}, {1: "Verzorgende IG"}, {1: "periode 1"})


def wish(*leerplaatsen):
    return tuple(frozenset({leerplaats}) for leerplaats in leerplaatsen)


ANOUK, BILAL = Request("anouk", *VIG2, wish(1)), Request("bilal", *VIG2, wish(1, 2))
KADE, WERF = Offer("kade", 1, *VIG2, 1), Offer("werf", 2, *VIG2, 1)
EARLIER = World((ANOUK, BILAL), (KADE, WERF))
BEFORE = {"anouk": "kade", "bilal": "werf"}


def test_the_worlds_of_these_tests_begin_where_they_say():
    assert solve(EARLIER).assignments == BEFORE


@pytest.mark.parametrize(
    ("world", "key", "cause"),
    [
        (replace(EARLIER, locks=(Lock("bilal", "kade"),)), "bilal", LockMade("bilal", "kade", 1)),
        (replace(EARLIER, locks=(Lock("bilal", "kade"),)), "anouk", LockMade("bilal", "kade", 1)),
        (replace(EARLIER, offers=(WERF,)), "anouk", PlacesChanged("kade", 1, 1, 0)),
        (replace(EARLIER, offers=(replace(KADE, capacity=2), WERF)), "bilal", PlacesChanged("kade", 1, 1, 2)),
        (replace(EARLIER, offers=(replace(KADE, supervision=4, school=7), WERF)), "anouk", OfferChanged("kade", 1)),
        (
            replace(EARLIER, requests=(replace(ANOUK, excluded=((1, Rule.DECLINED),)), BILAL)),
            "anouk",
            Declined("anouk", 1),
        ),
        (replace(EARLIER, requests=(BILAL,)), "bilal", RequestGone("anouk")),
        (replace(EARLIER, requests=(replace(ANOUK, wishes=wish(2)), BILAL)), "anouk", RequestChanged("anouk")),
        (replace(EARLIER, limits=(Limit("kade", frozenset({1}), 0),)), "anouk", LimitChanged("kade", (1,))),
    ],
)
def test_one_change_is_the_cause(world, key, cause):
    result = solve(world)
    assert result.assignments.get(key) != BEFORE[key]

    assert because(world, result, BEFORE, earlier=EARLIER)[key] == (cause,)


REFUSED = replace(ANOUK, excluded=((1, Rule.DECLINED),))
ROOMY = World((ANOUK,), (KADE, WERF, Offer("haven", 3, *VIG2, 1)))


@pytest.mark.parametrize(
    ("request_now", "causes"),
    [
        # Neither alone brings the place back: the wishes are others, and the leerplaats said no.
        (replace(REFUSED, wishes=wish(3)), (Declined("anouk", 1), RequestChanged("anouk"))),
        # With the old wishes elsewhere too: without the no, the student would still be there.
        (replace(REFUSED, wishes=wish(1, 3)), (Declined("anouk", 1),)),
        # A no of another leerplaats moved nobody.
        (
            replace(ANOUK, wishes=wish(3), excluded=((2, Rule.DECLINED),)),
            (RequestChanged("anouk"),),
        ),
    ],
)
def test_a_no_and_other_wishes_at_once_are_told_apart(request_now, causes):
    world = replace(ROOMY, requests=(request_now,))
    result = solve(world)
    assert result.assignments["anouk"] != "kade"

    assert because(world, result, {"anouk": "kade"}, earlier=ROOMY)["anouk"] == causes


def test_the_no_of_the_own_place_is_told_when_more_is_in_the_way():
    taken = Request("chris", *VIG2, wish(1))
    world = replace(ROOMY, requests=(replace(REFUSED, wishes=wish(3)), taken), locks=(Lock("chris", "kade"),))

    assert because(world, solve(world), {"anouk": "kade"}, earlier=ROOMY)["anouk"] == (Declined("anouk", 1),)


def test_a_second_no_is_told_by_itself():
    earlier = replace(ROOMY, requests=(replace(ANOUK, excluded=((2, Rule.DECLINED),)),))
    world = replace(ROOMY, requests=(replace(ANOUK, excluded=((1, Rule.DECLINED), (2, Rule.DECLINED))),))

    found = because(world, solve(world), {"anouk": "kade"}, earlier=earlier)

    assert found["anouk"] == (Declined("anouk", 1),)


def test_another_order_of_the_goals_is_a_cause():
    near = World(
        (Request("anouk", *VIG2, wish(1), position=(0, 0)),),
        (replace(KADE, position=(20_000, 0)), replace(WERF, position=(1_000, 0))),
    )
    world = replace(near, goals=(Goal.TRAVEL, Goal.WISHES))

    assert because(world, solve(world), {"anouk": "kade"}, earlier=near)["anouk"] == (GoalsChanged(),)


def test_a_lock_that_went_is_a_cause():
    earlier = replace(EARLIER, locks=(Lock("anouk", "werf"),))
    before = solve(earlier).assignments
    assert before == {"anouk": "werf", "bilal": "kade"}

    found = because(EARLIER, solve(EARLIER), before, earlier=earlier)

    assert found == {key: (LockGone("anouk", "werf", 2),) for key in before}


def test_who_came_is_a_cause():
    earlier = World((BILAL,), (KADE, WERF))

    found = because(EARLIER, solve(EARLIER), {"bilal": "kade"}, earlier=earlier)

    assert found == {"bilal": (RequestCame("anouk"),)}


def test_without_the_earlier_world_only_new_locks_are_tried():
    world = replace(EARLIER, locks=(Lock("anouk", "werf"),))

    assert because(world, solve(world), BEFORE) == dict.fromkeys(BEFORE, (LockMade("anouk", "werf", 2),))
    assert because(world, solve(world), {"anouk": "werf", "bilal": "kade"}) == {}


def test_more_changes_than_anyone_reads_are_not_told_apart():
    requests = tuple(Request(f"r{number}", *VIG2) for number in range(MOST_CHANGES + 1))
    offers = (Offer("kade", 1, *VIG2, 50), Offer("werf", 2, *VIG2, 50))
    world = World(requests, offers, tuple(Lock(request.key, "kade") for request in requests))

    found = because(world, solve(world), dict.fromkeys((request.key for request in requests), "werf"))

    assert set(found.values()) == {()}


@settings(max_examples=60)
@given(worlds(requests=7, offers=5), st.data())
def test_whoever_moved_is_back_without_the_cause(world, data):
    before = solve(world).assignments
    pairs = [(r, o) for r in before for o in {world.offer_by_key[key].key for key in before.values()}]
    if not pairs:
        return
    request, offer = data.draw(st.sampled_from(pairs))
    others = tuple(lock for lock in world.locks if lock.request != request)
    try:
        changed = replace(world, locks=(*others, Lock(request, offer)))
    except ValueError:
        return
    result = solve(changed)
    for key, causes in because(changed, result, before).items():
        assert result.assignments.get(key) != before[key]
        for cause in causes:
            assert isinstance(cause, LockMade)
            without = [lock for lock in changed.locks if lock.request != cause.request]
            assert solve(replace(changed, locks=tuple(without))).assignments[key] == before[key]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (LockMade("anouk", "kade", 1), "Dit komt doordat deze student hier vaststaat."),
        (LockMade("bilal", "kade", 1), "Dit komt doordat een andere student vaststaat op De Kade."),
        (LockGone("anouk", "kade", 1), "Dit komt doordat deze student niet meer vaststaat."),
        (LockGone("bilal", "kade", 1), "Dit komt doordat een andere student niet meer vaststaat op De Kade."),
        (LockGone("bilal", "kade", None), "Dit komt doordat een vastgezette plek niet meer bestaat."),
        (PlacesChanged("kade", 1, 3, 2), "Dit komt doordat De Kade 1 plek minder heeft."),
        (PlacesChanged("kade", 1, 0, 2), "Dit komt doordat De Kade 2 plekken meer heeft."),
        (OfferChanged("kade", 1), "Dit komt doordat er iets veranderde aan de plekken van De Kade."),
        (RequestCame("bilal"), "Dit komt doordat er een student bij kwam."),
        (RequestGone("bilal"), "Dit komt doordat een andere student geen plek meer zoekt."),
        (RequestChanged("anouk"), "Dit komt doordat de wensen of gegevens van deze student veranderden."),
        (Declined("anouk", 1), "De Kade zei: kan niet."),
        (RequestChanged("bilal"), "Dit komt doordat de wensen of gegevens van een andere student veranderden."),
        (LimitChanged("both", (1, 2)), "Dit komt doordat het totaal op De Kade en De Werf veranderde."),
        (GoalsChanged(), "Dit komt doordat de volgorde van de doelen veranderde."),
    ],
)
def test_each_cause_in_words(change, text):
    assert because_text(change, "anouk", NAMES) == text


def test_what_is_no_change_has_no_words():
    with pytest.raises(TypeError, match="No words for"):
        because_text("een zin", "anouk", NAMES)
