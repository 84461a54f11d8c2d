"""Whole numbers in what a browser sent: what is none, or too long to be one of ours, counts as nothing sent."""

import pytest

from profiles.sent_numbers import read_number, read_numbers, read_pairs

NO_NUMBERS = [None, "", " ", "-1", "1.5", "1 2", "x", "²", "٣", "9" * 19, "9" * 5000]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_of_ours_is_nothing(text):
    assert read_number(text) is None


def test_a_number_is_read_to_the_last_that_fits_a_column():
    assert [read_number(text) for text in ("0", "12", "007", "9" * 18)] == [0, 12, 7, 10**18 - 1]


def test_of_several_only_the_numbers_are_left_in_order():
    assert read_numbers(["3", "x", "1", "", "0"]) == [3, 1, 0]


def test_a_pair_needs_both_numbers():
    assert read_pairs(["12:3", "15:", ":2", "x:1", "7", "8:0", "9:1:2"]) == {12: 3, 8: 0}
