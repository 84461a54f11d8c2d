"""From the model to arrays: per group of programme, year and period, who may go where and at what wish cost.

Groups share no request, no offer and no capacity, so each is solved and explained by itself.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from onboarding.matching.model import MAX_WISHES, Offer, Request, World


@dataclass(frozen=True, eq=False)
class Group:
    """R requests and O offers, both in order of key, over L leerplaatsen in order of id.

    `leerplaats` (O): for each offer the place of its leerplaats among the L. `capacity` (O): free places.
    `eligible` (R x O): whether every hard rule apart from capacity holds. `cost` (R x O): the wish cost, 0 to
    MAX_WISHES. `unplaced_cost` (R): the wish cost of having no place. `locked` (R): the place of the locked
    offer among the O, or -1.
    """

    requests: tuple[Request, ...]
    offers: tuple[Offer, ...]
    leerplaats: np.ndarray
    capacity: np.ndarray
    eligible: np.ndarray
    cost: np.ndarray
    unplaced_cost: np.ndarray
    locked: np.ndarray


def groups(world: World) -> Iterator[Group]:
    """The groups that have a request, in order of their first request; some have no offer."""
    requests, offers = defaultdict(list), defaultdict(list)
    for request in world.requests:
        requests[request.group].append(request)
    for offer in world.offers:
        offers[offer.group].append(offer)
    for key in requests:
        yield _group(tuple(requests[key]), tuple(offers[key]), world.locked)


def _group(requests, offers, locked) -> Group:
    ids, leerplaats = np.unique(np.array([o.leerplaats for o in offers], dtype=np.int64), return_inverse=True)
    has_wishes = np.array([bool(request.wishes) for request in requests])
    cost = np.where(has_wishes, MAX_WISHES, 0)[:, None].repeat(len(ids), axis=1).astype(np.int64)
    wishes = [(row, rank, w) for row, r in enumerate(requests) for rank, w in enumerate(r.wishes)]
    row, column, entry = _cells([(row, wish) for row, _, wish in wishes], ids)
    np.minimum.at(cost, (row, column), np.array([rank for _, rank, _ in wishes], dtype=np.int64)[entry])
    allowed = np.ones(cost.shape, dtype=bool)
    excluded = [(row, [leerplaats for leerplaats, _ in r.excluded]) for row, r in enumerate(requests)]
    row, column, _ = _cells(excluded, ids)
    allowed[row, column] = False
    place = {offer.key: index for index, offer in enumerate(offers)}
    return Group(
        requests=requests,
        offers=offers,
        leerplaats=leerplaats,
        capacity=np.array([offer.capacity for offer in offers], dtype=np.int64),
        eligible=allowed[:, leerplaats],
        cost=cost[:, leerplaats],
        unplaced_cost=np.where(has_wishes, MAX_WISHES, 0),
        locked=np.array([place[locked[r.key]] if r.key in locked else -1 for r in requests], dtype=np.int64),
    )


def _cells(entries, ids) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each leerplaats in the (row, leerplaatsen) entries that is one of `ids`: row, place in `ids`, entry."""
    sizes = [len(leerplaatsen) for _, leerplaatsen in entries]
    entry = np.repeat(np.arange(len(entries)), sizes)
    found = np.fromiter(chain.from_iterable(which for _, which in entries), dtype=np.int64, count=len(entry))
    known = np.isin(found, ids)
    entry = entry[known]
    row = np.array([row for row, _ in entries], dtype=np.int64)[entry]
    return row, np.searchsorted(ids, found[known]), entry
