"""Small random worlds with every hard rule, limits and goals, for what is told about a result."""

from hypothesis import strategies as st

from onboarding.matching import DEFAULT_GOALS, Goal, Limit, Lock, Offer, Request, Rule, Stay, World, bad_locks

MONDAY = 735_232  # a day number that is a Monday
WEEKDAYS = st.sampled_from([frozenset({0, 1}), frozenset({0}), frozenset({1, 2}), frozenset(range(5))])
STAYS = st.builds(
    lambda week, weeks, weekdays: Stay(MONDAY + 7 * week, MONDAY + 7 * (week + weeks) - 1, weekdays),
    st.sampled_from([0, 0, 0, 2]),
    st.sampled_from([2, 4]),
    WEEKDAYS,
)
POSITIONS = st.none() | st.tuples(st.integers(0, 30_000), st.just(0))
GROUPS = st.sampled_from([(1, 2, 1)] * 8 + [(2, 2, 1)])
LEERPLAATSEN = st.integers(1, 4)
EXCLUDED = st.lists(
    st.tuples(LEERPLAATSEN, st.sampled_from([Rule.BEEN_THERE, Rule.EXCLUDED, Rule.DECLINED])), max_size=1
).map(tuple)
SECTORS = st.sampled_from(["home", "hospital"])
GOALS = st.sampled_from(
    [
        DEFAULT_GOALS,
        DEFAULT_GOALS,
        (Goal.WISHES,),
        (Goal.TRAVEL, Goal.WISHES),
        (Goal.VARIETY, Goal.WISHES, Goal.KEEP, Goal.TRAVEL),
        (Goal.SPREAD, Goal.WISHES),
        (Goal.WISHES, Goal.TOGETHER, Goal.TRAVEL),
    ]
)


def requests_of(number):
    """A request with every trait."""
    return GROUPS.flatmap(
        lambda group: st.builds(
            lambda **traits: Request(f"r{number}", *group, **traits),
            wishes=st.lists(st.frozensets(LEERPLAATSEN, min_size=1, max_size=2), max_size=3).map(tuple),
            excluded=EXCLUDED,
            stay=st.none() | STAYS,
            supervision=st.sampled_from([0, 0, 4, 6]),
            school=st.sampled_from([None, 1, 2]),
            position=POSITIONS,
            most_km=st.sampled_from([None, None, 5, 15]),
            has_car=st.sampled_from([None, True, False]),
            sectors_seen=st.frozensets(SECTORS, max_size=1),
            before=st.sampled_from([None, "o0", "o1"]),
        )
    )


def offers_of(number):
    """An offer with every trait; most of them ask nothing, so that students still compete."""
    return GROUPS.flatmap(
        lambda group: st.builds(
            lambda leerplaats, capacity, **traits: Offer(f"o{number}", leerplaats, *group, capacity, **traits),
            leerplaats=LEERPLAATSEN,
            capacity=st.sampled_from([1, 1, 1, 2, 0, 3]),
            supervision=st.sampled_from([None, 4, 6, 6]),
            weekdays=st.sampled_from([frozenset(), frozenset(), frozenset({0, 1})]),
            school=st.sampled_from([None, None, None, 1]),
            position=POSITIONS,
            sector=SECTORS,
            needs_car=st.sampled_from([False, False, True]),
            closed=st.sampled_from([(), (), ((MONDAY + 14, MONDAY + 20),)]),
            about=st.booleans(),
            particulars=st.frozensets(st.sampled_from(["letter", "interview"]), max_size=2),
        )
    )


@st.composite
def rule_worlds(draw, requests=6, offers=5, limits=2, goals=GOALS):
    """A world of two up to so many requests and offers, with at most so many limits, and locks that can hold."""
    asked = [draw(requests_of(number)) for number in range(draw(st.integers(2, requests)))]
    offered = [draw(offers_of(number)) for number in range(draw(st.integers(2, offers)))]
    over = [
        Limit(
            f"l{number}",
            draw(st.frozensets(LEERPLAATSEN, min_size=1, max_size=3)),
            draw(st.integers(0, 3)),
            draw(st.booleans()),
            tuple(draw(st.lists(STAYS, max_size=1))),
        )
        for number in range(draw(st.integers(0, limits)))
    ]
    pairs = [Lock(request.key, offer.key) for request in asked for offer in offered]
    possible = [lock for lock in pairs if not bad_locks(asked, offered, [lock], over)]
    number = draw(st.integers(0, 2)) if possible else 0
    wanted = dict.fromkeys(draw(st.sampled_from(possible)) for _ in range(number))
    bad = {error.lock for error in bad_locks(asked, offered, wanted, over)}
    locks = tuple(lock for lock in wanted if lock not in bad)
    starting = draw(st.frozensets(st.tuples(LEERPLAATSEN, st.just(MONDAY)), max_size=1))
    return World(tuple(asked), tuple(offered), locks, tuple(over), draw(goals), starting)
