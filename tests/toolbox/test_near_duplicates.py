"""Which lines say nearly the same: planted twins are found, and what only looks alike is left alone."""

import tomllib

import pytest

from toolbox.base_formats import DOCUMENTS
from toolbox.near_duplicates import meaning, most_alike, resembling_pairs

TWINS = [
    ("Haal je pasje op bij de balie.", "Bij de balie haal je jouw pasje op."),
    ("Waar word je blij van?", "Waar werd je blij van?"),
    ("Waar kreeg je energie van?", "Waar kreeg je vandaag energie van?"),
    ("Drink koffie met een collega.", "Koffie drinken met een collega"),
    ("Je krijgt één rondleiding.", "je krijgt een RONDLEIDING"),
]
OTHERS = [
    ("Vraag een VOG aan.", "Vraag een vaccinatie aan."),
    ("Lees regel 1 van het protocol.", "Lees regel 2 van het protocol."),
    ("Wie hielp jou vandaag?", "Wat snap je nog niet?"),
    ("Je loopt mee met één collega.", "Je gaat mee naar een overleg."),
    ("", "…"),
]


@pytest.mark.parametrize(("one", "other"), TWINS)
def test_lines_that_say_the_same_are_found(one, other):
    (pair,) = resembling_pairs(["Iets heel anders", one, other])
    assert (pair.first, pair.second) == (1, 2)
    assert most_alike(one, ["Iets heel anders", other]) == 1


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_lines_that_say_something_else_are_left_alone(one, other):
    assert resembling_pairs([one, other]) == []
    assert most_alike(one, [other]) is None


def test_the_most_alike_comes_first():
    texts = [
        "Drink koffie met een collega.",
        "Drink vandaag koffie met een collega.",
        "Koffie: drink die met een collega.",
    ]
    pairs = resembling_pairs(texts)
    assert (pairs[0].first, pairs[0].second, pairs[0].score) == (0, 2, 100)
    assert [pair.score for pair in pairs] == sorted((pair.score for pair in pairs), reverse=True)
    assert most_alike("Drink koffie met een collega", texts) == 0


def test_idle_words_and_order_do_not_count_and_a_text_of_idle_words_keeps_them():
    assert meaning("De pas van Noor.") == meaning("noor: PAS") == "noor pas"
    assert meaning("Wie ben jij?") == "ben"
    assert meaning("Wie zijn wij?") == "wie wij zijn"


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*/content.toml")), ids=lambda path: path.parent.name)
def test_no_two_lines_of_an_original_of_the_region_are_pointed_out(path):
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    texts = [item["text"] for section in content["sections"] for item in section["items"]]
    assert [(texts[pair.first], texts[pair.second], pair.score) for pair in resembling_pairs(texts)] == []
