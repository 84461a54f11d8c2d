"""Every stated reason is put to the test: take it away, solve again, and see the choice change."""

from collections import Counter
from dataclasses import replace

from hypothesis import event, given, settings
from hypothesis import strategies as st

from onboarding.matching import (
    DEFAULT_GOALS,
    Goal,
    Limit,
    Lock,
    Offer,
    Request,
    Rule,
    Stay,
    World,
    evaluate,
    reasons,
    solve,
)
from onboarding.matching.facts import (
    AboutPlaces,
    AllFull,
    AsksFirst,
    CarUnknown,
    DaysUnknown,
    Distance,
    DistanceUnknown,
    ExtraPlace,
    FarAway,
    FurtherTravel,
    Guided,
    LevelFilledIn,
    LimitReached,
    MissedWish,
    MoreDays,
    NewPlace,
    NoOffer,
    OtherCare,
    ProgrammeFits,
    RaiseLimit,
    RoomLeft,
    RuledOut,
    SameCare,
    SamePlace,
    StartsAlone,
    StartTogether,
    Unlock,
    WishMet,
)
from onboarding.matching.model import broken_rules, travel_km
from tests.onboarding.matching.rule_worlds import MONDAY, rule_worlds
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


def with_limits(world, *keys):
    """The same world with one student more allowed by these limits."""
    limits = [replace(one, number=one.number + 1) if one.key in keys else one for one in world.limits]
    return replace(world, limits=tuple(limits))


def with_offer(world, key, **traits):
    """The same world with other traits of one offer."""
    offers = [replace(offer, **traits) if offer.key == key else offer for offer in world.offers]
    return replace(world, offers=tuple(offers))


def with_request(world, key, **traits):
    """The same world with other traits of one request."""
    requests = [replace(request, **traits) if request.key == key else request for request in world.requests]
    return replace(world, requests=tuple(requests))


def with_change(world, request, change):
    match change:
        case ExtraPlace(offer, limits=limits):
            return with_limits(with_room(world, 1, offer), *limits)
        case RaiseLimit(limits=limits):
            return with_limits(world, *limits)
        case Unlock(locked, offer):
            return replace(world, locks=tuple(set(world.locks) - {Lock(locked, offer)}))
        case MoreDays(offer, weekdays=weekdays):
            return with_offer(world, offer, weekdays=world.offer_by_key[offer].weekdays | set(weekdays))
        case LevelFilledIn(offer, level=level):
            assert world.offer_by_key[offer].supervision is None
            return with_offer(world, offer, supervision=level)
        case FurtherTravel(km, most_km):
            assert most_km == request.most_km < km
            return with_request(world, request.key, most_km=km)
        case NewPlace(programme, year, period):
            new = Offer("new", NEW_LEERPLAATS, programme, year, period, 1, supervision=9)
            return replace(world, offers=(*world.offers, new))


@settings(max_examples=200)
@given(worlds(requests=9, offers=6) | rule_worlds(requests=7, offers=5, limits=0) | rule_worlds(requests=7, offers=5))
def test_every_change_that_is_told_gives_one_more_student_a_place(world):
    result = solve(world)
    requests = {request.key: request for request in world.requests}
    for key, reason in reasons(world, result).items():
        for change in reason.changes:
            changed = with_change(world, requests[key], change)
            again = solve(changed)
            event(type(change).__name__)

            assert again.score.placed > result.score.placed
            if not getattr(change, "rivals", 0):
                assert again.score.placed == result.score.placed + 1
                assert key in again.assignments, "nobody else could take it"
                continue
            # With rivals it may be another; without them it is this student, and all others keep a place.
            rivals = set(result.unplaced) - {key}
            alone = replace(changed, requests=tuple(r for r in changed.requests if r.key not in rivals))
            assert solve(alone).assignments.keys() == result.assignments.keys() | {key}
            assert change.rivals <= len(rivals)


@settings(max_examples=100)
@given(rule_worlds(requests=7, offers=5, limits=0))
def test_the_shortest_way_further_is_told(world):
    result = solve(world)
    for key, reason in reasons(world, result).items():
        for change in reason.changes:
            if isinstance(change, FurtherTravel):
                again = solve(with_request(world, key, most_km=change.km - 1))
                assert again.score.placed == result.score.placed


@settings(max_examples=100)
@given(rule_worlds(requests=6, offers=5, limits=0, goals=st.just(DEFAULT_GOALS)))
def test_a_missed_wish_comes_true_once_every_rule_and_want_of_room_there_is_gone(world):
    result = solve(world)
    for key, reason in reasons(world, result).items():
        request = world.request_by_key[key]
        for missed in reason.watch_out:
            if not isinstance(missed, MissedWish) or key in world.locked:
                continue
            doors = [
                Offer(f"door{leerplaats}", leerplaats, *request.group, len(world.requests), supervision=9)
                for leerplaats in request.wishes[missed.rank - 1]
            ]
            free = with_request(world, key, excluded=())
            again = solve(replace(free, offers=(*free.offers, *doors)))
            leerplaats = {offer.key: offer.leerplaats for offer in (*world.offers, *doors)}[again.assignments[key]]
            assert request.wish_rank(leerplaats) <= missed.rank


@settings(max_examples=150)
@given(rule_worlds(requests=7, offers=6))
def test_what_rules_out_a_wish_is_what_the_rules_say(world):
    """Counted once more, leerplaats by leerplaats, from the rules and the limits themselves."""
    result = solve(world)
    for key, reason in reasons(world, result).items():
        request = world.request_by_key[key]
        for missed in (fact for fact in reason.watch_out if isinstance(fact, MissedWish)):
            wish = request.wishes[missed.rank - 1]
            obstacles = Counter(obstacle(world, result, request, leerplaats) for leerplaats in wish)
            told = {name: getattr(missed, name) for name in ("no_offer", "full", "limited", "open")}
            assert obstacles == Counter(told | dict(missed.out))


def obstacle(world, result, request, leerplaats):
    offers = [o for o in world.offers if o.leerplaats == leerplaats and o.group == request.group]
    taken = Counter(result.assignments.values())
    allowed = [offer for offer in offers if not broken_rules(request, offer)]
    if not allowed:
        return min((broken_rules(request, offer) for offer in offers), key=len)[0] if offers else "no_offer"
    roomy = [offer for offer in allowed if taken[offer.key] < offer.capacity]
    if any(is_allowed(world, result.assignments | {request.key: offer.key}) for offer in roomy):
        return "open"
    return "limited" if roomy else "full"


def is_allowed(world, assignments):
    try:
        evaluate(replace(world, locks=()), assignments)
    except ValueError:
        return False
    return True


@settings(max_examples=100)
@given(rule_worlds(requests=7, offers=6))
def test_what_is_told_of_a_place_is_so(world):
    result = solve(world)
    for key, reason in reasons(world, result).items():
        request = world.request_by_key[key]
        offer = world.offer_by_key.get(reason.offer)
        assert len(reason.fits) <= 3
        for fact in (*reason.fits, *reason.watch_out):
            match fact:
                case Distance(km, most_km):
                    assert km == travel_km(request, offer) <= (most_km or 30)
                case Guided(level):
                    assert level == offer.supervision >= request.supervision > 0
                case OtherCare(sector):
                    assert sector == offer.sector
                    assert request.sectors_seen - {sector} == request.sectors_seen
                case SameCare(sector):
                    assert sector == offer.sector in request.sectors_seen
                case StartTogether(others):
                    assert others == others_beginning(world, result, request, offer)
                    assert others or (offer.leerplaats, request.stay.first) in world.starting
                case StartsAlone():
                    assert others_beginning(world, result, request, offer) == 0
                    assert (offer.leerplaats, request.stay.first) not in world.starting
                case SamePlace():
                    assert request.before == offer.key
                case CarUnknown():
                    assert (offer.needs_car, request.has_car) == (True, None)
                case DistanceUnknown(of_student):
                    assert (request.position is None) == of_student
                    assert request.position is None or offer.position is None
                case AboutPlaces():
                    assert offer.about


def others_beginning(world, result, request, offer):
    starts = [
        (world.offer_by_key[result.assignments[one.key]].leerplaats, one.stay.first)
        for one in world.requests
        if one.key != request.key and one.key in result.assignments and one.stay
    ]
    return starts.count((offer.leerplaats, request.stay.first))


@settings(max_examples=100)
@given(worlds(requests=9, offers=6))
def test_who_has_no_place_is_told_a_cause_and_a_change(world):
    result = solve(world)
    found = reasons(world, result)

    assert list(found) == [request.key for request in world.requests]
    for key, reason in found.items():
        assert reason.offer == result.assignments.get(key)
        assert bool(reason.fits) == (key in result.assignments)
        assert bool(reason.causes) == bool(reason.changes) == (key in result.unplaced)


@settings(max_examples=150)
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


@settings(max_examples=200)
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


SIX_WEEKS = Stay(MONDAY, MONDAY + 41, frozenset({0, 1}))


def test_what_matters_most_to_the_student_is_told_first():
    near, far = (3_000, 0), (42_000, 0)
    requests = (
        Request("anouk", *VIG2, wish(1), position=near, most_km=20, sectors_seen=frozenset({"home"}), supervision=4),
        Request("bilal", *VIG2, position=near, sectors_seen=frozenset({"home"}), stay=SIX_WEEKS, before="werf"),
    )
    offers = (
        Offer("kade", 1, *VIG2, 1, position=(0, 0), sector="hospital", supervision=6),
        Offer("werf", 2, *VIG2, 2, position=far, sector="home", needs_car=True, about=True, weekdays=frozenset({0, 1})),
    )
    world = World(requests, offers, (Lock("bilal", "werf"),), starting=frozenset({(2, MONDAY)}))

    found = reasons(world, solve(world))

    assert found["anouk"].fits == (WishMet(1), Distance(3, 20), OtherCare("hospital"))
    assert found["anouk"].watch_out == ()
    assert found["bilal"].fits == (StartTogether(0), SamePlace(), ProgrammeFits(1, 2))
    assert found["bilal"].watch_out == (FarAway(39, False), CarUnknown(), SameCare("home"), AboutPlaces())


def test_what_is_not_known_is_told():
    requests = (Request("anouk", *VIG2, most_km=20), Request("bilal", *VIG2, most_km=20, position=(0, 0)))
    offer = Offer("kade", 1, *VIG2, 2, weekdays=frozenset({0}), particulars=frozenset({"letter", "car", "interview"}))
    world = World(requests, (offer,))

    found = reasons(world, solve(world))

    asks = AsksFirst(("interview", "letter"))
    assert found["anouk"].watch_out == (DaysUnknown(), asks, DistanceUnknown(of_student=True))
    assert found["bilal"].watch_out == (DaysUnknown(), asks, DistanceUnknown(of_student=False))


def test_an_unknown_distance_is_not_told_where_nobody_gave_a_postcode():
    world = World((Request("anouk", *VIG2),), (Offer("kade", 1, *VIG2, 1),))

    assert reasons(world, solve(world))["anouk"].watch_out == ()


def test_who_begins_alone_is_told_where_beginning_together_is_a_goal():
    world = World((Request("anouk", *VIG2, stay=SIX_WEEKS),), (Offer("kade", 1, *VIG2, 1),), goals=(Goal.TOGETHER,))

    assert reasons(world, solve(world))["anouk"].watch_out == (StartsAlone(),)


def test_a_limit_that_is_reached_on_mondays_is_told_with_the_day():
    requests = (Request("anouk", *VIG2, stay=SIX_WEEKS),)
    on_mondays = Stay(MONDAY - 70, MONDAY + 6, frozenset({0}))
    limits = (Limit("kade", frozenset({1}), 1, per_day=True, taken=(on_mondays,)),)
    world = World(requests, (Offer("kade", 1, *VIG2, 1),), limits=limits)

    reason = reasons(world, solve(world))["anouk"]

    assert reason.causes == (LimitReached(1),)
    assert reason.changes == (RaiseLimit("kade", 1, ("kade",), (1,), (0,), rivals=0),)


def test_a_full_place_under_a_full_limit_needs_both():
    requests = (Request("anouk", *VIG2), Request("bilal", *VIG2))
    limits = (Limit("kade", frozenset({1}), 1),)
    world = World(requests, (Offer("kade", 1, *VIG2, 1),), limits=limits)
    result = solve(world)

    reason = reasons(world, result)[result.unplaced[0]]

    assert reason.causes == (AllFull(**WHERE, places=1, others=False),)
    assert reason.changes == (ExtraPlace("kade", 1, moved=0, rivals=0, limits=("kade",)),)


def test_a_level_that_nobody_filled_in_is_told_before_a_new_place():
    requests = (Request("anouk", *VIG2, supervision=6),)
    offers = (Offer("kade", 1, *VIG2, 1, supervision=4), Offer("werf", 2, *VIG2, 1))
    world = World(requests, offers)

    reason = reasons(world, solve(world))["anouk"]

    assert reason.causes == (RuledOut(**WHERE, rules=((Rule.SUPERVISION, 2),), total=2, all=True),)
    assert reason.changes == (LevelFilledIn("werf", 2, 6, rivals=0), NewPlace(**WHERE, rivals=0, elsewhere=True))


def test_a_longer_way_and_more_days_are_told():
    requests = (Request("anouk", *VIG2, position=(0, 0), most_km=5, stay=SIX_WEEKS),)
    offers = (
        Offer("kade", 1, *VIG2, 1, position=(12_001, 0)),
        Offer("lier", 4, *VIG2, 1, position=(20_000, 0)),
        Offer("werf", 2, *VIG2, 1, weekdays=frozenset({1, 2})),
    )
    world = World(requests, offers)

    reason = reasons(world, solve(world))["anouk"]

    assert reason.causes == (RuledOut(**WHERE, rules=((Rule.DAYS, 1), (Rule.TRAVEL, 2)), total=3, all=True),)
    assert reason.changes[:2] == (MoreDays("werf", 2, (0,), rivals=0), FurtherTravel(13, 5, 1))


def test_a_locked_student_who_can_go_elsewhere_is_told_under_a_limit_too():
    nowhere = ((1, Rule.EXCLUDED), (2, Rule.EXCLUDED))
    requests = (
        Request("anouk", *VIG2),
        Request("bilal", *VIG2, excluded=((2, Rule.BEEN_THERE),)),
        Request("chris", *VIG2, excluded=nowhere),
    )
    offers = (Offer("kade", 1, *VIG2, 1), Offer("werf", 2, *VIG2, 2))
    world = World(requests, offers, (Lock("anouk", "kade"),), (Limit("both", frozenset({1, 2}), 2),))

    changes = reasons(world, solve(world))["bilal"].changes

    assert changes == (Unlock("anouk", "kade", 1, rivals=1), ExtraPlace("kade", 1, moved=0, rivals=1))
    assert "bilal" in solve(replace(world, locks=())).assignments
