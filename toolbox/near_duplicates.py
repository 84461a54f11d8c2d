"""Lines that say nearly the same. Pure: texts in, pairs out.

Two lines resemble each other when the words that carry meaning are nearly the same, in any order. Words such as
"de" and "je" do not count. A line with one word more is found; a line in which one word became another is not:
"een compliment gekregen" is not "een compliment gegeven", and "dag 1" is not "dag 2".
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

ALIKE = 78  # of 100, for two lines; the tests hold it against the regional originals
MOST_COMPARED = 2000  # pairs looked at word by word: a list of 300 nearly equal lines holds up nobody
SAME_WORD = 74  # of 100, for two words: "word" and "werd", "drink" and "drinken"
WORD = re.compile(r"[a-z0-9]+")
IDLE_WORDS = (
    "aan al als bij dan dat de deze die dit door een en er het hun in is je jij jou jouw jullie kan met mijn naar "
    "nog of om ook op over te tot uit van voor wat we wel wie wij worden wordt ze zich zij zijn zo"
)
STOP_WORDS = frozenset(IDLE_WORDS.split())


@dataclass(frozen=True)
class Resemblance:
    """Two lines that resemble each other, by their places in the list, and how much (0 to 100)."""

    first: int
    second: int
    score: int


def meaning(text):
    """The words of `text` that count, in alphabetical order: "De pas van Noor" gives "noor pas"."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    words = WORD.findall(plain)
    return " ".join(sorted(word for word in words if word not in STOP_WORDS) or sorted(words))


def resembling_pairs(texts):
    """Every two of `texts` that resemble each other, the most alike first, then in the order of the list."""
    meanings = [meaning(text) for text in texts]
    scores = process.cdist(meanings, meanings, scorer=fuzz.ratio, score_cutoff=ALIKE)
    pairs = (
        Resemblance(int(first), int(second), int(scores[first, second]))
        for first, second in zip(*scores.nonzero(), strict=True)
        if first < second
    )
    closest = sorted(pairs, key=lambda pair: (-pair.score, pair.first, pair.second))[:MOST_COMPARED]
    return [pair for pair in closest if _is_no_other_word(meanings[pair.first], meanings[pair.second])]


def most_alike(text, others):
    """The place in `others` of the text that resembles `text` most, or None."""
    wanted, meanings = meaning(text), [meaning(other) for other in others]
    best = process.extract(wanted, meanings, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
    best = sorted(best, key=lambda found: (-found[1], found[2]))
    return next((place for words, _, place in best if _is_no_other_word(wanted, words)), None)


def _is_no_other_word(one, other):
    """Whether no word of `one` became another word in `other`: at most one of them has words more."""
    left, right = set(one.split()), set(other.split())
    missing = [word for word in left - right if not any(_is_same_word(word, candidate) for candidate in right)]
    if not missing:
        return bool(left and right)
    return bool(left and right) and all(
        any(_is_same_word(word, candidate) for candidate in left) for word in right - left
    )


@lru_cache(maxsize=10_000)  # the same few hundred words, for every pair of lines
def _is_same_word(one, other):
    if one.isdigit() or other.isdigit():
        return one == other
    return fuzz.ratio(one, other) >= SAME_WORD
