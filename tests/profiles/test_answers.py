"""What people type, and what of it is kept: one field per kind of question."""

from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from crispy_forms.utils import render_crispy_form
from django.core.exceptions import ValidationError
from django.http import QueryDict

from profiles.enums import Sector
from profiles.forms.answers import ON_PAGES_OF_THEIR_OWN, LinesField, TimelineField, fields_for, initial_for, stored
from profiles.forms.leerplaatsprofielen import PartForm
from profiles.questions import PARTS, QUESTIONS, Kind


def field(key):
    return dict(fields_for(QUESTIONS[key], Sector.HOSPITAL))[key]


def refusal(key, value):
    with pytest.raises(ValidationError) as refused:
        field(key).clean(value)
    return refused.value.messages[0]


def test_every_question_has_a_field_but_what_has_a_page_of_its_own():
    for part in PARTS:
        for question in part.questions:
            names = [name for name, _ in fields_for(question, Sector.HOSPITAL)]
            second = "_note" if question.kind is Kind.APPLIES else "_none" if question.none else ""
            expected = [question.key, f"{question.key}{second}"] if second else [question.key]
            assert names == ([] if question.kind in ON_PAGES_OF_THEIR_OWN else expected)


def test_no_field_demands_an_answer():
    fields = [
        field for part in PARTS for question in part.questions for _, field in fields_for(question, Sector.HOSPITAL)
    ]

    assert fields
    assert not any(field.required for field in fields)


@pytest.mark.parametrize("text", ["8.30", "8:30", "08.30", "8.30 uur", " 08:30 "])
def test_a_time_is_kept_as_people_write_it(text):
    assert field("report_time").clean(text) == "8.30"


def test_a_time_that_is_none_says_how_to_write_it():
    assert refusal("report_time", "half negen") == "Schrijf de tijd zo: 8.30."


@pytest.mark.parametrize(
    ("text", "time"),
    [("25.00", "25.00"), ("25", "25.00"), ("8:61", "8.61"), ("24.00 uur", "24.00")],
)
def test_an_impossible_time_says_that_it_does_not_exist(text, time):
    assert refusal("report_time", text) == f"De tijd {time} bestaat niet. Schrijf de tijd zo: 8.30."


def test_lines_lose_their_bullets_and_empty_lines():
    lines = LinesField(max_lines=4, required=False)

    assert lines.clean("- beroerte\r\n\r\n• epilepsie\n* ziekte van Parkinson\n1. MS") == [
        "beroerte",
        "epilepsie",
        "ziekte van Parkinson",
        "MS",
    ]


def test_a_line_may_start_with_a_number():
    assert LinesField(max_lines=4, required=False).clean("1 dag mee\n2 keer per week") == [
        "1 dag mee",
        "2 keer per week",
    ]


def test_too_many_lines_says_how_many():
    assert refusal("sick_rule", "a\nb\nc\nd") == "Dit zijn 4 regels. Kort de lijst in tot 3 regels."


@pytest.mark.parametrize(
    "line",
    ["7.30 Je hoort", "7:30 Je hoort", "07.30 uur: Je hoort", "7.30 - Je hoort", "- 7.30 Je hoort"],
)
def test_a_moment_has_its_time_in_front(line):
    assert TimelineField(max_lines=8, required=False).clean(line) == [["7.30", "Je hoort"]]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "7.30 Overdracht\nDaarna koffie",
            "Zet in regel 2 de tijd vooraan, bijvoorbeeld: 7.30 Je hoort hoe de nacht was.",
        ),
        (
            "7.30 Overdracht\n26.00 Koffie",
            "De tijd 26.00 in regel 2 bestaat niet. Schrijf de tijd zo: 8.30.",
        ),
        ("7.30", "Zet in regel 1 de tijd vooraan, bijvoorbeeld: 7.30 Je hoort hoe de nacht was."),
        ("\n".join(["7.30 " + "woord " * 38] * 4), "Je tekst is 2 woorden te lang. Kort hem in tot 150 woorden."),
    ],
)
def test_a_moment_that_cannot_be_read_is_named_by_its_line(text, sentence):
    assert refusal("timeline", text) == sentence


def test_too_many_words_says_how_many():
    assert refusal("in_short", "woord " * 43) == "Je tekst is 3 woorden te lang. Kort hem in tot 40 woorden."


def test_none_and_something_cannot_go_together():
    assert "Geen kledingregels" in refusal("clothing", ["uniform", "none"])
    assert field("clothing").clean(["none"]) == ["none"]


@pytest.mark.parametrize("text", ["0101234567", "010-1234567", "+31 10 123 45 67", "010 - 123 45 67"])
def test_a_phone_number_is_kept_in_groups(text):
    assert field("sick_phone").clean(text) == "010 123 45 67"


def test_a_short_phone_number_says_what_to_do():
    assert refusal("sick_phone", "010 123") == "Dit nummer is te kort. Vul 10 cijfers in, bijvoorbeeld 010 123 45 67."


def test_an_email_address_without_at_says_so():
    assert refusal("contact_email", "dekade.nl") == "Er mist een @ in het e-mailadres. Bijvoorbeeld naam@instelling.nl."


def part_form(part, data=None):
    profile = SimpleNamespace(answers={}, done_parts=[], version=1)
    return PartForm(data, part=part, profile=profile, sector=Sector.HOME_CARE)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.key)
def test_the_browser_cuts_nothing_off_in_any_part(part):
    written = render_crispy_form(part_form(part))

    assert 'id="id_is_done_0"' in written
    assert "maxlength" not in written
    assert "minlength" not in written


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("clothing_note", "a" * 201, "Kort je tekst in tot 200 tekens. Het zijn er nu 201."),
        ("travel", "a" * 2501, "Kort je tekst in tot 2500 tekens. Het zijn er nu 2501."),
        ("allowance_note", "a" * 301, "Kort je tekst in tot 300 tekens. Het zijn er nu 301."),
        ("bring", "a" * 301, "Regel 1 is te lang. Maak er twee regels van of kort hem in tot 300 tekens."),
        (
            "first_day",
            "8.30 " + "a" * 301,
            "Regel 1 is te lang. Maak er twee regels van of kort hem in tot 300 tekens.",
        ),
        ("sick_phone", "0" * 300, "Dit is geen telefoonnummer. Vul 10 cijfers in, bijvoorbeeld 010 123 45 67."),
    ],
)
def test_a_text_that_is_too_long_is_kept_and_gets_a_sentence(key, text, sentence):
    question_key = key.removesuffix("_note") if key == "allowance_note" else key
    part = next(part for part in PARTS if QUESTIONS[question_key] in part.questions)

    form = part_form(part, QueryDict(urlencode({key: text})))

    assert form.errors == {key: [sentence]}
    assert form[key].value() == text
    assert text in render_crispy_form(form)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("in_short", "Twee zinnen."),
        ("conditions", ["beroerte (CVA)", "epilepsie"]),
        ("timeline", [["7.30", "Je hoort hoe de nacht was."], ["15.15", "Overdracht"]]),
        ("organised", "own"),
        ("clothing", ["uniform", "hair_up"]),
        ("allowance", {"answer": "ask", "note": "Vraag je stagebureau."}),
        ("allowance", {"answer": "", "note": "Nog uitzoeken."}),
        ("report_time", "8.30"),
        ("sick_phone", "010 123 45 67"),
        ("contact_email", "dekade@maasstroom.example"),
    ],
)
def test_an_answer_comes_back_as_it_was_stored(key, value):
    question = QUESTIONS[key]
    fields = dict(fields_for(question, Sector.HOSPITAL))
    shown = {name: fields[name].prepare_value(start) for name, start in initial_for(question, value).items()}

    cleaned = {name: fields[name].clean(text) for name, text in shown.items()}

    assert stored(question, cleaned) == value


@pytest.mark.parametrize(
    ("sector", "label"),
    [(Sector.HOSPITAL, "Hoeveel bedden zijn er?"), (Sector.HOME_CARE, "Hoeveel cliënten heeft het team?")],
)
def test_a_question_speaks_the_words_of_the_sector(sector, label):
    assert dict(fields_for(QUESTIONS["size"], sector))["size"].label == label
