"""What each edge costs for each goal, and what it costs to have no place. All whole numbers, 0 or more."""

from dataclasses import dataclass

import numpy as np

from onboarding.matching.lots import lots_of_pairs
from onboarding.matching.model import Goal, Offer, Request


@dataclass(frozen=True, eq=False)
class Cost:
    """Of E edges (`edge`) and of having no place (`unplaced`, R); at most MAX_COST of each."""

    edge: np.ndarray
    unplaced: np.ndarray


# The greatest cost of any edge: the lot, of 20 bits. Positions within MAX_METRES are at most 28,285 km apart.
MAX_COST = 2**20


def edge_cost(goal: Goal, requests: tuple[Request, ...], offers: tuple[Offer, ...], row, column) -> Cost:
    """The cost of edges `row` to `column` for TRAVEL, VARIETY or KEEP, as counted in `evaluate`."""
    nothing = np.zeros(len(requests), dtype=np.int64)
    if goal is Goal.TRAVEL:
        return Cost(_kilometres(requests, offers, row, column), nothing)
    if goal is Goal.VARIETY:
        sectors = sorted({offer.sector for offer in offers if offer.sector})
        place = {sector: index for index, sector in enumerate(sectors)}
        seen = np.zeros((len(requests), len(sectors) + 1), dtype=np.int64)  # the last one: no sector is known
        for index, request in enumerate(requests):
            seen[index, [place[sector] for sector in request.sectors_seen if sector in place]] = 1
        of = np.array([place.get(offer.sector, len(sectors)) for offer in offers], dtype=np.int64)
        return Cost(seen[row, of[column]], nothing)
    place = {offer.key: index for index, offer in enumerate(offers)}
    had = np.array([request.before is not None for request in requests], dtype=np.int64)
    before = np.array([place.get(request.before, -1) for request in requests], dtype=np.int64)
    return Cost(had[row] * (before[row] != column), had)


def lot_cost(requests: tuple[Request, ...], offers: tuple[Offer, ...], row, column) -> Cost:
    """The lot of each edge."""
    lot = lots_of_pairs((request.key for request in requests), (offer.key for offer in offers), row, column)
    return Cost(lot, np.zeros(len(requests), dtype=np.int64))


def _kilometres(requests, offers, row, column) -> np.ndarray:
    here, there = (
        np.array([one.position or (0, 0) for one in rows], dtype=np.int64).reshape(-1, 2) for rows in (requests, offers)
    )
    known, known_too = (np.array([one.position is not None for one in rows], dtype=bool) for rows in (requests, offers))
    square = (here[row, 0] - there[column, 0]) ** 2 + (here[row, 1] - there[column, 1]) ** 2
    metres = np.sqrt(square).astype(np.int64)  # exact: a square of whole numbers under 2**53, and a root rounded right
    return np.where(known[row] & known_too[column], (metres + 500) // 1000, 0)
