"""The lot: a fixed number per request and offer that decides when every goal leaves a tie.

It follows from the two keys alone. So it favours no name and no place in a list, it is the same on every
machine, and a request more or less leaves everyone else's lot alone.
"""

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np

# Wide enough that two sums of lots hardly ever tie, small enough for exact sums in 64 bits and in the doubles of a
# mixed-integer program. Where they do tie, the solver decides; it sees everything in order of key, so the answer is
# still the same every time.
LOT_BITS = 20


def lots(requests: Iterable[str], offers: Iterable[str]) -> np.ndarray:
    """The lots (R x O) of requests and offers by key, each from 0 up to 2**LOT_BITS."""
    return _mixed(_digests(requests, b"request")[:, None] ^ _digests(offers, b"offer"))


def lots_of_pairs(requests: Iterable[str], offers: Iterable[str], row: np.ndarray, column: np.ndarray) -> np.ndarray:
    """The lots of the pairs `row` and `column` (places in requests and offers) only."""
    return _mixed(_digests(requests, b"request")[row] ^ _digests(offers, b"offer")[column])


def _mixed(mixed: np.ndarray) -> np.ndarray:
    # Steps of splitmix64: every bit of both keys reaches every bit of the lot. Overflow is to wrap.
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return (mixed >> np.uint64(64 - LOT_BITS)).astype(np.int64)


def _digests(keys: Iterable[str], person: bytes) -> np.ndarray:
    digests = (blake2b(key.encode(), digest_size=8, person=person).digest() for key in keys)
    return np.fromiter((int.from_bytes(digest, "big") for digest in digests), dtype=np.uint64)
