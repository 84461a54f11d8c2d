"""The edges that a best answer is likely to use, so that a solver need not look at all of them at once."""

from collections.abc import Sequence

import numpy as np

FEW = 30_000  # so many edges are looked at all together
CHEAPEST, DRAWN = 20, 10  # per request


def likely(row: np.ndarray, requests: int, costs: Sequence[np.ndarray], lot: np.ndarray, lots: int) -> np.ndarray:
    """Whether each edge (E) is among the cheapest of its request, by `costs` in order, or among some drawn by lot.

    `lot` goes from 0 up to `lots`. Which edges these are changes how long solving takes, never what it finds.
    """
    if len(row) <= FEW:
        return np.ones(len(row), dtype=bool)
    order = np.lexsort((*reversed(costs), row))
    sorted_row = row[order]
    rank = np.empty(len(row), dtype=np.int64)
    rank[order] = np.arange(len(row)) - np.searchsorted(sorted_row, sorted_row)
    return (rank < CHEAPEST) | (lot < DRAWN * lots // max(1, len(row) // requests))
