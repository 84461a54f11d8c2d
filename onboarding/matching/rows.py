"""The rows and columns of a component as a mixed-integer program, in whole numbers.

Columns, all from 0 to 1: each edge; no place, per free request; with SPREAD the slots of each desk (as in `network`);
with TOGETHER, per leerplaats and first day, whether somebody begins there alone and whether two or more begin.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from onboarding.matching.components import Component
from onboarding.matching.model import Goal
from onboarding.matching.network import slots


@dataclass(frozen=True, eq=False)
class Beginning:
    """Who can begin at one leerplaats on one day: the edges, how many at most, and how many locked do already.

    `alone`, `more`: the places of the columns; `more` -1 where it takes none.
    """

    edges: np.ndarray
    most: int
    locked: int
    alone: int
    more: int


class Rows:
    """Rows `value @ columns` at most `most` (or `equal`), of `number`, stored row after row."""

    def __init__(self, component: Component, order: Sequence[Goal]):
        self.component = component
        self.edges, self.free = len(component.row), len(component.free)
        can_come = np.minimum(component.room, np.bincount(component.column, minlength=len(component.room)))
        room = np.bincount(component.desk, can_come, minlength=len(component.desk_leerplaats)).astype(np.int64)
        self.slot, self.pairs = slots(room, component.present) if Goal.SPREAD in order else (room[:0], room[:0])
        self.first_slot = self.edges + self.free
        first = self.first_slot + len(self.slot)
        self.beginnings = list(_beginnings(component, first)) if Goal.TOGETHER in order else []
        self.columns = first + sum(1 + (one.more >= 0) for one in self.beginnings)
        self.whole = np.zeros(self.columns, dtype=bool)
        self.whole[: self.edges] = True
        self.whole[[one.more for one in self.beginnings if one.more >= 0]] = True
        self._parts = []
        self._kept = []

    def add(self, row, index, value, most, *, equal=False) -> None:
        """Rows numbered 0, 1, ... by `row` (per entry), with their `most`."""
        self._parts.append(
            (np.asarray(row), np.asarray(index), np.broadcast_to(value, len(row)), np.asarray(most), equal)
        )

    @cached_property
    def _joined(self):
        so_far, rows, indexes, values, most, equal = 0, [], [], [], [], []
        for row, index, value, room, is_equal in self._parts:
            rows.append(row + so_far)
            indexes.append(index)
            values.append(value)
            most.append(room)
            equal.append(np.full(len(room), is_equal))
            so_far += len(room)
        rows = np.concatenate(rows)
        by_row = np.argsort(rows, kind="stable")
        start = np.searchsorted(rows[by_row], np.arange(so_far + 1)).astype(np.int32)
        index = np.concatenate(indexes)[by_row].astype(np.int32)
        return start, index, np.concatenate(values)[by_row], np.concatenate(most), np.concatenate(equal)

    start = property(lambda self: self._joined[0])
    index = property(lambda self: self._joined[1])
    value = property(lambda self: self._joined[2])
    most = property(lambda self: self._joined[3])
    equal = property(lambda self: self._joined[4])
    number = property(lambda self: len(self.most))

    def solution(self, edges: np.ndarray) -> np.ndarray:
        """Every column when these edges are used: the others follow from them."""
        values = np.zeros(self.columns, dtype=np.int64)
        values[edges] = 1
        without = np.ones(len(self.component.locked), dtype=bool)
        without[self.component.row[edges]] = False
        values[self.edges : self.first_slot] = without[self.component.free]
        if len(self.slot):
            there = np.bincount(self.component.desk[self.component.column[edges]], minlength=self.slot[-1] + 1)
            first = np.searchsorted(self.slot, self.slot)
            filled = np.arange(len(self.slot)) - first < there[self.slot]
            values[self.first_slot : self.first_slot + len(self.slot)] = filled
        for one in self.beginnings:
            number = int(values[one.edges].sum())
            values[one.alone] = number + one.locked == 1
            if one.more >= 0:
                values[one.more] = number >= 2
        return values

    def holds(self, values: np.ndarray) -> bool:
        """Whether the values keep every row and every goal that is fixed."""
        total = np.add.reduceat(np.append(self.value * values[self.index], 0), self.start[:-1])
        total[self.start[:-1] == self.start[1:]] = 0
        within = (total <= self.most) & (~self.equal | (total == self.most))
        return bool(within.all()) and all(int(cost @ values) <= most for cost, most in self._kept)

    def keep(self, cost: np.ndarray, most: int) -> None:
        """Fix a goal: from now on `holds` wants it too."""
        self._kept.append((cost, most))

    def cost(self, name: str) -> np.ndarray:
        """The cost of every column for a goal, or for the number placed (`placed`) or the lot (`lot`)."""
        cost = np.zeros(self.columns, dtype=np.int64)
        if name == Goal.SPREAD:
            cost[self.first_slot : self.first_slot + len(self.slot)] = self.pairs
        elif name == Goal.TOGETHER:
            cost[[one.alone for one in self.beginnings]] = 1
        elif name == "placed":
            cost[self.edges : self.first_slot] = 1
        else:
            one = self.component.lot() if name == "lot" else self.component.cost(Goal(name))
            cost[: self.edges] = one.edge
            cost[self.edges : self.first_slot] = one.unplaced[self.component.free]
        return cost


def _beginnings(component: Component, column: int):
    """Per leerplaats and first day where it matters who begins; `column` is the first that is still free."""
    part = component.part
    first = np.array([request.stay.first if request.stay else -1 for request in part.requests], dtype=np.int64)
    edges, locked = defaultdict(list), defaultdict(int)
    for edge, start in enumerate(zip(component.leerplaats.tolist(), first[component.row].tolist(), strict=True)):
        if start[1] >= 0 and start not in part.starting:
            edges[start].append(edge)
    for row in np.flatnonzero(component.locked >= 0):
        locked[part.offers[component.locked[row]].leerplaats, int(first[row])] += 1
    for start in sorted(edges):
        there = locked[start]
        if there >= 2:
            continue
        here = np.array(edges[start], dtype=np.int64)
        most = min(len(np.unique(component.row[here])), int(component.room[np.unique(component.column[here])].sum()))
        more = there == 0 and most > 1
        yield Beginning(here, most, there, column, column + 1 if more else -1)
        column += 1 + more


def program_rows(component: Component, order: Sequence[Goal]) -> Rows:
    """The rows of a component: one place each, offers, caps, and what ties slots and beginnings to the edges."""
    rows = Rows(component, order)
    edge = np.arange(rows.edges)
    node = np.zeros(len(component.locked), dtype=np.int64)
    node[component.free] = np.arange(rows.free)
    row = np.concatenate([node[component.row], np.arange(rows.free)])
    index = np.concatenate([edge, rows.edges + np.arange(rows.free)])
    rows.add(row, index, 1, np.ones(rows.free, dtype=np.int64), equal=True)
    rows.add(component.column, edge, 1, component.room)
    if len(rows.slot):
        row = np.concatenate([component.desk[component.column], rows.slot])
        index = np.concatenate([edge, rows.first_slot + np.arange(len(rows.slot))])
        value = np.concatenate([np.ones(rows.edges, dtype=np.int64), np.full(len(rows.slot), -1)])
        rows.add(row, index, value, np.zeros(len(component.desk_leerplaats), dtype=np.int64), equal=True)
    for cap in component.caps:
        here = component.edges_at(cap.leerplaatsen)
        here = here[np.isin(component.row[here], cap.who)]
        rows.add(np.zeros(len(here), dtype=np.int64), here, 1, np.array([cap.room]))
    for one in rows.beginnings:
        _tie(rows, one)
    return rows


def _tie(rows: Rows, one: Beginning) -> None:
    """Alone is 1 when one begins there, those locked counted, and may be 0 otherwise."""
    here = np.zeros(len(one.edges), dtype=np.int64)
    if one.locked:  # alone >= 1 - number
        rows.add(np.append(here, 0), np.append(one.edges, one.alone), -1, np.array([-1]))
        return
    if one.more < 0:  # alone = number
        rows.add(np.append(here, 0), np.append(one.edges, one.alone), np.append(here + 1, -1), np.array([0]))
        return
    columns = np.append(one.edges, (one.alone, one.more))
    row = np.append(here, (0, 0))
    rows.add(row, columns, np.append(here + 1, (-1, -one.most)), np.array([0]))  # number <= alone + most * more
    rows.add(row[:-1], np.append(one.edges, one.more), np.append(here - 1, 2), np.array([0]))  # number >= 2 * more
