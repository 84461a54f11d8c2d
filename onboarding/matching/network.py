"""One group as a network: request -> offer -> leerplaats -> sink, and request -> sink for who gets no place.

A unit of flow is a student. Each goal of `solve` is a cost on one kind of arc, so every goal is linear in the
flow.
"""

from dataclasses import dataclass

import numpy as np

from onboarding.matching.flow import Network
from onboarding.matching.groups import Group
from onboarding.matching.lots import lots


@dataclass(frozen=True, eq=False)
class GroupNetwork:
    """The network of F free requests, with the goals in order, each a cost per arc.

    The first E arcs go from request `row` (E, among the F) to offer `column` (E, among the O of the group).
    """

    network: Network
    goals: list[np.ndarray]
    row: np.ndarray
    column: np.ndarray


def group_network(group: Group, free: np.ndarray) -> GroupNetwork:
    """The network of the requests `free` (F, places among the R); all others of the group are locked.

    Needs at least one offer. Locked requests take their places off the capacities beforehand.
    """
    eligible = group.eligible[free]
    row, column = np.nonzero(eligible)
    locked = np.bincount(group.locked[group.locked >= 0], minlength=len(group.offers))
    room = np.minimum(group.capacity - locked, eligible.sum(axis=0))
    slot, pairs = _slots(group.leerplaats, room, locked)

    offer_node = len(free) + np.arange(len(group.offers))
    leerplaats_node = offer_node[-1] + 1 + np.arange(group.leerplaats.max() + 1)
    sink = leerplaats_node[-1] + 1
    kinds = (  # tail, head and capacity of each kind of arc, in the order of `costs`
        (row, offer_node[column], 1),
        (np.arange(len(free)), sink, 1),
        (offer_node, leerplaats_node[group.leerplaats], room),
        (leerplaats_node[slot], sink, 1),
    )
    sizes = [len(tails) for tails, _, _ in kinds]
    supplies = np.zeros(sink + 1, dtype=np.int64)
    supplies[: len(free)], supplies[sink] = 1, -len(free)

    def costs(to_offer=0, no_place=0, at_leerplaats=0):
        return _joined((to_offer, no_place, 0, at_leerplaats), sizes)

    lot = lots((group.requests[index].key for index in free), (offer.key for offer in group.offers))
    goals = [
        costs(no_place=1),
        costs(to_offer=group.cost[free[row], column], no_place=group.unplaced_cost[free]),
        costs(at_leerplaats=pairs),
        costs(to_offer=lot[row, column]),
    ]
    network = Network(*(_joined(side, sizes) for side in zip(*kinds, strict=True)), supplies)
    return GroupNetwork(network, goals, row, column)


def _slots(leerplaats, room, locked) -> tuple[np.ndarray, np.ndarray]:
    """One slot per student a leerplaats may still get: whose slot it is, and the pairs that filling it makes.

    The next student pairs with all who are there, so each slot is dearer than the one before and they fill up
    in order by themselves.
    """
    size = np.bincount(leerplaats, room).astype(np.int64)
    present = np.bincount(leerplaats, locked).astype(np.int64)
    slot = np.repeat(np.arange(len(size)), size)
    first = np.cumsum(size) - size
    return slot, np.arange(len(slot)) - first[slot] + present[slot]


def _joined(parts, sizes) -> np.ndarray:
    return np.concatenate([np.broadcast_to(part, size) for part, size in zip(parts, sizes, strict=True)])
