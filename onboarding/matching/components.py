"""The parts of a world that share nothing, so that each is solved by itself, and only the one that changed again.

Groups are joined by a limit that can bind on leerplaatsen of both and, when students should begin together, by a
leerplaats of both.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from onboarding.matching.caps import Cap, Kinds, caps
from onboarding.matching.costs import Cost, edge_cost, lot_cost
from onboarding.matching.groups import make_group, members
from onboarding.matching.model import Goal, Lock, Offer, Request, World
from onboarding.matching.stays import Limit


@dataclass(frozen=True)
class Part:
    """All that decides the answer of one component, in a fixed order: equal parts have equal answers."""

    requests: tuple[Request, ...]
    offers: tuple[Offer, ...]
    locks: tuple[Lock, ...]
    limits: tuple[Limit, ...]
    order: tuple[Goal, ...]
    starting: frozenset[tuple[int, int]]


def parts(world: World) -> Iterator[Part]:
    """The parts in order of their first request; offers that nobody can ask for are in none."""
    held = members(world)
    groups_at = defaultdict(list)
    for group, (_, offers) in held.items():
        for leerplaats in {offer.leerplaats for offer in offers}:
            groups_at[leerplaats].append(group)
    locks = {lock.request: lock for lock in world.locks}
    limits = [limit for limit in world.limits if _can_bind(limit, groups_at, held)]
    joined = _joined(held, [*(limit.leerplaatsen for limit in limits), *_together(world, groups_at)], groups_at)
    for groups in joined:
        requests = tuple(request for group in groups for request in held[group][0])
        offers = tuple(offer for group in groups for offer in held[group][1])
        there = {offer.leerplaats for offer in offers}
        yield Part(
            requests=requests,
            offers=offers,
            locks=_locks_of(requests, locks),
            limits=tuple(limit for limit in limits if limit.leerplaatsen & there),
            order=world.order,
            starting=frozenset(start for start in world.starting if start[0] in there)
            if Goal.TOGETHER in world.order
            else frozenset(),
        )


def _locks_of(requests: tuple[Request, ...], locks: dict[str, Lock]) -> tuple[Lock, ...]:
    return tuple(sorted(locks[request.key] for request in requests if request.key in locks)) if locks else ()


def parts_again(world: World, earlier: World, known: Iterable[Part]) -> Iterator[Part]:
    """`parts`, given those of an `earlier` world: where only locks differ, nothing has to be put in parts anew."""
    names = ("requests", "offers", "limits", "order", "starting")
    if any(getattr(world, name) != getattr(earlier, name) for name in names):
        yield from parts(world)
        return
    locks = {lock.request: lock for lock in world.locks}
    for part in known:
        yield replace(part, locks=_locks_of(part.requests, locks))


def _can_bind(limit, groups_at, held) -> bool:
    """Whether, with those who are there, more could come than the limit allows. Cheap, and never wrongly no."""
    groups = dict.fromkeys(group for leerplaats in limit.leerplaatsen for group in groups_at.get(leerplaats, ()))
    places = sum(
        min(len(requests), sum(offer.capacity for offer in offers if offer.leerplaats in limit.leerplaatsen))
        for requests, offers in (held[group] for group in groups)
    )
    return len(limit.taken) + places > limit.number and places > 0


def _together(world, groups_at) -> list[frozenset[int]]:
    if Goal.TOGETHER not in world.order:
        return []
    return [frozenset({leerplaats}) for leerplaats in groups_at]


def _joined(held, leerplaatsen, groups_at) -> list[list]:
    """The groups, those that share one of the sets of leerplaatsen in one list, in order of their first group."""
    leader = {group: group for group in held}

    def find(group):
        while leader[group] != group:
            leader[group] = group = leader[leader[group]]
        return group

    place = {group: index for index, group in enumerate(held)}
    for together in leerplaatsen:
        roots = {find(group) for leerplaats in together for group in groups_at.get(leerplaats, ())}
        first = min(roots, key=place.__getitem__, default=None)
        for root in roots:
            leader[root] = first
    found = defaultdict(list)
    for group in held:
        found[find(group)].append(group)
    return list(found.values())


@dataclass(frozen=True, eq=False)
class Component:
    """A part as arrays: R requests, O offers, E edges of who is not locked, D desks.

    A desk is a leerplaats for one group. `row`, `column` (E): from which request to which offer. `desk` (O): of each
    offer. `desk_leerplaats` (D): ids. `room` (O): places left beside those locked. `locked` (R): the offer or -1.
    `free` (F): the requests that are not locked.
    """

    part: Part
    row: np.ndarray
    column: np.ndarray
    desk: np.ndarray
    desk_leerplaats: np.ndarray
    room: np.ndarray
    locked: np.ndarray
    free: np.ndarray
    wishes: Cost

    @cached_property
    def present(self) -> np.ndarray:
        """How many are locked at each desk (D)."""
        return np.bincount(self.desk[self.locked[self.locked >= 0]], minlength=len(self.desk_leerplaats))

    @cached_property
    def can_come(self) -> np.ndarray:
        """How many can come to each offer (O) beside those locked."""
        return np.minimum(self.room, np.bincount(self.column, minlength=len(self.room)))

    @cached_property
    def desk_room(self) -> np.ndarray:
        """How many can come to each desk (D) beside those locked."""
        return np.bincount(self.desk, self.can_come, minlength=len(self.desk_leerplaats)).astype(np.int64)

    @cached_property
    def leerplaats(self) -> np.ndarray:
        """The id of the leerplaats of each edge (E)."""
        return self.desk_leerplaats[self.desk[self.column]]

    @cached_property
    def desks_of(self) -> dict[int, list[int]]:
        """The desks of each leerplaats, by its id."""
        found = defaultdict(list)
        for desk, leerplaats in enumerate(self.desk_leerplaats.tolist()):
            found[leerplaats].append(desk)
        return found

    @cached_property
    def _by_leerplaats(self) -> tuple[np.ndarray, np.ndarray]:
        order = np.argsort(self.leerplaats, kind="stable")
        return order, self.leerplaats[order]

    def edges_at(self, leerplaatsen: frozenset[int]) -> np.ndarray:
        """The edges to these leerplaatsen, in order."""
        order, ids = self._by_leerplaats
        wanted = np.array(sorted(leerplaatsen), dtype=np.int64)
        first, last = np.searchsorted(ids, wanted), np.searchsorted(ids, wanted, side="right")
        return np.sort(np.concatenate([order[start:end] for start, end in zip(first, last, strict=True)]))

    def cost(self, goal: Goal) -> Cost:
        """What the edges cost for WISHES, TRAVEL, VARIETY or KEEP."""
        if goal is Goal.WISHES:
            return self.wishes
        return edge_cost(goal, self.part.requests, self.part.offers, self.row, self.column)

    def lot(self) -> Cost:
        """The lots of the edges."""
        return lot_cost(self.part.requests, self.part.offers, self.row, self.column)

    @cached_property
    def caps(self) -> tuple[Cap, ...]:
        """The caps that can bind, in order of the key of their limit."""
        if not self.part.limits:
            return ()
        kinds, locked_at = Kinds([request.stay for request in self.part.requests]), defaultdict(list)
        for row in np.flatnonzero(self.locked >= 0):
            locked_at[self.part.offers[self.locked[row]].leerplaats].append(int(kinds.of[row]))
        found = []
        for limit in self.part.limits:
            there = [kind for leerplaats in limit.leerplaatsen for kind in locked_at[leerplaats]]
            found += caps(limit, np.unique(self.row[self.edges_at(limit.leerplaatsen)]), kinds, there)
        return tuple(found)


def component(part: Part) -> Component:
    """The arrays of a part."""
    locked_on = {lock.request: lock.offer for lock in part.locks}
    requests, offers = defaultdict(list), defaultdict(list)
    for request in part.requests:
        requests[request.group].append(request)
    for offer in part.offers:
        offers[offer.group].append(offer)
    before, so_far, desks = 0, 0, 0
    rows, columns, wishes, unplaced, desk, ids, locked = ([] for _ in range(7))
    for key in requests:
        group = make_group(tuple(requests[key]), tuple(offers[key]), locked_on)
        free = np.flatnonzero(group.locked < 0)
        open_to = group.eligible if len(free) == len(group.requests) else group.eligible[free]
        row, column = np.nonzero(open_to if group.capacity.all() else open_to & (group.capacity > 0))
        row = free[row]
        rows.append(row + before)
        columns.append(column + so_far)
        wishes.append(group.wish_cost[row, group.leerplaats[column]].astype(np.int64))
        unplaced.append(group.unplaced_cost)
        desk.append(group.leerplaats + desks)
        ids.append(group.ids)
        locked.append(np.where(group.locked >= 0, group.locked + so_far, -1))
        before, so_far, desks = before + len(group.requests), so_far + len(group.offers), desks + len(group.ids)
    locked = np.concatenate(locked)
    capacity = np.array([offer.capacity for offer in part.offers], dtype=np.int64)
    return Component(
        part=part,
        row=np.concatenate(rows),
        column=np.concatenate(columns),
        desk=np.concatenate(desk),
        desk_leerplaats=np.concatenate(ids),
        room=capacity - np.bincount(locked[locked >= 0], minlength=len(part.offers)),
        locked=locked,
        free=np.flatnonzero(locked < 0),
        wishes=Cost(np.concatenate(wishes), np.concatenate(unplaced)),
    )
