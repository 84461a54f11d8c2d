"""The texts that ship with the product, held against the schrijfwijzer."""

import re

import pytest

from toolbox.base_formats import CONTENT, DOCUMENTS, base_formats
from toolbox.enums import ALSO_BY_HAND, Owner, Signal, TemplateFormat
from toolbox.formats import FORMATS, template_formats
from toolbox.models import Item, Section

FORBIDDEN = re.compile(
    r"\b(dient|dienen|middels|conform|indien|participer\w*|monitor\w*|helaas|gewoon|even|binnenkort|op tijd|hij|zij"
    r"|haar|stagiaire?|klik hier|u|uw)\b",
    re.IGNORECASE,
)
MAX_WORDS = 20


def texts():
    for base in base_formats():
        yield base.intro
        for section in base.sections:
            yield section.title
            for item in section.items:
                yield from filter(None, (item.text, item.note, item.fallback, item.place, *item.choices))


def too_long(text):
    sentences = re.split(r"(?<=[.?:])\s+", text)
    return [sentence for sentence in sentences if len(sentence.split()) > MAX_WORDS]


def section(kind, title):
    base = next(base for base in base_formats() if base.format == kind)
    return next(section for section in base.sections if section.title == title)


def test_every_kind_of_sjabloon_has_an_original_and_no_file_is_forgotten():
    kinds = [one.key for one in template_formats()]
    assert [base.format for base in base_formats()] == kinds
    assert {path.parent.name for path in DOCUMENTS.glob(f"*/{CONTENT}")} == set(kinds)
    assert set(TemplateFormat) <= set(kinds)


@pytest.mark.parametrize("text", list(texts()))
def test_texts_are_short_and_plain(text):
    assert too_long(text) == []
    assert FORBIDDEN.findall(text) == []


def test_the_checks_find_a_long_sentence_and_a_forbidden_word():
    assert too_long("woord " * 21) != []
    assert FORBIDDEN.findall("Indien hij komt") == ["Indien", "hij"]


def test_items_fit_their_columns_and_have_one_moment():
    for base in base_formats():
        for part in base.sections:
            assert len(part.title) <= Section._meta.get_field("title").max_length
            for item in part.items:
                assert len(item.text) <= Item._meta.get_field("text").max_length
                if base.format != TemplateFormat.BINGOKAART:  # a few words in a cell are no sentence
                    assert item.text.endswith((".", "?"))
                moments = (item.days_before, item.stagedag, item.days_before_end)
                if FORMATS[base.format].becomes_tasks:
                    assert moments.count(None) == 2


def test_what_takes_time_says_how_long_and_what_to_do_when_it_does_not_work_out():
    items = {item.short_name: item for item in section(TemplateFormat.STARTLIJST, "Dit regelen wij").items}
    leads = {name: (item.lead_time, item.lead_unit) for name, item in items.items() if item.lead_time}
    assert leads == {"account": (10, "workdays"), "pasje": (5, "workdays"), "werkkleding": (10, "workdays")}
    assert [name for name, item in items.items() if item.blocking] == ["papieren"]
    late = [item for item in items.values() if item.lead_time or (item.critical and not item.signal) or item.blocking]
    assert all(item.fallback for item in late)
    own = section(TemplateFormat.STARTLIJST, "Regel dit zelf").items
    vaccination = next(item for item in own if item.blocking)
    assert (vaccination.lead_time, vaccination.lead_unit, vaccination.for_years) == (8, "months", (1,))


def test_no_line_states_a_duty_that_differs_per_institution():
    for text in texts():
        if re.search(r"VOG|vaccinatie", text):
            assert re.search(r"nodig hebt|bewijs dat", text), text


def test_the_twelve_standard_items_stand_in_order_with_their_days():
    items = section(TemplateFormat.STARTLIJST, "Dit regelen wij").items
    assert [item.days_before for item in items] == [28, 28, 21, 14, 14, 10, 10, 7, 7, 7, 5, 3]
    assert [number for number, item in enumerate(items, 1) if item.critical] == [1, 3, 4, 11]
    signals = [
        Signal.CONFIRMED,
        Signal.MAIL_SENT,
        Signal.SUPERVISOR_KNOWN,
        Signal.ROSTER_KNOWN,
        Signal.INVITED,
        Signal.PAGE_SEEN,
    ]
    assert [item.signal for item in items if item.signal] == signals
    assert {*signals, Signal.INTRODUCTION_PLANNED} == set(Signal)
    assert all(item.owner != Owner.SYSTEM for item in items if item.signal in ALSO_BY_HAND)
    assert all(item.signal for item in items if item.owner == Owner.SYSTEM)


def test_what_students_arrange_themselves_is_theirs_and_visible():
    items = section(TemplateFormat.STARTLIJST, "Regel dit zelf").items
    assert {item.owner for item in items} == {Owner.STUDENT}
    assert all(item.visible_to_student for item in items)


def test_the_inwerkdocument_is_wholly_visible_and_in_order_of_stagedagen():
    base = next(base for base in base_formats() if base.format == TemplateFormat.INWERKDOCUMENT)
    items = [item for part in base.sections for item in part.items]
    assert all(item.visible_to_student for item in items)
    assert [item.stagedag for item in items] == sorted(item.stagedag for item in items)
