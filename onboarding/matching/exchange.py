"""What it costs to make room at an offer: who moves on where, for all offers of a component at once.

Give one student a certain offer that is full, and somebody there must move on, to a place with room, to the place
that this student leaves, or to no place; others may move along. Next to an optimal result the cheapest such chain
is a shortest path in the residual graph, and what a new solve would find. Here the graph is folded to the offers of
each group and the rings that they share: caps that nest (see `nesting`) and, around all, "room or no place". So all
chains of a group come from one table, and groups meet only in the rings.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from onboarding.matching.costs import edge_cost
from onboarding.matching.evaluate import Result
from onboarding.matching.facts import Price
from onboarding.matching.groups import Group
from onboarding.matching.model import Goal
from onboarding.matching.rings import Rings

FAR = np.int64(2**60)
TOLD = (Goal.WISHES, Goal.TRAVEL)
# Goals whose value is a sum over who goes where; the others depend on who goes there too.
PER_EDGE = (Goal.WISHES, Goal.TRAVEL, Goal.VARIETY, Goal.KEEP)


def told_goals(order: tuple[Goal, ...]) -> tuple[Goal, ...] | None:
    """The goals, in order, that decide what a `Price` tells; None when one before them is not a sum over edges."""
    last = max((order.index(goal) for goal in TOLD if goal in order), default=-1)
    goals = order[: last + 1]
    return goals if all(goal in PER_EDGE for goal in goals) else None


def chosen_columns(group: Group, result: Result) -> np.ndarray:
    """For each request of the group the place of its offer among the offers, or -1."""
    column = {offer.key: index for index, offer in enumerate(group.offers)}
    keys = [result.assignments.get(request.key) for request in group.requests]
    return np.array([-1 if key is None else column[key] for key in keys], dtype=np.int64)


def shortest(steps: np.ndarray) -> np.ndarray:
    """The shortest way between all nodes (N x N, FAR where there is none), by Floyd and Warshall's rounds."""
    steps = steps.copy()
    for via in range(len(steps)):
        np.minimum(steps, steps[:, via, None] + steps[via], out=steps)
        np.clip(steps, -FAR, FAR, out=steps)  # without end where the result is not optimal
    return steps


def joined(ways: np.ndarray, more: np.ndarray) -> np.ndarray:
    """The shortest of all ways (A x B) followed by `more` (B x C)."""
    found = np.full((len(ways), more.shape[1]), FAR, dtype=np.int64)
    for via in range(len(more)):
        np.minimum(found, ways[:, via, None] + more[via], out=found)
    return np.clip(found, -FAR, FAR)


@dataclass(frozen=True, eq=False)
class Block:
    """One group in the folded graph, with `chosen` (R), and the cost of each edge (R x O) and of no place (R).

    `ring` (O): the smallest ring around each offer, the last one being "room or no place".
    """

    group: Group
    chosen: np.ndarray
    edges: np.ndarray
    without: np.ndarray
    ring: np.ndarray
    outermost: int

    @cached_property
    def rings(self) -> np.ndarray:
        """The rings that the offers of this group lie in directly, and the outermost."""
        return np.unique(np.append(self.ring, self.outermost))

    @cached_property
    def _free(self) -> np.ndarray:
        return self.group.locked < 0

    @cached_property
    def moves(self) -> np.ndarray:
        """The least cost of passing one student too many from offer to offer (O x O) by moves within the group."""
        steps = np.full((len(self.ring), len(self.ring)), FAR, dtype=np.int64)
        allowed = np.where(self.group.eligible, self.edges, FAR)
        for row in np.flatnonzero((self.chosen >= 0) & self._free):
            here = self.chosen[row]
            np.minimum(steps[here], allowed[row] - self.edges[row, here], out=steps[here])
        steps[steps > FAR // 2] = FAR
        np.fill_diagonal(steps, np.minimum(np.diagonal(steps), 0))
        return shortest(steps)

    @cached_property
    def leave(self) -> np.ndarray:
        """From each offer to each of `rings`: by moves, then into room, or by losing a place."""
        ways = np.full((len(self.ring), len(self.rings)), FAR, dtype=np.int64)
        for row in np.flatnonzero((self.chosen >= 0) & self._free):
            here = self.chosen[row]
            ways[here, -1] = min(ways[here, -1], self.without[row] - self.edges[row, here])
        taken = np.bincount(self.chosen[self.chosen >= 0], minlength=len(self.ring))
        roomy = np.flatnonzero(taken < self.group.capacity)
        around = np.searchsorted(self.rings, self.ring[roomy])
        ways[roomy, around] = np.minimum(ways[roomy, around], 0)
        return joined(self.moves, ways)

    @cached_property
    def enter(self) -> np.ndarray:
        """From each of `rings` to each offer: one place less is used there, or someone without a place gets one."""
        ways = np.full((len(self.rings), len(self.ring)), FAR, dtype=np.int64)
        for row in np.flatnonzero((self.chosen < 0) & self._free):
            gained = np.where(self.group.eligible[row], self.edges[row] - self.without[row], FAR)
            np.minimum(ways[-1], gained, out=ways[-1])
        used = np.unique(self.chosen[self.chosen >= 0])
        around = np.searchsorted(self.rings, self.ring[used])
        ways[around, used] = np.minimum(ways[around, used], 0)
        return joined(ways, self.moves)


class Exchange:
    """The chains of one component next to a result. `groups` are all of its groups; `goals` as from `told_goals`."""

    def __init__(self, groups: list[Group], result: Result, goals: tuple[Goal, ...], rings: Rings):
        self._groups, self._goals, self._rings = groups, goals, rings
        self._chosen = [chosen_columns(group, result) for group in groups]
        self._tables = {}

    def price(self, place: int, row: int, column: int) -> Price | None:
        """What giving offer `column` of group number `place` to its request `row` costs the others.

        None when it cannot be given, or not be told from here.
        """
        return self.cheapest(place, row, np.array([column]))

    def cheapest(self, place: int, row: int, columns: np.ndarray) -> Price | None:
        """The price of the best of these offers for the request, with what it gains or loses itself."""
        if not len(columns) or not self.tells(place, row):
            return None
        total = self._table(place)[columns, self._chosen[place][row]]
        best = np.argmin(total + self._blocks[place].edges[row, columns])
        return self._told(total[best])

    def tells(self, place: int, row: int) -> bool:
        """Whether prices of this request can be told from here: caps do not count a locked student, but limits do."""
        locked = self._groups[place].locked[row] >= 0
        return self.is_optimal and not (locked and self._rings.limited)

    @cached_property
    def is_optimal(self) -> bool:
        """Whether prices can be told: numbers fit, and no chain that ends where it began makes things better."""
        if self._weights is None:
            return False
        ways = [*(block.moves for block in self._blocks), self._between]
        return all((np.diagonal(way) >= 0).all() for way in ways)

    @cached_property
    def _parts(self) -> list[list[tuple[np.ndarray, np.ndarray]]]:
        """Per group and goal, first that of having a place: the cost of each edge (R x O) and of no place (R)."""
        return [[_placed(group), *(_edge_costs(group, goal) for goal in self._goals)] for group in self._groups]

    @cached_property
    def _weights(self) -> list[int] | None:
        """What one unit of each goal weighs: more than any chain can win in all the goals after it."""
        hops = 2 * (sum(len(group.offers) for group in self._groups) + self._rings.number + 3)
        weights, rest = [], 0
        for of_groups in reversed(list(zip(*self._parts, strict=True))):
            weights.append(2 * rest + 1)
            most = max(max(edges.max(initial=0), without.max(initial=0)) for edges, without in of_groups)
            rest += weights[-1] * hops * int(most)
        return weights[::-1] if rest < FAR // 4 else None

    @cached_property
    def _blocks(self) -> list[Block]:
        found = []
        for place, (group, chosen, parts) in enumerate(zip(self._groups, self._chosen, self._parts, strict=True)):
            weighed = list(zip(self._weights, parts, strict=True))
            edges = sum(weight * edges for weight, (edges, _) in weighed)
            without = sum(weight * without for weight, (_, without) in weighed)
            found.append(Block(group, chosen, edges, without, self._rings.of_group[place], self._rings.number - 1))
        return found

    @cached_property
    def _between(self) -> np.ndarray:
        """The shortest way between all rings, through the rings themselves and through every group."""
        ways = self._rings.ways(FAR)
        for block in self._blocks:
            here = np.ix_(block.rings, block.rings)
            ways[here] = np.minimum(ways[here], joined(block.enter, block.leave))
        return shortest(ways)

    def _table(self, place: int) -> np.ndarray:
        """From each offer to each offer of a group; the last column is "room or no place"."""
        if place not in self._tables:
            block = self._blocks[place]
            out = joined(block.leave, self._between[np.ix_(block.rings, block.rings)])
            ways = np.minimum(block.moves, joined(out, block.enter))
            self._tables[place] = np.column_stack([ways, out[:, -1]])
        return self._tables[place]

    def _told(self, total: np.int64) -> Price | None:
        """The values of the goals in a weighed total."""
        if total >= FAR // 2:
            return None
        rest, values = int(total), {}
        for weight, goal in zip(self._weights, ("lost", *self._goals), strict=True):
            values[goal] = (2 * rest + weight) // (2 * weight)
            rest -= values[goal] * weight
        return Price(values["lost"], values.get(Goal.WISHES, 0), values.get(Goal.TRAVEL, 0))


def _placed(group: Group) -> tuple[np.ndarray, np.ndarray]:
    return np.zeros(group.eligible.shape, dtype=np.int64), np.ones(len(group.requests), dtype=np.int64)


def _edge_costs(group: Group, goal: Goal) -> tuple[np.ndarray, np.ndarray]:
    if goal is Goal.WISHES:
        return np.where(group.eligible, group.cost, 0), group.unplaced_cost
    row, column = np.nonzero(group.eligible)
    cost = edge_cost(goal, group.requests, group.offers, row, column)
    edges = np.zeros(group.eligible.shape, dtype=np.int64)
    edges[row, column] = cost.edge
    return edges, cost.unplaced
