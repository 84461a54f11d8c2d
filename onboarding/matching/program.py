"""A component as a mixed-integer program, for what a flow cannot hold: caps on some of the students, and TOGETHER.

Goal after goal, each with the values of the goals before it fixed as a row of whole numbers. HiGHS works in
floating point, but every cost and every value is a whole number far below 2**53, a solution is rounded and counted
again, and a goal is proven when the bound lies within less than one of the value.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from onboarding.matching.caps import Cap
from onboarding.matching.components import Component
from onboarding.matching.evaluate import PLACED_GAP
from onboarding.matching.model import Goal
from onboarding.matching.rows import Rows, program_rows

LOT = "lot"


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
        if known and number <= until:
            program.fix(name)
            continue
        left = (deadline - time.monotonic()) / max(1, len(names) - 1 - number)
        gap = program.lower(name, max(0.1, left), patience.lot_nodes)
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
    """The rows and columns in HiGHS, with the best solution so far."""

    def __init__(self, component: Component, order: Sequence[Goal], edges: np.ndarray):
        self.component, self.rows = component, program_rows(component, order)
        self.values = self.rows.solution(edges)
        self.solver = _solver(self.rows)

    @property
    def edges(self) -> np.ndarray:
        """The edges of the best solution so far."""
        return np.flatnonzero(self.values[: len(self.component.row)])

    def cost(self, name: str) -> np.ndarray:
        """The cost of every column for a goal, the number placed or the lot."""
        return self.rows.cost(name)

    def lower(self, name: str, seconds: float, lot_nodes: int) -> int:
        """Look for the lowest value of a goal; returns by how much at most it could be lower than what was found."""
        cost = self.cost(name)
        best = int(cost @ self.values)
        columns = np.arange(len(cost), dtype=np.int32)
        self.solver.changeColsCost(len(cost), columns, cost.astype(np.float64))
        started = highspy.HighsSolution()
        started.col_value = self.values.astype(np.float64)
        self.solver.setSolution(started)
        self.solver.setOptionValue("time_limit", self.solver.getRunTime() + seconds)
        self.solver.setOptionValue("mip_max_nodes", lot_nodes if name == LOT else highspy.kHighsIInf)
        self.solver.run()
        info = self.solver.getInfo()
        found = np.array(self.solver.getSolution().col_value)
        if len(found) == len(cost):
            values = self.rows.solution(np.flatnonzero(found[: len(self.component.row)] > 0.5))
            if self.rows.holds(values) and int(cost @ values) <= best:
                self.values, best = values, int(cost @ values)
        done = self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        bound = info.mip_dual_bound
        if not np.isfinite(bound):
            bound = 0
        return 0 if done and best - bound < 1 else max(0, best - int(np.ceil(bound - 1e-6)))

    def fix(self, name: str) -> None:
        """From now on this goal may not be worse than in the best solution so far."""
        cost = self.cost(name)
        used = np.flatnonzero(cost).astype(np.int32)
        self.rows.keep(cost, int(cost @ self.values))
        if len(used):
            most = float(cost @ self.values)
            self.solver.addRow(-highspy.kHighsInf, most, len(used), used, cost[used].astype(np.float64))


def _solver(rows: Rows) -> highspy.Highs:
    solver = highspy.Highs()
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("parallel", "off"),
        ("random_seed", 0),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 0.9),  # every value is a whole number
    ):
        solver.setOptionValue(option, value)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = rows.columns, rows.number
    program.col_cost_ = np.zeros(rows.columns)
    program.col_lower_ = np.zeros(rows.columns)
    program.col_upper_ = np.ones(rows.columns)
    program.row_lower_ = np.where(rows.equal, rows.most, -highspy.kHighsInf).astype(np.float64)
    program.row_upper_ = rows.most.astype(np.float64)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = rows.start
    program.a_matrix_.index_ = rows.index
    program.a_matrix_.value_ = rows.value.astype(np.float64)
    program.integrality_ = [
        highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous for whole in rows.whole
    ]
    solver.passModel(program)
    return solver
