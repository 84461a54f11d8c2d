"""Caps that nest: whether they keep a component a flow, and which of them lies around which."""

from dataclasses import dataclass

import numpy as np

from onboarding.matching.caps import Cap
from onboarding.matching.components import Component


@dataclass(frozen=True, eq=False)
class Nesting:
    """C caps that each count everyone at sets of desks, where two sets are apart or one lies within the other.

    `room` (C). `around` (C): the smallest cap around each, or -1. `of_desk` (D): the smallest around each desk, or -1.
    """

    room: np.ndarray
    around: np.ndarray
    of_desk: np.ndarray


def nested(component: Component) -> tuple[Nesting, tuple[Cap, ...]]:
    """The caps that nest, as many as fit together, and the rest, which a flow cannot hold.

    A cap that counts some of those who can come but not all (their stays are apart) is always among the rest, and so
    is one whose leerplaatsen cross those of one that was taken in before it.
    """
    plain, rest = _plain(component)
    sets, widest = [], np.full(len(component.desk_leerplaats), -1, dtype=np.int64)
    sizes = []
    for desks, room in sorted(plain.items(), key=lambda item: (len(item[0]), sorted(item[0]))):
        within = {int(index) for index in widest[list(desks)]} - {-1}
        if sum(sizes[index] for index in within) == np.count_nonzero(widest[list(desks)] >= 0):
            widest[list(desks)] = len(sets)
            sizes.append(len(desks))
            sets.append((desks, room))
        else:
            rest += [cap for cap in component.caps if _desks(component, cap) == desks]
    around = np.full(len(sets), -1, dtype=np.int64)
    of_desk = np.full(len(component.desk_leerplaats), -1, dtype=np.int64)
    for index in reversed(range(len(sets))):  # the widest first: a smaller one inside it then takes over its desks
        desks = list(sets[index][0])
        around[index] = of_desk[desks[0]]
        of_desk[desks] = index
    return Nesting(np.array([room for _, room in sets], dtype=np.int64), around, of_desk), tuple(dict.fromkeys(rest))


def _plain(component: Component) -> tuple[dict[frozenset[int], int], list[Cap]]:
    """The caps that count all who can come, as sets of desks with the least room, and the others."""
    plain, rest = {}, []
    counted = np.zeros(len(component.locked), dtype=bool)
    for cap in component.caps:
        who = component.row[component.edges_at(cap.leerplaatsen)]
        counted[cap.who] = True
        everyone = counted[who].all()
        counted[cap.who] = False
        if everyone:
            desks = _desks(component, cap)
            plain[desks] = min(cap.room, plain.get(desks, cap.room))
        else:
            rest.append(cap)
    return plain, rest


def _desks(component: Component, cap: Cap) -> frozenset[int]:
    return frozenset(desk for pk in cap.leerplaatsen for desk in component.desks_of.get(pk, ()))
