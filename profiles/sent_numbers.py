"""Whole numbers in what a browser sent: keys of rows, versions, places in a list.

What is no number comes from an old page or from somebody who tries things out. It counts as nothing sent.
"""

MOST_DIGITS = 18  # so that every number fits in a column of the database


def read_number(text):
    """`text` as a whole number from 0, or None when it is none or too long to be one of ours."""
    if text and text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS:
        return int(text)
    return None


def read_numbers(texts):
    """Those of `texts` that are whole numbers, in order."""
    return [number for number in map(read_number, texts) if number is not None]


def read_pairs(texts):
    """Texts such as "12:3" as {12: 3}: per key the version or number that stood on the page."""
    pairs = (text.partition(":") for text in texts)
    found = ((read_number(key), read_number(number)) for key, _, number in pairs)
    return {key: number for key, number in found if None not in (key, number)}
