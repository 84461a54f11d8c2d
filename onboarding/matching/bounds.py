"""What a goal can be at best, from a linear program over few columns and a proof over all, in whole numbers.

Any price on every row gives a bound that holds: nobody can do better than the cheapest way at those prices, minus
what the room on the rows is worth (a Lagrangian bound). The linear program only suggests good prices. They are
rounded to whole parts of a unit, and bound and reduced costs are counted exactly over all columns. The sums per column
go through doubles, which are exact below 2**53: a price is held under 2**34 parts, an entry is 1 or, in at most seven
rows that fix a goal, a cost under 2**15 (kilometres), and no column has 2**17 entries; that is under 2**52 together.
A price that would be higher is cut off, which makes the bound weaker and not wrong.
"""

from dataclasses import dataclass

import highspy
import numpy as np

from onboarding.matching.rows import Rows

PARTS = 5040  # per unit: halves, thirds, quarters and so on come out whole
MOST_PRICE = 2**34


@dataclass(frozen=True, eq=False)
class Bound:
    """`total`: no value is lower, in PARTS. `reduced`: with that column in it, no value is lower than the two together.

    `value`: the columns of the linear program. `tight`: the rows that have a price, without room in any solution as
    good as `total`.
    """

    total: int
    reduced: np.ndarray
    value: np.ndarray
    tight: np.ndarray

    @property
    def whole(self) -> int:
        """The least whole number that a value can be."""
        return -(-self.total // PARTS)


def bound(rows: Rows, cost: np.ndarray, allowed: np.ndarray, first: np.ndarray, seconds: float) -> Bound | None:
    """The bound on a cost per column over the columns `allowed`, beginning with the columns `first`.

    None when the time is over before the first prices are there.
    """
    active, found = first & allowed, None
    used = np.flatnonzero(active)
    solver = linear(rows, used, cost)
    solver.setOptionValue("time_limit", seconds)
    while True:
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return found
        answer = solver.getSolution()
        value = np.zeros(rows.columns)
        value[used] = answer.col_value
        found = _priced(rows, cost, allowed, -np.array(answer.row_dual), value)
        better = np.flatnonzero(_better(rows, found.reduced, active) & ~active & allowed)
        if not len(better):
            return found
        start, index, entry = rows.of_columns(better)
        solver.addCols(
            len(better),
            cost[better].astype(np.float64),
            np.zeros(len(better)),
            np.ones(len(better)),
            len(index),
            start[:-1],
            index,
            entry.astype(np.float64),
        )
        active[better] = True
        used = np.concatenate([used, better])


def _better(rows, reduced, active) -> np.ndarray:
    """Whether each column is cheaper at these prices than all of its request, or than nothing, that are in already."""
    least = np.full(rows.free, np.iinfo(np.int64).max)
    own = np.flatnonzero(active[: rows.first_slot])
    np.minimum.at(least, rows.request[own], reduced[own])
    better = reduced < 0
    better[: rows.first_slot] = reduced[: rows.first_slot] < least[rows.request]
    return better


def _priced(rows, cost, allowed, price, value) -> Bound:
    """The exact bound at these prices per row; of a request the price is what its cheapest column leaves."""
    parts = np.clip(np.rint(price * PARTS), -MOST_PRICE, MOST_PRICE)
    parts[~rows.equal] = np.maximum(parts[~rows.equal], 0)
    parts[: rows.free] = 0
    weights = (parts[rows.row] * rows.value).astype(np.float64)
    reduced = cost * PARTS + np.bincount(rows.index, weights, minlength=rows.columns).astype(np.int64)
    least = np.full(rows.free, np.iinfo(np.int64).max)
    own = np.flatnonzero(allowed[: rows.first_slot])
    np.minimum.at(least, rows.request[own], reduced[own])
    reduced[: rows.first_slot] -= least[rows.request]
    other = np.arange(rows.first_slot, rows.columns)
    other = other[allowed[other]]
    total = int(least.sum()) + int(np.minimum(reduced[other], 0).sum())
    total -= int(sum(int(part) * int(most) for part, most in zip(parts, rows.most, strict=True) if part and most))
    tight = (parts > 0) & ~rows.equal
    return Bound(total, reduced, value, tight)


def linear(rows: Rows, columns: np.ndarray, cost: np.ndarray) -> highspy.Highs:
    """A linear program of these columns in HiGHS: the same every time, on one thread and without a word."""
    solver = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("parallel", "off"), ("random_seed", 0)):
        solver.setOptionValue(option, value)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(columns), rows.number
    program.col_cost_ = cost[columns].astype(np.float64)
    program.col_lower_, program.col_upper_ = np.zeros(len(columns)), np.ones(len(columns))
    program.row_lower_ = np.where(rows.equal, rows.most, -highspy.kHighsInf).astype(np.float64)
    program.row_upper_ = rows.most.astype(np.float64)
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_, program.a_matrix_.index_, entry = rows.of_columns(columns)
    program.a_matrix_.value_ = entry.astype(np.float64)
    solver.passModel(program)
    return solver
