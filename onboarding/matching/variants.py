"""Up to three proposals that really differ, each the best for another order of the same goals."""

from collections.abc import Iterator
from dataclasses import replace

from onboarding.matching.model import Goal, World
from onboarding.matching.program import Patience
from onboarding.matching.solve import Result, Solution, solution

MOST = 3


def variants(
    world: World, *, earlier: Solution | None = None, patience: Patience | None = None
) -> list[tuple[tuple[Goal, ...], Result]]:
    """The order of goals and its result: first the order of the world, then others with another score.

    The others put each goal in turn first, and after those a few that the world did not ask for. An order whose score
    equals one that is there already is left out: two proposals with the same counts are no choice.
    """
    found = []
    for goals in _orders(world):
        again = solution(
            replace(world, goals=goals), earlier=earlier if goals == world.goals else None, patience=patience
        )
        if all(again.result.score != result.score for _, result in found):
            found.append((goals, again.result))
        if len(found) == MOST:
            break
    return found


def _orders(world: World) -> Iterator[tuple[Goal, ...]]:
    goals = world.goals
    yield goals
    for goal in (*goals[1:], *(goal for goal in (Goal.WISHES, Goal.TRAVEL, Goal.SPREAD) if goal not in goals)):
        if _matters(world, goal):
            yield (goal, *(other for other in goals if other is not goal))


def _matters(world: World, goal: Goal) -> bool:
    """Whether answers can differ in it: where nothing is known that it counts, it is 0 in all of them."""
    known = {
        Goal.WISHES: lambda request: bool(request.wishes),
        Goal.TRAVEL: lambda request: request.position is not None,
        Goal.VARIETY: lambda request: bool(request.sectors_seen),
        Goal.TOGETHER: lambda request: request.stay is not None,
        Goal.KEEP: lambda request: request.before is not None,
    }
    return goal not in known or any(map(known[goal], world.requests))
