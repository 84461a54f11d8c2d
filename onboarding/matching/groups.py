"""From the model to arrays: per group of programme, year and period, who may go where and at what cost.

Groups share no request, no offer and no capacity of an offer; only limits and goals about students together (see
`components`) reach over groups.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np

from onboarding.matching.hard_rules import allowed_by_days, allowed_by_traits, allowed_by_travel
from onboarding.matching.model import MAX_WISHES, Offer, Request, World


@dataclass(frozen=True, eq=False)
class Group:
    """R requests and O offers, both in order of key, over L leerplaatsen in order of id.

    `ids` (L): the ids of the leerplaatsen. `leerplaats` (O): for each offer the place of its leerplaats among the L.
    `capacity` (O): free places. `eligible` (R x O): whether every hard rule apart from capacity and limits holds.
    `wish_cost` (R x L): the wish cost of a leerplaats, 0 to MAX_WISHES. `unplaced_cost` (R): the wish cost of having
    no place. `locked` (R): the place of the locked offer among the O, or -1.
    """

    requests: tuple[Request, ...]
    offers: tuple[Offer, ...]
    ids: np.ndarray
    leerplaats: np.ndarray
    capacity: np.ndarray
    eligible: np.ndarray
    wish_cost: np.ndarray
    unplaced_cost: np.ndarray
    locked: np.ndarray

    @cached_property
    def cost(self) -> np.ndarray:
        """The wish cost of each offer (R x O)."""
        return self.wish_cost[:, self.leerplaats].astype(np.int64)


def groups(world: World) -> Iterator[Group]:
    """The groups that have a request, in order of their first request; some have no offer."""
    for requests, offers in members(world).values():
        yield make_group(requests, offers, world.locked)


def members(world: World) -> dict[tuple[int, int, int], tuple[tuple[Request, ...], tuple[Offer, ...]]]:
    """The requests and offers of each group, by programme, year and period, in order of the first request."""
    requests, offers = defaultdict(list), defaultdict(list)
    for request in world.requests:
        requests[request.group].append(request)
    for offer in world.offers:
        offers[offer.group].append(offer)
    return {key: (tuple(requests[key]), tuple(offers[key])) for key in requests}


def make_group(requests: tuple[Request, ...], offers: tuple[Offer, ...], locked: dict[str, str]) -> Group:
    """The arrays of these requests and offers; `locked` gives the offer key of who is locked."""
    ids, leerplaats = np.unique(np.array([o.leerplaats for o in offers], dtype=np.int64), return_inverse=True)
    has_wishes = np.array([bool(request.wishes) for request in requests], dtype=bool)
    unplaced_cost = np.where(has_wishes, MAX_WISHES, 0)
    cost = unplaced_cost.astype(np.int8)[:, None].repeat(len(ids), axis=1)
    wishes = [(row, rank, w) for row, r in enumerate(requests) for rank, w in enumerate(r.wishes)]
    row, column, entry = _cells([(row, wish) for row, _, wish in wishes], ids)
    np.minimum.at(cost, (row, column), np.array([rank for _, rank, _ in wishes], dtype=np.int8)[entry])
    allowed = np.ones(cost.shape, dtype=bool)
    excluded = [(row, [leerplaats for leerplaats, _ in r.excluded]) for row, r in enumerate(requests)]
    row, column, _ = _cells(excluded, ids)
    allowed[row, column] = False
    eligible = allowed.take(leerplaats, axis=1)
    for rule in (allowed_by_traits, allowed_by_days, allowed_by_travel):
        rule(requests, offers, eligible)
    place = {offer.key: index for index, offer in enumerate(offers)}
    return Group(
        requests=requests,
        offers=offers,
        ids=ids,
        leerplaats=leerplaats,
        capacity=np.array([offer.capacity for offer in offers], dtype=np.int64),
        eligible=eligible,
        wish_cost=cost,
        unplaced_cost=unplaced_cost,
        locked=np.array([place[locked[r.key]] if r.key in locked else -1 for r in requests], dtype=np.int64),
    )


def _cells(entries, ids) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each leerplaats in the (row, leerplaatsen) entries that is one of `ids`: row, place in `ids`, entry."""
    sizes = [len(leerplaatsen) for _, leerplaatsen in entries]
    entry = np.repeat(np.arange(len(entries)), sizes)
    found = np.fromiter(chain.from_iterable(which for _, which in entries), dtype=np.int64, count=len(entry))
    place = np.minimum(np.searchsorted(ids, found), max(len(ids) - 1, 0))
    known = ids[place] == found if len(ids) else np.zeros(len(found), dtype=bool)
    entry = entry[known]
    row = np.array([row for row, _ in entries], dtype=np.int64)[entry]
    return row, place[known], entry
