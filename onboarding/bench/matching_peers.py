"""The same requests and offers solved by others: what is on PyPI for this, and by hand in order of wishes.

They know no limits and one goal beside the number placed, so all get a world without limits, for wishes only. Each
takes the edges as arrays and returns for each request (R) the place of its offer, or -1.
"""

import sys
import threading
from dataclasses import dataclass

import numpy as np

from onboarding.matching import MAX_WISHES, World
from onboarding.matching.components import component, parts


@dataclass(frozen=True)
class Instance:
    """E edges from request `row` to offer `column` with a wish `cost`; `unplaced` (R) and `capacity` (O)."""

    row: np.ndarray
    column: np.ndarray
    cost: np.ndarray
    unplaced: np.ndarray
    capacity: np.ndarray

    def value(self, chosen: np.ndarray) -> tuple[int, int]:
        """How many are placed, and the sum of the wish costs. Raises ValueError when a capacity is broken."""
        cost = self.unplaced.copy()
        used = chosen[self.row] == self.column
        cost[self.row[used]] = self.cost[used]
        taken = np.bincount(chosen[chosen >= 0], minlength=len(self.capacity))
        if (taken > self.capacity).any() or used.sum() != (chosen >= 0).sum():
            raise ValueError("This is not an assignment.")
        return int((chosen >= 0).sum()), int(cost.sum())


def instance(world: World) -> Instance:
    """All edges of a world in one, over its parts."""
    rows, columns, costs, unplaced, capacity = [], [], [], [], []
    requests = offers = 0
    for part in parts(world):
        one = component(part)
        rows.append(one.row + requests)
        columns.append(one.column + offers)
        costs.append(one.wishes.edge)
        unplaced.append(one.wishes.unplaced)
        capacity.append(one.room)
        requests, offers = requests + len(part.requests), offers + len(part.offers)
    return Instance(*(np.concatenate(arrays) for arrays in (rows, columns, costs, unplaced, capacity)))


def greedy(given: Instance) -> np.ndarray:
    """Wish 1 of everyone in order, then wish 2, and so on: how it goes by hand."""
    chosen = np.full(len(given.unplaced), -1)
    left = given.capacity.copy()
    for edge in np.argsort(given.cost, kind="stable").tolist():
        row, column = given.row[edge], given.column[edge]
        if chosen[row] < 0 and left[column]:
            chosen[row] = column
            left[column] -= 1
    return chosen


def hospital_resident(given: Instance) -> np.ndarray:
    """The `matching` package: students rank all they may go to by wish; every offer ranks them in one order."""
    from matching.games import HospitalResident  # only installed for measuring

    by_request = np.lexsort((given.column, given.cost, given.row))
    by_offer = np.lexsort((given.row, given.column))
    students, offers = _lists(given.row, given.column, by_request), _lists(given.column, given.row, by_offer)
    capacities = {int(column): int(given.capacity[column]) for column in np.unique(given.column)}
    chosen = np.full(len(given.unplaced), -1)

    def play():
        game = HospitalResident.create_from_dictionaries(students, offers, capacities)
        for hospital, residents in game.solve(optimal="resident").items():
            chosen[[resident.name for resident in residents]] = hospital.name

    # It copies all players, who all know each other, so its calls go as deep as there are players.
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(1_000_000)
    threading.stack_size(2**29)
    player = threading.Thread(target=play)
    player.start()
    player.join()
    threading.stack_size(0)
    sys.setrecursionlimit(limit)
    return chosen


def _lists(of, what, order):
    found = {}
    for one, other in zip(of[order].tolist(), what[order].tolist(), strict=True):
        found.setdefault(one, []).append(other)
    return found


def scipy_assignment(given: Instance) -> np.ndarray:
    """scipy's sparse assignment, with a column per place and one per student for no place."""
    from scipy.sparse import coo_array  # only installed for measuring
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    requests, seats = len(given.unplaced), np.repeat(np.arange(len(given.capacity)), given.capacity)
    first = np.cumsum(given.capacity) - given.capacity
    times = given.capacity[given.column]
    seat = np.repeat(first[given.column], times) + _counted(times)
    row = np.concatenate([np.repeat(given.row, times), np.arange(requests)])
    column = np.concatenate([seat, len(seats) + np.arange(requests)])
    no_place = (MAX_WISHES + 1) * requests
    weight = np.concatenate([np.repeat(given.cost, times), given.unplaced + no_place]) + 1  # 0 would be no edge
    graph = coo_array((weight, (row, column)), shape=(requests, len(seats) + requests)).tocsr()
    _, found = min_weight_full_bipartite_matching(graph)
    return np.where(found < len(seats), np.append(seats, -1)[np.minimum(found, len(seats))], -1)


def _counted(times):
    """0, 1, ... up to each number in turn."""
    return np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)


def networkx_flow(given: Instance) -> np.ndarray:
    """networkx's network simplex on the same flow."""
    import networkx  # only installed for measuring

    requests = len(given.unplaced)
    graph, no_place = networkx.DiGraph(), (MAX_WISHES + 1) * requests
    graph.add_node("sink", demand=requests)
    graph.add_nodes_from(range(requests), demand=-1)
    edges = zip(given.row.tolist(), (given.column + requests).tolist(), given.cost.tolist(), strict=True)
    graph.add_edges_from((row, column, {"weight": cost, "capacity": 1}) for row, column, cost in edges)
    graph.add_edges_from(
        (row, "sink", {"weight": cost + no_place, "capacity": 1}) for row, cost in enumerate(given.unplaced.tolist())
    )
    graph.add_edges_from(
        (requests + column, "sink", {"capacity": room}) for column, room in enumerate(given.capacity.tolist())
    )
    flow = networkx.network_simplex(graph)[1]
    chosen = np.full(requests, -1)
    for row in range(requests):
        chosen[row] = next((to - requests for to, unit in flow[row].items() if unit and to != "sink"), -1)
    return chosen


PEERS = {
    "greedy, by hand": (greedy, None),
    "scipy sparse assignment": (scipy_assignment, "scipy"),
    "matching, hospital-resident": (hospital_resident, "matching"),
    "networkx network simplex": (networkx_flow, "networkx"),
}
SLOW = ("matching, hospital-resident", "networkx network simplex")
