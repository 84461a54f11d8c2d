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


def lexicographic_flow(network: Network, goals: Sequence[np.ndarray]) -> np.ndarray:
    """The flow (A) that minimises the first goal, then the second, and so on; a goal is a cost (A) per unit.

    Raises OverflowError for a cost of size C with 4 * C * N**2 over 2**63: the solver multiplies costs by N,
    and prices add up over a path of N nodes. Raises ValueError when no flow meets the supplies.
    """
    largest = max((int(np.abs(goal).max(initial=0)) for goal in goals), default=0)
    if 4 * largest * len(network.supplies) ** 2 > 2**63:
        raise OverflowError(f"Costs up to {largest} over {len(network.supplies)} nodes do not fit 64 bits.")
    flow = np.zeros(len(network.tails), dtype=np.int64)
    supplies = network.supplies.copy()
    open_arcs = np.arange(len(network.tails))
    current = None
    for number, goal in enumerate(goals, 1):
        cost = goal[open_arcs]
        if current is not None and not cost.any():
            continue
        tails, heads = network.tails[open_arcs], network.heads[open_arcs]
        capacities = network.capacities[open_arcs]
        current = _minimum_cost_flow(tails, heads, capacities, cost, supplies)
        if number == len(goals):
            break
        price = _prices(tails, heads, capacities, cost, current, len(supplies))
        reduced = cost + price[tails] - price[heads]
        filled, kept = reduced < 0, reduced == 0
        flow[open_arcs[filled]] = capacities[filled]
        np.subtract.at(supplies, tails[filled], capacities[filled])
        np.add.at(supplies, heads[filled], capacities[filled])
        open_arcs, current = open_arcs[kept], current[kept]
    flow[open_arcs] = current
    return flow


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
