"""The proposal: the best assignment in a strict order of goals, the same for the same world every time.

1. As many students placed as possible.
2. The goals of the world, in its order. KEEP comes last when it is not named, so that a plan stays calm.
3. The lot: of what is still equal, the lowest sum of a fixed lot per request and offer. It follows from their
   keys alone, so it favours no name and no place in a list, and a request more or less leaves everyone else's
   lot alone.

The world falls apart into components. Each is a min-cost flow; only where limits cross or have stays that are apart,
or where students should begin together, it becomes a mixed-integer program (`program`).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from onboarding.matching.components import Component, Part, component, parts, parts_again
from onboarding.matching.evaluate import (
    PLACED_GAP,
    Result,
    Score,
    alone,
    beginning,
    check,
    evaluate,
    goals_of,
    result_of,
)
from onboarding.matching.flow import lexicographic_flow
from onboarding.matching.model import Goal, World
from onboarding.matching.nesting import Nesting, nested
from onboarding.matching.network import component_network
from onboarding.matching.program import Patience, finish

__all__ = ["PLACED_GAP", "Patience", "Result", "Score", "Solution", "evaluate", "solution", "solve"]


@dataclass(frozen=True, eq=False)
class Answer:
    """What one part came to: request key to offer key, its goals but TOGETHER, and what is not proven.

    `beginning`: how many begin where on which day, which TOGETHER counts over all parts.
    """

    part: Part
    assignments: Mapping[str, str]
    goals: Mapping[Goal, int]
    beginning: Mapping[tuple[int, int], int]
    gaps: Mapping[str, int]


@dataclass(frozen=True, eq=False)
class Solution:
    """A result with the answers of its parts, to solve a changed world from: only the parts that changed are solved."""

    result: Result
    world: World = field(repr=False)
    answers: Mapping[str, Answer] = field(repr=False)


def solve(world: World, *, patience: Patience | None = None) -> Result:
    """The optimum for the goals above with every lock kept: proven, or the result says what is not.

    Raises OverflowError when one component is too large to solve exactly in 64-bit integers (see
    `lexicographic_flow`).
    """
    return solution(world, patience=patience).result


def solution(world: World, *, earlier: Solution | None = None, patience: Patience | None = None) -> Solution:
    """`solve`, with what is needed to solve again soon after a lock or a change: `earlier`, of nearly the same world.

    Gives the same answer as without `earlier`, as a part that is equal to an earlier one has that one's answer.
    """
    known = earlier.answers if earlier else {}
    found = parts_again(world, earlier.world, [one.part for one in known.values()]) if earlier else parts(world)
    answers = {}
    for part in found:
        key = part.requests[0].key
        old = known.get(key)
        answers[key] = old if old and not old.gaps and old.part == part else _answer(part, patience or Patience())
    assignments, goals, numbers, gaps = {}, dict.fromkeys(Goal, 0), Counter(), {}
    for answer in answers.values():
        assignments |= answer.assignments
        for goal, value in answer.goals.items():
            goals[goal] += value
        numbers.update(answer.beginning)
        for name, gap in answer.gaps.items():
            gaps[name] = gaps.get(name, 0) + gap
    goals[Goal.TOGETHER] = alone(numbers, world.starting)
    return Solution(result_of(world, assignments, goals, gaps), world, answers)


def _answer(part: Part, patience: Patience) -> Answer:
    found = component(part)
    chosen, gaps = solve_component(found, patience)
    assignments = {
        request.key: part.offers[column].key
        for request, column in zip(part.requests, chosen, strict=True)
        if column >= 0
    }
    offers = {offer.key: offer for offer in part.offers}
    check(part.requests, offers, part.limits, part.locks, assignments)
    goals = goals_of(part.requests, offers, assignments)
    return Answer(part, assignments, goals, beginning(part.requests, offers, assignments), gaps)


def solve_component(found: Component, patience: Patience) -> tuple[np.ndarray, dict[str, int]]:
    """For each request (R) the place of its offer among the O, or -1 without a place; and the gaps left."""
    chosen = found.locked.copy()
    if not len(found.row):
        return chosen, {}
    nesting, rest = nested(found)
    order = found.part.order
    until = order.index(Goal.TOGETHER) if Goal.TOGETHER in order else len(order)
    edges = _by_flow(found, nesting, order[:until])
    gaps = {}
    if rest or until < len(order):
        edges, gaps = finish(found, rest, order, edges, patience)
    chosen[found.row[edges]] = found.column[edges]
    return chosen, gaps


def _by_flow(found: Component, nesting: Nesting, order: tuple[Goal, ...]) -> np.ndarray:
    """The edges that the flow uses."""
    arcs = component_network(found, nesting, order)
    return np.flatnonzero(lexicographic_flow(arcs.network, arcs.goals, arcs.likely)[: len(found.row)])
