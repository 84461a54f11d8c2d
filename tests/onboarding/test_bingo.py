"""How far a bingokaart is, in words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onboarding.bingo import PLACES, ROWS, bingo_words, full_rows, most_in_a_row


def test_there_are_ten_ways_to_have_four_in_a_row():
    assert len(set(ROWS)) == 10
    assert all(len(set(row)) == 4 and set(row) <= set(PLACES) for row in ROWS)
    assert ROWS[-2:] == ((0, 5, 10, 15), (3, 6, 9, 12))


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        (set(), "Nog geen vakje aangevinkt."),
        ({0}, "1 van de 16 vakjes."),
        ({0, 2}, "2 van de 16 vakjes."),  # not beside each other
        ({3, 4}, "2 van de 16 vakjes."),  # the end of one row and the begin of the next
        ({0, 1}, "2 van de 16 vakjes. 2 op een rij."),
        ({0, 5, 10}, "3 van de 16 vakjes. 3 op een rij."),
        ({3, 6, 9, 12}, "4 van de 16 vakjes. Bingo: je hebt 1 rij vol."),
        ({0, 1, 2, 3, 4, 8, 12}, "7 van de 16 vakjes. Bingo: je hebt 2 rijen vol."),
        (set(PLACES), "Je hele kaart is vol."),
    ],
)
def test_the_words(marked, words):
    assert bingo_words(marked) == words


@settings(deadline=None)
@given(st.integers(0, 2**16 - 1), st.sampled_from(PLACES))
def test_one_more_cell_is_never_less(bits, place):
    marked = {one for one in PLACES if bits >> one & 1}
    assert full_rows(marked | {place}) >= full_rows(marked)
    assert most_in_a_row(marked | {place}) >= most_in_a_row(marked)
