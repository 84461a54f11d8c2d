"""Bingokaart, strippenkaart and vragendobbelsteen on paper: which texts, in which order, on how many sheets."""

import dataclasses
import re

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from tests.toolbox import examples, pdf_reading
from toolbox.base_formats import base_formats
from toolbox.formats import FORMATS, bingokaart, strippenkaart, vragendobbelsteen
from toolbox.formats.bingokaart import FREE, cells
from toolbox.formats.content import Content, Facts, Line, Section
from toolbox.formats.play_order import shuffled
from toolbox.rendering import render_pdf

SHORT_TEXTS = st.lists(st.text(min_size=1, max_size=20), max_size=40)
SEEDS = st.text(min_size=1, max_size=10)
EVERY_LAYOUT = [
    (key, layout)
    for key in ("bingokaart", "strippenkaart", "vragendobbelsteen")
    for layout in FORMATS[key].layouts or (None,)
]


def shipped(key):
    base = next(base for base in base_formats() if base.format == key)
    return [item.text for section in base.sections for item in section.items]


def content_of(texts):
    return Content((Section("Deel", tuple(Line(text) for text in texts)),), "Kies zelf.")


def facts(**fields):
    return Facts(origin=examples.ORIGIN, **{"leerplaats": "De Kade", "seed": "7"} | fields)


@given(SHORT_TEXTS, SEEDS)
def test_the_same_seed_gives_the_same_order_of_only_the_own_texts(texts, seed):
    order = shuffled(texts, seed)
    assert order == shuffled(reversed(texts), seed)
    assert sorted(order) == sorted(set(texts))


@given(SHORT_TEXTS, SEEDS)
def test_leaving_a_text_out_does_not_move_the_others(texts, seed):
    order = shuffled(texts, seed)
    assert shuffled(order[1:], seed) == order[1:]


@given(st.lists(st.text(min_size=1, max_size=20), unique=True, max_size=40), SEEDS, st.sampled_from((4, 5)))
def test_a_card_has_different_cells_and_a_free_middle_when_it_has_a_middle(texts, seed, side):
    card = cells(bingokaart.card_texts(texts, seed), side)
    own = [cell for cell in card if cell != FREE]
    assert len(card) == side * side
    assert len(own) == len(set(own))
    assert set(own) <= set(texts)
    assert side == 4 or card[12] == FREE


def test_the_order_is_the_one_that_is_written_down():
    """Another version of Python, or of ours, may not give a student another card."""
    assert shuffled(["A", "B", "C", "D", "E"], "7") == ("E", "C", "B", "A", "D")


def test_without_a_seed_the_order_stays():
    assert shuffled(["C", "A", "B", "A"], "") == ("C", "A", "B")


def test_two_students_get_different_cards_from_the_same_sjabloon():
    cards = {bingokaart.card_texts(shipped("bingokaart"), str(seed))[:16] for seed in range(50)}
    assert len(cards) == 50


def test_what_ships_is_enough_short_and_without_doubles():
    assert len(shipped("bingokaart")) >= 32
    assert all(len(text.split()) <= 8 for text in shipped("bingokaart"))
    assert 8 <= len(shipped("strippenkaart")) <= 10
    assert len(shipped("vragendobbelsteen")) == 6
    for key, _ in EVERY_LAYOUT:
        texts = [text.lower() for text in shipped(key)]
        least, most = FORMATS[key].lines
        assert len(set(texts)) == len(texts)
        assert least <= len(texts) <= most


@pytest.mark.parametrize("sector", ["home_care", "maternity_care", "youth_care"])
def test_a_leerplaats_without_a_building_still_has_a_whole_card(sector):
    base = next(base for base in base_formats() if base.format == "bingokaart")
    items = [item for section in base.sections for item in section.items]
    assert sum(not item.for_sectors or sector in item.for_sectors for item in items) >= 32


def test_a_student_gets_one_card_and_one_to_fill_in_and_a_leerplaats_two_different_ones():
    own = bingokaart.build(content_of(shipped("bingokaart")), facts(student="Noor"))
    blank = bingokaart.build(content_of(shipped("bingokaart")), facts())
    assert (len(own.first), own.second) == (24, ())
    assert own.first == blank.first != blank.second
    text = bingokaart.html(own)
    assert re.findall(r"<li>([^<]*)</li>", text) == [escape(cell) for cell in (*own.first[:16], *[""] * 16)]
    assert text.count(FREE) == 0
    assert bingokaart.html(own, "5x5").count(FREE) == 1
    assert not any(cell in bingokaart.html(blank, "leeg") for cell in blank.first)


def test_a_strip_has_room_for_whom_and_when_and_keeps_its_place():
    card = strippenkaart.build(content_of(shipped("strippenkaart")), facts(student="Noor"))
    assert card.strips == tuple(shipped("strippenkaart"))
    text = strippenkaart.html(card)
    assert text.count("Met wie") == text.count("Datum") == 2 * len(card.strips)
    assert text.count("<strong>Noor</strong>") == 1


def test_a_die_with_too_few_questions_has_empty_faces_to_write_on():
    die = vragendobbelsteen.build(content_of(["Wie hielp jou?"]), facts())
    assert die.faces == ((1, "Wie hielp jou?"), (2, ""), (3, ""), (4, ""), (5, ""), (6, ""))


@pytest.mark.parametrize(("key", "layout"), EVERY_LAYOUT)
def test_every_layout_is_one_tagged_sheet_also_with_the_longest_texts(key, layout):
    kind = FORMATS[key]
    options = {"layout": layout} if layout else {}
    longest = [f"{number} " + "verpleegkundige " * (kind.most_words - 1) for number in range(kind.lines[1])]
    for texts in (shipped(key), longest):
        value = kind.module.build(content_of(texts), facts(student="Noor"))
        pdf = pdf_reading.opened(render_pdf(kind.module.html(value, **options)))
        assert len(pdf.pages) == 1
        assert pdf_reading.tags(pdf).count("H1") == 1
        assert pdf_reading.unmarked_texts(pdf) == []
        assert pdf.docinfo.Title == value.title


def test_text_of_people_stays_text_on_a_card():
    value = dataclasses.replace(examples.vragendobbelsteen(), questions=("<b>Wie</b>",))
    assert "&lt;b&gt;Wie&lt;/b&gt;" in vragendobbelsteen.html(value)
