"""A component as a network: request -> offer -> desk -> caps -> sink, and request -> sink for who gets no place.

A unit of flow is a student. Each goal of `solve` is a cost on one kind of arc, so every goal but TOGETHER is linear
in the flow. Caps lie around desks like rings: a unit passes all that are around its desk.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from onboarding.matching.components import Component
from onboarding.matching.flow import Network
from onboarding.matching.likely import likely
from onboarding.matching.lots import LOT_BITS
from onboarding.matching.model import Goal
from onboarding.matching.nesting import Nesting


@dataclass(frozen=True, eq=False)
class ComponentNetwork:
    """The network of the free requests; its first E arcs are the edges. `likely`: the arcs to begin with."""

    network: Network
    goals: list[np.ndarray]
    likely: np.ndarray


def component_network(component: Component, nesting: Nesting, order: Iterable[Goal]) -> ComponentNetwork:
    """The network, with a cost per arc for the number placed, for each goal in `order`, and for the lot."""
    order = tuple(order)
    free, offers = len(component.free), len(component.room)
    node = np.zeros(len(component.locked), dtype=np.int64)
    node[component.free] = np.arange(free)
    offer_node = free + np.arange(offers)
    desk_node = free + offers + np.arange(len(component.desk_leerplaats))
    cap_node = free + offers + len(desk_node) + np.arange(len(nesting.room))
    sink = free + offers + len(desk_node) + len(cap_node)

    desk_room = component.desk_room
    if Goal.SPREAD in order:
        slot, pairs = slots(desk_room, component.present)
    else:  # one arc for all, as pairs do not count
        slot, pairs = np.arange(len(desk_room)), 0
    ring = np.append(cap_node, sink)  # so that -1, no cap, is the sink
    kinds = (  # tail, head and capacity of each kind of arc, in the order of `costs`
        (node[component.row], offer_node[component.column], 1),
        (np.arange(free), sink, 1),
        (offer_node, desk_node[component.desk], component.can_come),
        (desk_node[slot], ring[nesting.of_desk[slot]], 1 if Goal.SPREAD in order else desk_room),
        (cap_node, ring[nesting.around], nesting.room),
    )
    sizes = [len(tails) for tails, _, _ in kinds]
    supplies = np.zeros(sink + 1, dtype=np.int64)
    supplies[:free], supplies[sink] = 1, -free

    def costs(edge=0, no_place=0, at_desk=0):
        return _joined((edge, no_place, 0, at_desk, 0), sizes)

    goals = [costs(no_place=1)]
    for goal in order:
        if goal is Goal.SPREAD:
            goals.append(costs(at_desk=pairs))
        else:
            cost = component.cost(goal)
            goals.append(costs(edge=cost.edge, no_place=cost.unplaced[component.free]))
    lot = component.lot().edge
    goals.append(costs(edge=lot))
    first = likely(component.row, free, [goal[: len(lot)] for goal in goals[1:3]], lot, 2**LOT_BITS)
    network = Network(*(_joined(side, sizes) for side in zip(*kinds, strict=True)), supplies)
    return ComponentNetwork(network, goals, np.append(first, np.ones(len(network.tails) - len(first), dtype=bool)))


def slots(room: np.ndarray, present: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One slot per student a desk may still get: whose slot it is, and the pairs that filling it makes.

    The next student pairs with all who are there, so each slot is dearer than the one before and they fill up in
    order by themselves.
    """
    slot = np.repeat(np.arange(len(room)), room)
    first = np.cumsum(room) - room
    return slot, np.arange(len(slot)) - first[slot] + present[slot]


def _joined(parts, sizes) -> np.ndarray:
    return np.concatenate([np.broadcast_to(part, size) for part, size in zip(parts, sizes, strict=True)])
