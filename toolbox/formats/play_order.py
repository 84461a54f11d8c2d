"""The order of the texts on a bingokaart: different per student, and always the same for the same student.

The algorithm: a text gets as its key the SHA-256 of the seed, a line break and the text, in UTF-8. Texts stand
in the order of their keys. So the order depends on nothing but these two (not on Python's own random numbers,
which another version may draw differently), and leaving a text out does not move the others.
"""

import hashlib
from collections.abc import Iterable


def shuffled(texts: Iterable[str], seed: str) -> tuple[str, ...]:
    """Each of `texts` once, in the order that belongs to `seed`; without a seed in the order given."""
    different = tuple(dict.fromkeys(texts))
    return tuple(sorted(different, key=lambda text: _key(text, seed))) if seed else different


def _key(text, seed):
    return hashlib.sha256(f"{seed}\n{text}".encode()).digest(), text
