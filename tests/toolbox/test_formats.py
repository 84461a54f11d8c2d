"""What each format prints, read from the HTML behind the PDF."""

import dataclasses
import re

from tests.toolbox import examples
from toolbox.formats import FORMATS, leerplaatsprofiel, startlijst, template_formats
from toolbox.formats.pieces import Fact, Origin, Tick, TickList


def html(key, value):
    return FORMATS[key].module.html(value)


def headings(text, level=2):
    return re.findall(rf"<h{level}>(.*?)</h{level}>", text)


def test_every_kind_of_sjabloon_can_be_printed():
    for kind in template_formats():
        assert kind.module.build, kind.key
        assert kind.purpose.endswith(".")


def test_the_footer_says_what_it_is_who_sent_it_and_when_it_was_printed():
    origin = Origin(sender="Leerplaats Regio Maas", printed_on="21 januari 2026", version="3")
    assert origin.footer("Inwerkdocument", "Noor", "") == (
        "Inwerkdocument, Noor. Leerplaats Regio Maas, versie 3, afgedrukt op 21 januari 2026"
    )
    assert "versie" not in Origin(sender="X", printed_on="21 januari 2026").footer("Y")


def test_a_profile_prints_its_parts_in_the_order_of_the_page():
    text = html("leerplaatsprofiel", examples.leerplaatsprofiel())
    assert headings(text) == [
        "Een dag hier",
        "Voor wie zorg je?",
        "Wat kun je hier leren?",
        "Zo word je begeleid",
        "Praktisch",
        "Je eerste dag en week",
        "Ziek of te laat",
        "Meer weten",
    ]


def test_a_profile_leaves_out_what_was_not_answered():
    value = examples.leerplaatsprofiel()
    kept = {field.name for field in dataclasses.fields(value) if field.default is dataclasses.MISSING}
    bare = dataclasses.replace(
        value, **{field.name: field.default for field in dataclasses.fields(value) if field.name not in kept}
    )
    text = html("leerplaatsprofiel", bare)
    assert headings(text) == []
    assert headings(text, 3) == []
    assert headings(text, 1) == ["De Kade"]


def test_a_profile_exists_in_smaller_letters_for_when_it_does_not_fit():
    bodies = [
        re.search(r'<body class="(.*?)"', text)[1] for text in leerplaatsprofiel.versions(examples.leerplaatsprofiel())
    ]
    assert bodies == ["profile ", "profile dense", "profile densest", "profile densest"]  # the last one has less in it


def test_a_list_has_only_the_columns_it_needs():
    assert TickList("Deel", (Tick("A", who="ICT"), Tick("B"))).columns == "who"
    assert TickList("Deel", (Tick("A", who="ICT", when="2 feb 2026"), Tick("B"))).columns == "who when"
    assert TickList("Deel", (Tick("A"), Tick("B"))).columns == ""


def test_what_is_the_same_for_every_line_is_said_once():
    ticks = TickList("Deel", (Tick("A", who="Student", when="dag 1"), Tick("B", who="Student", when="dag 1")))
    assert (ticks.columns, ticks.subtitle) == ("", "dag 1. Wie: Student")
    assert TickList("Deel", ticks.ticks, moment="maandag 2 februari").subtitle == "maandag 2 februari. Wie: Student"
    text = html("startlijst", dataclasses.replace(examples.startlijst(), lists=(ticks,)))
    assert text.count("dag 1") == 1


def test_a_fact_without_answer_leaves_room_to_write():
    value = dataclasses.replace(examples.checklist(), werkbegeleider="")
    assert value.facts[2:] == (Fact("Werkbegeleider"), Fact("Ruimte"))
    assert html("introduction_checklist", value).count('class="blank"') == 2


def test_a_done_line_says_so_in_words_and_a_critical_line_is_explained():
    value = dataclasses.replace(
        examples.startlijst(), lists=(TickList("Deel", (Tick("A.", done="klaar op 2 februari 2026", critical=True),)),)
    )
    text = html("startlijst", value)
    assert '<li class="done"><p><strong>A.</strong> <span class="soft">(klaar op 2 februari 2026)</span></p>' in text
    assert "Zonder de <strong>dikke</strong> regels" in text
    plain = dataclasses.replace(value, lists=(TickList("Deel", (Tick("A."),)),))
    assert "dikke" not in startlijst.html(plain)


def test_text_of_people_stays_text():
    value = dataclasses.replace(examples.startlijst(), student="<table><b>Noor", intro='"><script>')
    text = html("startlijst", value)
    assert "<table" not in text
    assert "<script" not in text
    assert "&lt;table&gt;&lt;b&gt;Noor op De Kade" in text
