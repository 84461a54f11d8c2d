"""The solver against trying everything, in thousands of tiny worlds with all that the model knows."""

import random
from dataclasses import replace
from itertools import permutations

import pytest

from onboarding.matching import DEFAULT_GOALS, Goal, Limit, Lock, Offer, Request, Stay, World, likely, program
from onboarding.matching.components import component, parts
from onboarding.matching.nesting import nested
from onboarding.matching.program import Patience
from onboarding.matching.solve import evaluate, solution, solve
from onboarding.matching.variants import variants
from tests.onboarding.matching.by_trying import best
from tests.onboarding.matching.random_worlds import MONDAY, random_world

VIG2 = (1, 2, 1)  # programme, year, period
WEEK = frozenset(range(5))


def values(world, result):
    """What `best` counts, without the lots."""
    return len(result.unplaced), *(result.score.goals[goal] for goal in world.order)


@pytest.mark.parametrize("part", range(4))
def test_the_result_is_the_best_for_every_order_of_goals_and_every_limit(part):
    """Also the same assignment: of equally good ones the one with the lowest lots."""
    kinds = set()
    for seed in range(part * 500, part * 500 + 500):
        world = random_world(seed, rules=seed % 2 == 0)
        found, assignments = best(world)

        result = solve(world)

        assert values(world, result) == found[:-1], seed
        assert result.assignments == dict(sorted(assignments.items())), seed
        assert result.proven, seed
        assert result.gaps == {}, seed
        assert evaluate(world, result.assignments) == result, seed
        kinds |= set(_kinds(world))

    assert kinds == {"plain", "nested caps", "caps apart", "together"}, "each way of solving is tried"


@pytest.mark.parametrize("searched", [40_000, 3])
def test_a_large_component_is_solved_the_same(monkeypatch, searched):
    """As if every component were large: bounds over all columns, a search in few. Too few is never called proven."""
    monkeypatch.setattr(program, "LARGE", 0)
    monkeypatch.setattr(program, "SEARCHED", searched)
    monkeypatch.setattr(likely, "FEW", 0)
    monkeypatch.setattr(likely, "CHEAPEST", 1)
    monkeypatch.setattr(likely, "DRAWN", 0)
    proven = 0
    for seed in range(2000, 2350):
        world = random_world(seed, rules=seed % 2 == 0)
        found, assignments = best(world)

        result = solve(world)

        proven += result.proven
        assert evaluate(world, result.assignments) == result, seed
        if result.proven:
            assert values(world, result) == found[:-1], seed
        else:
            place = next(place for place, goal in enumerate(["placed", *world.order]) if goal in result.gaps)
            assert values(world, result)[:place] == found[:place], seed
            name = ["placed", *world.order][place]
            assert values(world, result)[place] - result.gaps[name] <= found[place], seed
        if searched > 3:
            assert result.proven, seed
            assert result.assignments == dict(sorted(assignments.items())), seed

    assert proven > 340


def _kinds(world):
    for part in parts(world):
        found = component(part)
        if not len(found.row):
            continue
        nesting, rest = nested(found)
        yield "plain"
        if len(nesting.room):
            yield "nested caps"
        if rest:
            yield "caps apart"
        if Goal.TOGETHER in part.order:
            yield "together"


def test_every_order_of_all_goals():
    """All 720 orders, each in a few worlds where it matters which goal goes first."""
    differ = 0
    for number, goals in enumerate(permutations(Goal)):
        world = random_world(number % 12, requests=4, offers=4, rules=False, goals=goals)
        result = solve(world)
        assert values(world, result) == best(world)[0][:-1], goals
        differ += result.assignments != solve(replace(world, goals=goals[::-1])).assignments

    assert differ > 40


def test_the_order_of_the_input_changes_nothing():
    for seed in range(300):
        world = random_world(seed, requests=9, offers=7, limits=3)
        chance = random.Random(seed)  # noqa: S311 - nothing secret
        mixed = {
            name: tuple(chance.sample(getattr(world, name), len(getattr(world, name))))
            for name in ("requests", "offers", "locks", "limits")
        }

        assert repr(solve(replace(world, **mixed))) == repr(solve(world)), seed


def test_solving_again_after_a_lock_or_a_change_gives_the_same_as_from_nothing():
    reused = 0
    for seed in range(250):
        world = random_world(seed, requests=8, offers=6)
        first = solution(world)
        chance = random.Random(seed)  # noqa: S311 - nothing secret
        given = [Lock(*pair) for pair in first.result.assignments.items() if pair[0] not in world.locked]
        locked = replace(world, locks=(*world.locks, *given[:1]))
        offers = tuple(replace(offer, capacity=chance.randint(0, 2)) for offer in world.offers[:1])
        for changed in (
            locked,
            replace(world, requests=world.requests[1:], locks=()),
            replace(world, offers=(*world.offers[1:], *offers), locks=()),
            replace(world, limits=world.limits[1:]),
            replace(world, goals=tuple(reversed(world.goals))),
            replace(world, starting=frozenset({(1, MONDAY)})),
        ):
            again = solution(changed, earlier=first)
            assert repr(again.result) == repr(solve(changed)), seed
            assert again.result.proven
            reused += any(answer in first.answers.values() for answer in again.answers.values())

    assert reused > 200


def _crowd(number, firsts):
    """So many students who can all go to two leerplaatsen, beginning on the Mondays of `firsts` in turn."""
    return tuple(
        Request(
            f"r{index}",
            *VIG2,
            stay=Stay(MONDAY + 7 * (start := firsts[index % len(firsts)]), MONDAY + 7 * start + 13, WEEK),
        )
        for index in range(number)
    )


def test_a_limit_counts_who_is_there_in_the_same_week_only():
    offers = (Offer("kade", 1, *VIG2, 9), Offer("werf", 2, *VIG2, 9))
    team = Limit("team", frozenset({1, 2}), 2)

    assert solve(World(_crowd(9, [0]), offers, (), (team,))).score.placed == 2
    assert solve(World(_crowd(9, [0, 1]), offers, (), (team,))).score.placed == 2, "they meet in the second week"
    assert solve(World(_crowd(9, [0, 2]), offers, (), (team,))).score.placed == 4
    assert solve(World(_crowd(9, [0, 1, 2]), offers, (), (team,))).score.placed == 4

    busy = replace(team, taken=(Stay(MONDAY + 14, MONDAY + 15, WEEK),))
    assert solve(World(_crowd(9, [0, 2]), offers, (), (busy,))).score.placed == 3


def test_a_limit_per_day_lets_others_come_on_other_days():
    requests = tuple(
        Request(f"r{number}", *VIG2, stay=Stay(MONDAY, MONDAY + 6, frozenset(days)))
        for number, days in enumerate([(0, 1), (2, 3), (1, 2), (4,)])
    )
    world = World(requests, (Offer("kade", 1, *VIG2, 9),), (), (Limit("kamer", frozenset({1}), 1, per_day=True),))

    assert solve(world).score.placed == 3
    assert solve(replace(world, limits=(Limit("kamer", frozenset({1}), 1),))).score.placed == 1


def test_a_limit_reaches_over_programmes_and_periods():
    requests = (Request("anouk", 1, 2, 1), Request("bilal", 2, 2, 2))
    offers = (Offer("kade", 1, 1, 2, 1, 5), Offer("werf", 1, 2, 2, 2, 5))

    assert solve(World(requests, offers)).score.placed == 2
    assert solve(World(requests, offers, (), (Limit("kade", frozenset({1}), 1),))).score.placed == 1


def test_a_group_can_begin_together_only_when_that_is_asked():
    requests = _crowd(4, [0])
    offers = tuple(Offer(f"o{number}", number, *VIG2, 2) for number in range(4))
    world = World(requests, offers, goals=(Goal.SPREAD, Goal.TOGETHER))

    assert solve(world).score.goals[Goal.TOGETHER] == 4
    asked = solve(replace(world, goals=(Goal.TOGETHER, Goal.SPREAD)))
    assert asked.score.goals[Goal.TOGETHER] == 0
    assert asked.score.goals[Goal.SPREAD] == 2


def test_two_who_are_locked_need_no_third_to_begin_together():
    requests = tuple(replace(request, wishes=(frozenset({2}),)) for request in _crowd(4, [0]))
    offers = (Offer("kade", 1, *VIG2, 4), Offer("werf", 2, *VIG2, 2))
    locks = (Lock("r0", "kade"), Lock("r1", "kade"))

    result = solve(World(requests, offers, locks, goals=(Goal.TOGETHER, Goal.WISHES)))

    assert [result.assignments[key] for key in ("r2", "r3")] == ["werf", "werf"]
    assert result.score.goals[Goal.TOGETHER] == 0


def test_a_plan_stays_calm_without_being_asked():
    """Nobody has to move for the lot, and the place of before goes below every goal that was asked."""
    requests = tuple(Request(f"r{number}", *VIG2) for number in range(6))
    offers = tuple(Offer(f"o{number}", number, *VIG2, 1) for number in range(6))
    before = dict(zip((r.key for r in requests), (o.key for o in reversed(offers)), strict=True))
    assert solve(World(requests, offers)).assignments != before

    kept = tuple(replace(request, before=before[request.key]) for request in requests)

    result = solve(World(kept, offers))
    assert result.assignments == before
    assert result.score.goals[Goal.KEEP] == 0
    wished = (replace(kept[0], wishes=(frozenset({0}),)), *kept[1:])
    assert solve(World(wished, offers)).score.goals[Goal.KEEP] == 2


def test_what_a_time_limit_stops_is_never_called_proven():
    """With no time at all the answer still holds every rule, and says how far it may be from the best."""
    chance = random.Random(7)  # noqa: S311 - nothing secret
    requests = tuple(
        Request(
            f"r{number:03}",
            *VIG2,
            wishes=tuple(frozenset({place}) for place in chance.sample(range(12), 4)),
            stay=Stay(
                MONDAY + 7 * (start := chance.randint(0, 9)), MONDAY + 7 * start + 7 * chance.randint(2, 6) - 1, WEEK
            ),
        )
        for number in range(120)
    )
    offers = tuple(Offer(f"o{number:02}", number, *VIG2, 12) for number in range(12))
    limits = tuple(Limit(f"l{number:02}", frozenset({number, (number + 1) % 12}), 5) for number in range(12))
    world = World(requests, offers, (), limits, (Goal.TOGETHER, *DEFAULT_GOALS))

    result = solve(world, patience=Patience(seconds=0))

    assert evaluate(world, result.assignments).score == result.score
    assert not result.proven
    assert result.gaps
    assert all(gap > 0 for gap in result.gaps.values())


def test_variants_differ_in_what_they_count():
    for seed in range(60):
        world = random_world(seed, requests=7, offers=6, rules=False, goals=(Goal.WISHES, Goal.TRAVEL, Goal.SPREAD))
        found = variants(world)

        assert found[0] == (world.goals, solve(world))
        assert 1 <= len(found) <= 3
        scores = [result.score for _, result in found]
        assert all(score not in scores[:place] for place, score in enumerate(scores))
        for goals, result in found:
            assert result == solve(replace(world, goals=goals))
    assert sum(len(variants(random_world(seed, rules=False, goals=DEFAULT_GOALS))) > 1 for seed in range(60)) > 10
