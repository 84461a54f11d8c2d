"""Minimum-cost flow, goal after goal: each next goal is reached without giving up anything of those before it.

No weights: the flows that are optimal for a goal are exactly those that respect its node prices (complementary
slackness). So after a goal, an arc that would make it worse is shut, an arc that it needs is filled for good, and
only the arcs that make no difference to it stay open for the next goal. All numbers are integers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow


@dataclass(frozen=True, eq=False)
class Network:
    """A arcs (tail, head, capacity) between N nodes, numbered from 0, and what each node supplies."""

    tails: np.ndarray  # A
    heads: np.ndarray  # A
    capacities: np.ndarray  # A, 0 or more
    supplies: np.ndarray  # N, negative for a demand; the sum is 0


def lexicographic_flow(network: Network, goals: Sequence[np.ndarray], likely: np.ndarray | None = None) -> np.ndarray:
    """The flow (A) that minimises the first goal, then the second, and so on; a goal is a cost (A) per unit.

    `likely` (A, true or false): the arcs to begin with. The others are held against the node prices after each goal,
    and those that could make it better join in, until none could: the answer is the best over all arcs.

    Raises OverflowError for a cost of size C with 4 * C * N**2 over 2**63; with the lot, the largest cost of all, that
    is beyond 1.4 million nodes. Below it our numbers fit: a price is the length of a path that visits no node twice, at
    most C * (N - 1) to either side, so a reduced cost is under 2 * C * N. The solver multiplies costs by N + 1, which
    leaves it 4 * N times room; when its own prices would not fit it says so (BAD_COST_RANGE), which is a ValueError.
    Raises ValueError when no flow over the likely arcs meets the supplies.
    """
    largest = max((int(np.abs(goal).max(initial=0)) for goal in goals), default=0)
    if 4 * largest * len(network.supplies) ** 2 > 2**63:
        raise OverflowError(f"Costs up to {largest} over {len(network.supplies)} nodes do not fit 64 bits.")
    flow = np.zeros(len(network.tails), dtype=np.int64)
    supplies = network.supplies.copy()
    open_arcs = np.arange(len(network.tails))
    joins = np.ones(len(network.tails), dtype=bool) if likely is None else likely.copy()
    solved = False
    for goal in goals:
        cost = goal[open_arcs]
        if solved and not cost.any():
            continue
        solved = True
        tails, heads = network.tails[open_arcs], network.heads[open_arcs]
        capacities = network.capacities[open_arcs]
        current, reduced = _optimum(tails, heads, capacities, cost, supplies, joins, open_arcs)
        flow[open_arcs] = current
        filled, kept = reduced < 0, reduced == 0
        np.subtract.at(supplies, tails[filled], capacities[filled])
        np.add.at(supplies, heads[filled], capacities[filled])
        open_arcs = open_arcs[kept]
    return flow


def _optimum(tails, heads, capacities, cost, supplies, joins, open_arcs) -> tuple[np.ndarray, np.ndarray]:
    """The best flow over the open arcs for one cost, and the reduced costs that prove it; `joins` may grow."""
    while True:
        used = np.flatnonzero(joins[open_arcs])
        arcs = tails[used], heads[used], capacities[used], cost[used]
        part = _minimum_cost_flow(*arcs, supplies)
        price = _prices(*arcs, part, len(supplies))
        reduced = cost + price[tails] - price[heads]
        better = (reduced < 0) & ~joins[open_arcs]
        if not better.any():
            current = np.zeros(len(cost), dtype=np.int64)
            current[used] = part
            return current, reduced
        joins[open_arcs[better]] = True


def _minimum_cost_flow(tails, heads, capacities, cost, supplies) -> np.ndarray:
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(tails, heads, capacities, cost)
    solver.set_nodes_supplies(np.arange(len(supplies)), supplies)
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise ValueError(f"No flow is optimal: {status.name}.")
    return solver.flows(arcs)


def _prices(tails, heads, capacities, cost, flow, nodes) -> np.ndarray:
    """Node prices (N) that prove the flow optimal: the shortest way to each node over what may still change.

    Bellman and Ford's rounds, each over all arcs at once; they end because an optimal flow leaves no cycle
    that would lower the cost.
    """
    ahead, back = flow < capacities, flow > 0
    start = np.concatenate([tails[ahead], heads[back]])
    end = np.concatenate([heads[ahead], tails[back]])
    step = np.concatenate([cost[ahead], -cost[back]])
    price = np.zeros(nodes, dtype=np.int64)
    while True:
        shorter = price.copy()
        np.minimum.at(shorter, end, price[start] + step)
        if np.array_equal(shorter, price):
            return price
        price = shorter
