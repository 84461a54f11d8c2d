"""What it costs to make room at an offer: who moves on where, over all offers of one group at once.

Give one student a certain offer that is full, and somebody there must move on, to a place with room, to the place
that this student leaves, or to no place; others may move along. Next to an optimal result the cheapest such chain
is a shortest path in the residual graph, and what a new solve would find. Here the graph is folded to the offers and
one node for "room or no place", so all chains of a group come from one table.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from onboarding.matching.costs import edge_cost
from onboarding.matching.facts import Price
from onboarding.matching.groups import Group
from onboarding.matching.model import Goal

FAR = np.int64(2**60)
TOLD = (Goal.WISHES, Goal.TRAVEL)
# Goals whose value is a sum over who goes where; the others depend on who goes there too.
PER_EDGE = (Goal.WISHES, Goal.TRAVEL, Goal.VARIETY, Goal.KEEP)


def told_goals(order: tuple[Goal, ...]) -> tuple[Goal, ...] | None:
    """The goals, in order, that decide what a `Price` tells; None when one before them is not a sum over edges."""
    last = max((order.index(goal) for goal in TOLD if goal in order), default=-1)
    goals = order[: last + 1]
    return goals if all(goal in PER_EDGE for goal in goals) else None


@dataclass(frozen=True, eq=False)
class Exchange:
    """The chains of one group without limits, next to the optimal `chosen` (R, the place of the offer or -1).

    `goals`: as from `told_goals`.
    """

    group: Group
    chosen: np.ndarray
    goals: tuple[Goal, ...]

    def price(self, row: int, column: int) -> Price | None:
        """What giving offer `column` to request `row` costs the others; None when it cannot be given or computed."""
        return self._told(self._table[column, self.chosen[row]]) if self.is_optimal else None

    def cheapest(self, row: int, columns: np.ndarray) -> Price | None:
        """The lowest price of these offers for request `row`, with what the request itself gains or loses."""
        if not self.is_optimal or not len(columns):
            return None
        costs, _, _ = self._costs
        column = columns[np.argmin(self._table[columns, self.chosen[row]] + costs[row, columns])]
        return self._told(self._table[column, self.chosen[row]])

    @cached_property
    def is_optimal(self) -> bool:
        """Whether the table holds: numbers fit, and no chain that ends where it began makes things better."""
        return self._weights is not None and bool((np.diagonal(self._table) >= 0).all())

    @cached_property
    def _parts(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """Per goal, first that of having a place: the cost of each edge (R x O) and of having no place (R)."""
        size = self.group.eligible.shape
        placed = (np.zeros(size, dtype=np.int64), np.ones(size[0], dtype=np.int64))
        return [placed, *(_edge_costs(self.group, goal) for goal in self.goals)]

    @cached_property
    def _weights(self) -> list[int] | None:
        """What one unit of each goal weighs: more than any chain can win in all the goals after it."""
        hops = 2 * (len(self.group.offers) + 3)
        weights, rest = [], 0
        for edges, without in reversed(self._parts):
            weights.append(2 * rest + 1)
            rest += weights[-1] * hops * int(max(edges.max(initial=0), without.max(initial=0)))
        return weights[::-1] if rest < FAR // 4 else None

    @cached_property
    def _costs(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The weighed cost of each edge (R x O), of no place (R), and the rows that are not locked."""
        weighed = list(zip(self._weights, self._parts, strict=True))
        edges = sum(weight * edges for weight, (edges, _) in weighed)
        without = sum(weight * without for weight, (_, without) in weighed)
        return edges, without, self.group.locked < 0

    @cached_property
    def _table(self) -> np.ndarray:
        """The least cost of taking one student too many from each offer to each other; the last row and column are
        "room or no place". Floyd and Warshall's rounds."""
        steps = self._steps()
        for via in range(len(steps)):
            np.minimum(steps, steps[:, via, None] + steps[via], out=steps)
            np.clip(steps, -FAR, FAR, out=steps)  # without end where the result is not optimal
        return steps

    def _steps(self) -> np.ndarray:
        edges, without, free = self._costs
        offers = len(self.group.offers)
        taken = np.bincount(self.chosen[self.chosen >= 0], minlength=offers)
        steps = np.full((offers + 1, offers + 1), FAR, dtype=np.int64)
        np.fill_diagonal(steps, 0)
        allowed = np.where(self.group.eligible, edges, FAR)
        for row in np.flatnonzero((self.chosen >= 0) & free):
            here = self.chosen[row]
            away = np.append(allowed[row], without[row]) - edges[row, here]
            np.minimum(steps[here], away, out=steps[here])
        for row in np.flatnonzero((self.chosen < 0) & free):
            np.minimum(steps[-1, :-1], allowed[row] - without[row], out=steps[-1, :-1])
        to_room, from_room = steps[:-1, -1], steps[-1, :-1]
        to_room[taken < self.group.capacity] = np.minimum(to_room[taken < self.group.capacity], 0)
        from_room[taken > 0] = np.minimum(from_room[taken > 0], 0)
        steps[steps > FAR // 2] = FAR
        return steps

    def _told(self, total: np.int64) -> Price | None:
        """The values of the goals in a weighed total."""
        if total >= FAR // 2:
            return None
        rest, values = int(total), {}
        for weight, goal in zip(self._weights, ("lost", *self.goals), strict=True):
            values[goal] = (2 * rest + weight) // (2 * weight)
            rest -= values[goal] * weight
        return Price(values["lost"], values.get(Goal.WISHES, 0), values.get(Goal.TRAVEL, 0))


def _edge_costs(group: Group, goal: Goal) -> tuple[np.ndarray, np.ndarray]:
    if goal is Goal.WISHES:
        return np.where(group.eligible, group.cost, 0), group.unplaced_cost
    row, column = np.nonzero(group.eligible)
    cost = edge_cost(goal, group.requests, group.offers, row, column)
    edges = np.zeros(group.eligible.shape, dtype=np.int64)
    edges[row, column] = cost.edge
    return edges, cost.unplaced
