"""Words of the hospital and words of home: both directions, and no word in two lines."""

from collections import Counter

import pytest

from profiles.folding import fold
from profiles.medical_words import MEDICAL_WORDS, other_words


def test_each_word_stands_in_one_line_and_is_folded():
    words = [word for line in MEDICAL_WORDS for word in line]

    assert [word for word, times in Counter(words).items() if times > 1] == []
    assert [word for word in words if fold(word) != word] == []
    assert len(MEDICAL_WORDS) >= 40


@pytest.mark.parametrize("line", MEDICAL_WORDS, ids=lambda line: line[0])
def test_each_word_brings_the_others_of_its_line(line):
    for word in line:
        text = f"zorg bij {word} en meer"
        assert {other for other in line if other not in text} <= set(other_words(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("na een cva", ["beroerte", "herseninfarct", "hersenbloeding"]),
        ("na beroertes", ["cva", "herseninfarct", "hersenbloeding"]),
        ("als je hier komt", []),
        ("kanaal en icoon", []),
    ],
)
def test_only_whole_words_and_their_plurals_count(text, found):
    assert [word for word in other_words(text) if word != "beroerte" or "cva" in text] == found
