"""A component as a mixed-integer program, for what a flow cannot hold: caps on some of the students, and TOGETHER.

Goal after goal, each with what the goals before it came to fixed: columns that could only make those worse are shut,
and rows hold their values. HiGHS works in floating point, but every cost and every value is a whole number far below
2**53, a solution is rounded and counted again, and a goal is proven only when no lower whole number is left.

A large component is not given to HiGHS whole. `bounds` proves what the goal can be at best; the search then looks at
the columns that can come near it, and what the others could still give is counted in the gap.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from onboarding.matching.bounds import PARTS, Bound, bound, linear
from onboarding.matching.caps import Cap
from onboarding.matching.components import Component
from onboarding.matching.evaluate import PLACED_GAP
from onboarding.matching.likely import likely
from onboarding.matching.lots import LOT_BITS
from onboarding.matching.model import Goal
from onboarding.matching.rows import LOT, program_rows

LARGE = 20_000  # columns; below this HiGHS gets them all
SEARCHED = 40_000  # columns that a search in a large component looks at, at most


@dataclass(frozen=True)
class Patience:
    """How long one component may take. `seconds` over all its goals; `lot_nodes` of the search for the lot.

    The lot decides between answers that are equally good, so it is not worth waiting for: after so many nodes the
    best found counts, the same every time.
    """

    seconds: float = 60.0
    lot_nodes: int = 200


def finish(
    component: Component, rest: Sequence[Cap], order: Sequence[Goal], start: np.ndarray, patience: Patience
) -> tuple[np.ndarray, dict[str, int]]:
    """The edges of the best answer that holds every cap, and the gap of each goal that was not proven.

    `start`: the edges that the flow uses for the goals before TOGETHER, without the caps `rest`. When it holds those
    too it is the best for these goals, as a flow that may do more cannot do less.
    """
    until = list(order).index(Goal.TOGETHER) if Goal.TOGETHER in order else len(order)
    kept = _within(component, rest, start)
    known = len(kept) == len(start)
    if known and until == len(order):
        return start, {}
    program = _Program(component, order, kept)
    names = [PLACED_GAP, *order, LOT]
    gaps = {}
    deadline = time.monotonic() + patience.seconds
    for number, name in enumerate(names):
        if not (known and number <= until):
            left = (deadline - time.monotonic()) / 2  # the first goals are the hardest, and the most is left for them
            gap = program.lower(name, names[number + 1 :], max(0.1, left), patience.lot_nodes)
            if number == 0:  # the flow without these caps places no fewer than anybody can
                gap = min(gap, len(start) - len(program.edges))
            if gap and name != LOT:
                gaps[str(name)] = gap
        program.fix(name)
    return program.edges, gaps


def _within(component: Component, rest: Sequence[Cap], edges: np.ndarray) -> np.ndarray:
    """The edges that can stay when the caps are held, taken in order: who comes after the last place is left out."""
    full = np.zeros(len(component.row), dtype=bool)
    for cap in rest:
        here = np.intersect1d(edges[~full[edges]], component.edges_at(cap.leerplaatsen), assume_unique=True)
        here = here[np.isin(component.row[here], cap.who)]
        full[here[cap.room :]] = True
    return edges[~full[edges]]


class _Program:
    """The rows, the columns that are still allowed, and the best solution so far."""

    def __init__(self, component: Component, order: Sequence[Goal], edges: np.ndarray):
        self.component, self.rows = component, program_rows(component, order)
        self.values = self.rows.solution(edges)
        self.allowed = np.ones(self.rows.columns, dtype=bool)
        self.bound: Bound | None = None

    @property
    def edges(self) -> np.ndarray:
        """The edges of the best solution so far."""
        return np.flatnonzero(self.values[: self.rows.edges])

    def lower(self, name: str, later: Sequence[str], seconds: float, lot_nodes: int) -> int:
        """Look for the lowest value of a goal; returns by how much at most it could be lower than what was found."""
        until = time.monotonic() + seconds
        cost = self.rows.cost(name)
        self.bound, first = None, self.allowed
        if np.count_nonzero(self.allowed) > LARGE:
            first = self._likely([cost, *(self.rows.cost(other) for other in later[:1])])
            self.bound = bound(self.rows, cost, self.allowed, first, seconds)
            if self.bound:
                self._take(np.flatnonzero(self.bound.value[: self.rows.edges] > 0.5), cost)
        nodes = lot_nodes if name == LOT else highspy.kHighsIInf
        best = int(cost @ self.values)
        if self.bound and best == self.bound.whole:
            return 0
        columns = self._columns(best) if self.bound else np.flatnonzero(self.allowed & first)
        lowest = self._search(columns, cost, max(0.1, until - time.monotonic()), nodes)
        best = int(cost @ self.values)
        if self.bound:
            left_out = self.allowed.copy()
            left_out[columns] = False
            beyond = int(self.bound.reduced[left_out].min(initial=2**62)) + self.bound.total
            lowest = max(min(lowest, -(-beyond // PARTS)), self.bound.whole)
        elif first is not self.allowed:
            lowest = 0  # the time was over before anything was proven about the other columns
        return max(0, best - lowest)

    def _likely(self, costs) -> np.ndarray:
        """The columns to begin a bound with: all but the edges that are not likely."""
        first = np.ones(self.rows.columns, dtype=bool)
        lot = self.component.lot().edge
        edges = np.flatnonzero(self.allowed[: self.rows.edges])
        first[: self.rows.edges] = self.values[: self.rows.edges] > 0
        picked = likely(
            self.component.row[edges], self.rows.free, [cost[edges] for cost in costs], lot[edges], 2**LOT_BITS
        )
        first[edges[picked]] = True
        return first

    def _columns(self, best: int) -> np.ndarray:
        """The columns to search: those with which a value below `best` is possible, the nearest when there are many."""
        can = self.allowed & (self.bound.total + self.bound.reduced <= (best - 1) * PARTS)
        edges = np.flatnonzero(can[: self.rows.edges])
        if len(edges) > SEARCHED:
            edges = edges[np.argsort(self.bound.reduced[edges], kind="stable")[:SEARCHED]]
        chosen = self.values > 0
        chosen[edges] = True
        chosen[: self.rows.edges] |= self.bound.value[: self.rows.edges] > 1e-6
        chosen[self.rows.edges :] = True
        return np.flatnonzero(chosen & (self.allowed | (self.values > 0)))

    def _search(self, columns: np.ndarray, cost: np.ndarray, seconds: float, nodes: int) -> int:
        """Look for a better solution in these columns; returns what no solution in them can be below."""
        solver = linear(self.rows, columns, cost)
        whole = np.flatnonzero(self.rows.whole[columns]).astype(np.int32)
        solver.changeColsIntegrality(len(whole), whole, np.full(len(whole), highspy.HighsVarType.kInteger))
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("mip_abs_gap", 0.9)  # every value is a whole number
        solver.setOptionValue("time_limit", seconds)
        solver.setOptionValue("mip_max_nodes", nodes)
        start = highspy.HighsSolution()
        start.col_value = self.values[columns].astype(np.float64)
        solver.setSolution(start)
        solver.run()
        found = np.array(solver.getSolution().col_value)
        if len(found) == len(columns):
            used = columns[found > 0.5]
            self._take(used[used < self.rows.edges], cost)
        lowest = solver.getInfo().mip_dual_bound
        if solver.getModelStatus() == highspy.HighsModelStatus.kOptimal and np.isfinite(lowest):
            return int(cost @ self.values) if int(cost @ self.values) - lowest < 1 else int(np.ceil(lowest - 1e-6))
        return int(np.ceil(lowest - 1e-6)) if np.isfinite(lowest) else 0

    def _take(self, edges: np.ndarray, cost: np.ndarray) -> None:
        """These edges, when they keep every row, need no shut column and are no worse than what there is."""
        values = self.rows.solution(edges)
        possible = self.rows.holds(values) and not values[~self.allowed].any()
        if possible and int(cost @ values) <= int(cost @ self.values):
            self.values = values

    def fix(self, name: str) -> None:
        """From now on this goal may not be worse than in the best solution so far."""
        cost = self.rows.cost(name)
        value = int(cost @ self.values)
        if self.bound:
            self.allowed &= (self.bound.total + self.bound.reduced <= value * PARTS) | (self.values > 0)
            if self.bound.total == value * PARTS:  # whatever is left has exactly this value
                self.rows.tighten(self.bound.tight)
                full = np.flatnonzero((self.bound.reduced < 0) & self.allowed)
                if len(full):  # what pays for itself at these prices is used in every such solution
                    self.rows.add(np.zeros(len(full), dtype=np.int64), full, 1, np.array([len(full)]), equal=True)
                self.bound = None
                return
        self.bound = None
        if cost[self.allowed].any():
            self.rows.add(np.zeros(np.count_nonzero(cost), dtype=np.int64), *_entries(cost), np.array([value]))


def _entries(cost: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    index = np.flatnonzero(cost)
    return index, cost[index]
