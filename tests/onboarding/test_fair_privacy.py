"""The region compares outcomes: whatever it reads, no number of one to four students may follow from it.

Somebody who knows how the page is made tries every world there could be behind it. What was shown leaves per row a
set of possible numbers; the rows of a table add up to everybody, and so do those of the other tables. When only one
number is left for a row, it is known. The periods share no request, so one period is all that can be combined.
"""

import random
from functools import cache
from itertools import combinations_with_replacement

import numpy
import pytest
from scipy.signal import fftconvolve

from onboarding.fairness import SMALLEST_GROUP, GroupOutcome, Outcome
from onboarding.fairness_rows import everybody_of, row_of, tables_of

MOST = 64  # students in a world that somebody thinks of
SHOWN = (("placed", ("asked", "placed")), ("first", ("first",)))


@cache
def possible(kind, words):
    """The (whole, part) that show as these words, as a table of truth: whole down, part across."""
    found = numpy.zeros((MOST, MOST), bool)
    keys = dict(SHOWN)[kind]
    for whole in range(MOST):
        for part in range(whole + 1):
            wish = (whole, part) if kind == "first" else (0, 0)
            stage = (whole, part) if kind == "placed" else (whole, whole)
            row = row_of(GroupOutcome("x", stage[0], stage[1], wish[0], wish[1], None), of_region=True)
            found[whole, part] = tuple(row[key] for key in keys) == words
    return found


def both(first, second):
    """Every sum of one of `first` and one of `second`."""
    return fftconvolve(first.astype(float), second.astype(float))[:MOST, :MOST] > 0.5


def together(rows):
    """Every sum of one of each."""
    total = numpy.zeros((MOST, MOST), bool)
    total[0, 0] = True
    for row in rows:
        total = both(total, row)
    return total


def left(row, rest, totals):
    """Those of `row` that with some `rest` make one of `totals`."""
    found = numpy.zeros_like(row)
    for whole, part in zip(*row.nonzero(), strict=True):
        found[whole, part] = (rest[: MOST - whole, : MOST - part] & totals[whole:, part:]).any()
    return found


def read(row, kind):
    """What the words of a row leave open. Everybody knows that a group on the page is not small."""
    found = possible(kind, tuple(row[key] for key in dict(SHOWN)[kind]))
    if kind == "placed" and row["name"] != "Iedereen":
        found = found.copy()
        found[:SMALLEST_GROUP] = False
    return found


def known(everybody, tables, kind):
    """The numbers of one to four that follow: (row, which number, number)."""
    read_tables = [[read(row, kind) for row in table["rows"]] for table in tables]
    totals = read(everybody, kind)
    for rows in read_tables:
        if rows:
            totals = totals & together(rows)
    found = list(pinned("Iedereen", totals))
    for table, rows in zip(tables, read_tables, strict=True):
        for place, row in enumerate(rows):
            rest = together(rows[:place] + rows[place + 1 :])
            found += pinned(table["rows"][place]["name"], left(row, rest, totals))
    return found


def pinned(name, cells):
    """The numbers of which one value is left, when that is small."""
    wholes, parts = cells.nonzero()
    assert len(wholes), "the truth itself must be possible"
    for what, numbers in (("whole", wholes), ("part", parts), ("rest", wholes - parts)):
        values = set(map(int, numbers))
        if len(values) == 1 and 0 < min(values) < SMALLEST_GROUP:
            yield name, what, min(values)


def world_of(chance):
    """Requests in a few schools, opleidingen and regions of very different sizes."""
    names = [[f"{kind}{number}" for number in range(chance.randint(1, 4))] for kind in "SOR"]
    weights = [[chance.random() ** 2 + 0.02 for _ in kind] for kind in names]
    share, wishing = chance.choice((0.05, 0.15, 0.5, 0.9, 0.97)), chance.random()
    outcomes = []
    for _ in range(chance.choice((1, 3, 4, 5, 7, 10, 14, 19, 25, 33, 45))):
        school, programme, region = (
            chance.choices(kind, weight)[0] for kind, weight in zip(names, weights, strict=True)
        )
        placed = chance.random() < share
        wish = chance.random() < share if placed and chance.random() < wishing else None
        outcomes.append(Outcome(school, programme, region, placed, wish, None))
    return outcomes


def leaks(outcomes):
    everybody, tables = everybody_of(outcomes, of_region=True), tables_of(outcomes, of_region=True)
    return [(kind, *one) for kind, _ in SHOWN for one in known(everybody, tables, kind)]


@pytest.mark.parametrize("seed", range(12))
def test_no_small_number_follows_from_all_tables_together(seed):
    chance = random.Random(seed)  # noqa: S311 - worlds, no secrets
    for _ in range(25):
        outcomes = world_of(chance)
        assert leaks(outcomes) == [], outcomes


def test_no_small_number_follows_from_two_schools_of_any_size():
    sizes = (1, 5, 9, 10, 15, 20, 22)
    for first, second in combinations_with_replacement(sizes, 2):
        for share in (1, 4, 5, 10):
            outcomes = [
                Outcome(school, "VIG", f"Regio {number % 2}", number < share, None, None)
                for school, size in (("A", first), ("B", second))
                for number in range(size)
            ]
            assert leaks(outcomes) == [], (first, second, share)
