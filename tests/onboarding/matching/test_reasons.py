"""Every stated reason is put to the test: take it away, solve again, and see the choice change."""

from dataclasses import replace

from hypothesis import given, settings

from onboarding.matching import Goal, Lock, Offer, Request, Rule, World, evaluate, reasons, solve
from onboarding.matching.facts import (
    AllFull,
    ExtraPlace,
    MissedWish,
    NewPlace,
    NoOffer,
    ProgrammeFits,
    RoomLeft,
    RuledOut,
    Unlock,
    WishMet,
)
from tests.onboarding.matching.worlds import worlds

VIG2 = (1, 2, 1)  # programme, year, period
WHERE = {"programme": 1, "year": 2, "period": 1}
NEW_LEERPLAATS = 99


def wish(*leerplaatsen):
    return tuple(frozenset({leerplaats}) for leerplaats in leerplaatsen)


def with_room(world, room, *offers):
    """The same world with so much more room on these offers."""
    more = [replace(o, capacity=o.capacity + room) if o.key in offers else o for o in world.offers]
    return replace(world, offers=tuple(more))


def with_change(world, request, change):
    match change:
        case ExtraPlace(offer):
            return with_room(world, 1, offer)
        case Unlock(locked, offer):
            return replace(world, locks=tuple(set(world.locks) - {Lock(locked, offer)}))
        case NewPlace(programme, year, period):
            new = Offer("new", NEW_LEERPLAATS, programme, year, period, 1)
            return replace(world, offers=(*world.offers, new))


@settings(max_examples=120, deadline=None)
@given(worlds(requests=9, offers=6))
def test_every_change_that_is_told_gives_one_more_student_a_place(world):
    result = solve(world)
    requests = {request.key: request for request in world.requests}
    for key, reason in reasons(world, result).items():
        for change in reason.changes:
            changed = with_change(world, requests[key], change)
            again = solve(changed)

            assert again.score.placed == result.score.placed + 1
            if not change.rivals:
                assert key in again.assignments, "nobody else could take it"
                continue
            # With rivals it may be another; without them it is this student, and all others keep a place.
            rivals = set(result.unplaced) - {key}
            alone = replace(changed, requests=tuple(r for r in changed.requests if r.key not in rivals))
            assert solve(alone).assignments.keys() == result.assignments.keys() | {key}
            assert change.rivals <= len(rivals)


@settings(max_examples=100, deadline=None)
@given(worlds(requests=9, offers=6))
def test_who_has_no_place_is_told_a_cause_and_a_change(world):
    result = solve(world)
    found = reasons(world, result)

    assert list(found) == [request.key for request in world.requests]
    for key, reason in found.items():
        assert reason.offer == result.assignments.get(key)
        assert bool(reason.fits) == (key in result.assignments)
        assert bool(reason.causes) == bool(reason.changes) == (key in result.unplaced)


@settings(max_examples=150, deadline=None)
@given(worlds(requests=9, offers=6, locks=False))
def test_the_smallest_number_of_moves_is_told(world):
    """`moved` others suffice: with those who stay in place locked there, the extra place still helps."""
    result = solve(world)
    for key, reason in reasons(world, result).items():
        for change in reason.changes:
            if not isinstance(change, ExtraPlace):
                continue
            alone = tuple(r for r in world.requests if r.key == key or r.key in result.assignments)
            changed = with_room(replace(world, requests=alone), 1, change.offer)
            best = solve_with_fewest_moves(changed, result.assignments, key)
            assert change.moved == best


def solve_with_fewest_moves(world, before, key):
    """How many placed students must move so that everyone has a place: the old place as only wish."""
    offers = {offer.key: offer for offer in world.offers}
    # A leerplaats of its own per offer, so that staying is told from moving within a leerplaats.
    own = {offer: number for number, offer in enumerate(offers, 1000)}
    requests = []
    for request in world.requests:
        out = [(own[o.key], Rule.EXCLUDED) for o in world.offers if request.exclusion(o.leerplaats)]
        stay = wish(own[before[request.key]]) if request.key != key else ()
        requests.append(replace(request, wishes=stay, excluded=tuple(out)))
    renamed = tuple(replace(offer, leerplaats=own[offer.key]) for offer in world.offers)
    result = solve(World(tuple(requests), renamed))
    assert not result.unplaced
    return result.score.goals[Goal.WISHES] // 10


@settings(max_examples=200, deadline=None)
@given(worlds(requests=9, offers=6))
def test_a_missed_wish_comes_true_once_its_stated_obstacle_is_gone(world):
    result = solve(world)
    locked = {lock.request for lock in world.locks}
    requests = {request.key: request for request in world.requests}
    for key, reason in reasons(world, result).items():
        for missed in reason.watch_out:
            wanted = requests[key].wishes[missed.rank - 1]
            there = [o.key for o in world.offers if o.leerplaats in wanted and o.group == requests[key].group]
            out = sum(number for _, number in missed.out)
            obstacles = missed.no_offer + out + missed.full + missed.limited + missed.open
            assert obstacles == len(wanted)
            if key in locked:
                continue
            assert not missed.open, "the solver leaves no such wish unmet"
            if missed.full:
                again = solve(with_room(world, len(world.requests), *there))
            elif missed.out:
                roomy = with_room(world, len(world.requests), *there)
                free = [replace(r, excluded=()) if r.key == key else r for r in world.requests]
                again = solve(replace(roomy, requests=tuple(free)))
            else:
                continue
            rank = requests[key].wish_rank(offer_of(world, again, key).leerplaats)
            assert rank is not None and rank <= missed.rank


def offer_of(world, result, key):
    return next(offer for offer in world.offers if offer.key == result.assignments[key])


def test_why_a_place_fits_and_what_to_watch_out_for():
    world = World(
        (Request("anouk", *VIG2, wish(1)), Request("bilal", *VIG2, wish(1, 7, 3, 2))),
        (Offer("kade", 1, *VIG2, 1), Offer("werf", 2, *VIG2, 3)),
        (Lock("anouk", "kade"),),
    )

    reason = reasons(world, solve(world))["bilal"]

    assert reason.fits == (WishMet(4), ProgrammeFits(1, 2), RoomLeft(places=3, left=2))
    nothing = {"no_offer": 0, "out": (), "full": 0, "limited": 0, "open": 0, **WHERE}
    assert reason.watch_out == (
        MissedWish(**nothing | {"rank": 1, "only": 1, "full": 1}),
        MissedWish(**nothing | {"rank": 2, "only": 7, "no_offer": 1}),
        MissedWish(**nothing | {"rank": 3, "only": 3, "no_offer": 1}),
    )
    assert reason.causes == reason.changes == ()


def test_a_locked_student_is_told_which_wish_is_still_open():
    requests = (Request("anouk", *VIG2, wish(1)),)
    offers = (Offer("kade", 1, *VIG2, 1), Offer("werf", 2, *VIG2, 1))
    world = World(requests, offers, (Lock("anouk", "werf"),))

    (missed,) = reasons(world, solve(world))["anouk"].watch_out

    assert (missed.rank, missed.only, missed.open) == (1, 1, 1)


def test_without_any_offer():
    world = World((Request("anouk", *VIG2), Request("bilal", *VIG2)), (Offer("kade", 1, 1, 3, 1, 5),))

    reason = reasons(world, solve(world))["anouk"]

    assert reason.causes == (NoOffer(**WHERE),)
    assert reason.changes == (NewPlace(**WHERE, rivals=1, elsewhere=False),)


def test_with_all_offers_ruled_out():
    excluded = ((1, Rule.BEEN_THERE), (2, Rule.EXCLUDED), (3, Rule.EXCLUDED))
    offers = (Offer("kade", 1, *VIG2, 1), Offer("werf", 2, *VIG2, 1))
    world = World((Request("anouk", *VIG2, excluded=excluded),), offers)

    reason = reasons(world, solve(world))["anouk"]

    assert reason.causes == (RuledOut(**WHERE, rules=((Rule.BEEN_THERE, 1), (Rule.EXCLUDED, 1)), total=2, all=True),)
    assert reason.changes == (NewPlace(**WHERE, rivals=0, elsewhere=True),)


def test_with_all_places_taken_by_others():
    # Bilal can only go to De Kade; Anouk sits there and may go on to De Werf, where Chris cannot leave.
    only_kade, only_werf = ((2, Rule.BEEN_THERE),), ((1, Rule.EXCLUDED),)
    requests = (
        Request("anouk", *VIG2),
        Request("bilal", *VIG2, excluded=only_kade),
        Request("chris", *VIG2, excluded=only_werf),
    )
    offers = (Offer("kade", 1, *VIG2, 1), Offer("werf", 2, *VIG2, 1))
    world = World(requests, offers, (Lock("chris", "werf"),))
    result = solve(World(requests, offers, (Lock("anouk", "kade"), Lock("chris", "werf"))))

    reason = reasons(world, result)["bilal"]

    assert reason.causes == (
        RuledOut(**WHERE, rules=((Rule.BEEN_THERE, 1),), total=1, all=False),
        AllFull(**WHERE, places=1, others=True),
    )
    assert reason.changes == (
        ExtraPlace("kade", 1, moved=0, rivals=0),
        ExtraPlace("werf", 2, moved=1, rivals=0),
    )


def test_a_lock_that_costs_a_student_a_place_is_named_first():
    requests = (Request("anouk", *VIG2), Request("bilal", *VIG2, excluded=((2, Rule.BEEN_THERE),)))
    offers = (Offer("kade", 1, *VIG2, 1), Offer("werf", 2, *VIG2, 1))
    world = World(requests, offers, (Lock("anouk", "kade"),))

    reason = reasons(world, solve(world))["bilal"]

    assert reason.changes == (Unlock("anouk", "kade", 1, rivals=0), ExtraPlace("kade", 1, moved=0, rivals=0))


def only(*leerplaatsen):
    """Every leerplaats from 1 to 3 but these, excluded."""
    return tuple((other, Rule.EXCLUDED) for other in (1, 2, 3) if other not in leerplaatsen)


CHAIN = (
    Request("anouk", *VIG2, excluded=only(1)),
    Request("bilal", *VIG2, excluded=only(1, 2)),
    Request("chris", *VIG2, wish(2), only(2, 3)),
    Request("dewi", *VIG2, excluded=only(3)),
)


def test_a_place_far_down_a_chain_tells_how_many_move():
    offers = tuple(Offer(f"o{number}", number, *VIG2, 1) for number in (1, 2, 3))
    world = World(CHAIN, offers)
    result = evaluate(world, {"bilal": "o1", "chris": "o2", "dewi": "o3"})

    changes = reasons(world, result)["anouk"].changes

    assert [(change.offer, change.moved) for change in changes] == [("o1", 0), ("o2", 1), ("o3", 2)]


def test_a_lock_is_named_too_when_others_must_move_on_after_it():
    offers = (Offer("o1", 1, *VIG2, 1), Offer("o2", 2, *VIG2, 1), Offer("o3", 3, *VIG2, 2))
    world = World(CHAIN, offers, (Lock("bilal", "o1"),))

    changes = reasons(world, solve(world))["anouk"].changes

    assert changes == (Unlock("bilal", "o1", 1, rivals=0), ExtraPlace("o1", 1, moved=0, rivals=0))


def test_who_can_move_but_is_not_locked_is_no_reason():
    offers = (Offer("o2", 2, *VIG2, 1), Offer("o3", 3, *VIG2, 2), Offer("z1", 1, *VIG2, 0))
    world = World((CHAIN[0], CHAIN[2]), offers)

    changes = reasons(world, solve(world))["anouk"].changes

    assert changes == (ExtraPlace("z1", 1, moved=0, rivals=0),)


def test_a_place_on_a_wished_leerplaats_is_told_first_and_no_more_than_three():
    requests = (Request("anouk", *VIG2, wish(4)),)
    offers = tuple(Offer(f"o{number}", number, *VIG2, 0) for number in range(1, 6))
    world = World(requests, offers)

    changes = reasons(world, solve(world))["anouk"].changes

    assert [change.leerplaats for change in changes] == [4, 1, 2]
