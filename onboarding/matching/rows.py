"""The rows and columns of a component as a mixed-integer program, in whole numbers.

Columns, all from 0 to 1: each edge; no place, per free request; with SPREAD the slots of each desk (as in `network`);
with TOGETHER, per leerplaats and first day, whether somebody begins there alone and whether two or more begin.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onboarding.matching.caps import Cap
from onboarding.matching.components import Component
from onboarding.matching.evaluate import PLACED_GAP
from onboarding.matching.model import Goal
from onboarding.matching.network import slots

LOT = "lot"


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
    """Rows by entry: `value` in `row` and column `index`; a row is at most `most`, or `equal` to it.

    The first rows say that each free request gets one place or none: `request` gives that row for each edge and then
    for each column "no place", which together are the columns up to `first_slot`.
    """

    def __init__(self, component: Component, order: Sequence[Goal]):
        self.component = component
        self.edges, self.free = len(component.row), len(component.free)
        node = np.zeros(len(component.locked), dtype=np.int64)
        node[component.free] = np.arange(self.free)
        room = component.desk_room
        self.slot, self.pairs = slots(room, component.present) if Goal.SPREAD in order else (room[:0], room[:0])
        self.first_slot = self.edges + self.free
        first = self.first_slot + len(self.slot)
        self.beginnings = list(_beginnings(component, first)) if Goal.TOGETHER in order else []
        self.columns = first + sum(1 + (one.more >= 0) for one in self.beginnings)
        self.whole = np.zeros(self.columns, dtype=bool)
        self.whole[: self.edges] = True
        self.whole[[one.more for one in self.beginnings if one.more >= 0]] = True
        self.request = np.concatenate([node[component.row], np.arange(self.free)])
        self.row = self.index = self.value = self.most = np.zeros(0, dtype=np.int64)
        self.equal = np.zeros(0, dtype=bool)
        self._by_column = None

    def add(self, row, index, value, most, *, equal=False) -> None:
        """Rows numbered 0, 1, ... by `row` (per entry), with their `most`."""
        number = len(self.most)
        self.row = np.concatenate([self.row, np.asarray(row, dtype=np.int64) + number])
        self.index = np.concatenate([self.index, np.asarray(index, dtype=np.int64)])
        self.value = np.concatenate([self.value, np.broadcast_to(value, len(row))]).astype(np.int64)
        self.most = np.concatenate([self.most, most])
        self.equal = np.concatenate([self.equal, np.full(len(most), equal)])
        self._by_column = None

    @property
    def number(self) -> int:
        """How many rows there are."""
        return len(self.most)

    def tighten(self, rows: np.ndarray) -> None:
        """From now on these rows (true or false, per row) leave no room."""
        self.equal = self.equal | rows

    def of_columns(self, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The entries of these columns, column after column: where each starts, which row, and the value."""
        if self._by_column is None:
            order = np.argsort(self.index, kind="stable")
            self._by_column = order, np.searchsorted(self.index[order], np.arange(self.columns + 1))
        order, start = self._by_column
        sizes = start[columns + 1] - start[columns]
        ends = np.cumsum(sizes)
        entries = order[np.repeat(start[columns] - ends + sizes, sizes) + np.arange(sizes.sum())]
        return np.append(0, ends).astype(np.int32), self.row[entries].astype(np.int32), self.value[entries]

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
        """Whether the values keep every row."""
        used = values[self.index] > 0
        total = np.bincount(self.row[used], (self.value[used] * values[self.index[used]]), minlength=self.number)
        return bool(((total <= self.most) & (~self.equal | (total == self.most))).all())

    def cost(self, name: str) -> np.ndarray:
        """The cost of every column for a goal, or for the number placed (PLACED_GAP) or the lot (LOT)."""
        cost = np.zeros(self.columns, dtype=np.int64)
        if name == Goal.SPREAD:
            cost[self.first_slot : self.first_slot + len(self.slot)] = self.pairs
        elif name == Goal.TOGETHER:
            cost[[one.alone for one in self.beginnings]] = 1
        elif name == PLACED_GAP:
            cost[self.edges : self.first_slot] = 1
        else:
            one = self.component.lot() if name == LOT else self.component.cost(Goal(name))
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
    index = np.concatenate([edge, rows.edges + np.arange(rows.free)])
    rows.add(rows.request, index, 1, np.ones(rows.free, dtype=np.int64), equal=True)
    rows.add(component.column, edge, 1, component.room)
    if len(rows.slot):
        row = np.concatenate([component.desk[component.column], rows.slot])
        index = np.concatenate([edge, rows.first_slot + np.arange(len(rows.slot))])
        value = np.concatenate([np.ones(rows.edges, dtype=np.int64), np.full(len(rows.slot), -1)])
        rows.add(row, index, value, np.zeros(len(component.desk_leerplaats), dtype=np.int64), equal=True)
    capped = [_edges_of(component, cap) for cap in component.caps]
    if capped:
        which = np.repeat(np.arange(len(capped)), [len(here) for here in capped])
        rows.add(which, np.concatenate(capped), 1, np.array([cap.room for cap in component.caps]))
    for one in rows.beginnings:
        _tie(rows, one)
    return rows


def _edges_of(component: Component, cap: Cap) -> np.ndarray:
    here = component.edges_at(cap.leerplaatsen)
    return here[np.isin(component.row[here], cap.who)]


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
