"""Lists on paper with little room: nothing stands on two lines beside its row, no page for a few lines."""

import io
from dataclasses import replace

from docx import Document

from tests.toolbox import examples, pdf_reading
from toolbox import rendering
from toolbox.enums import Owner
from toolbox.formats import introduction_checklist, inwerkdocument, startlijst, tool_plan
from toolbox.formats.content import Content, Facts, Line, Section
from toolbox.formats.institution_checklist import CheckLine, Theme, build, html, with_result
from toolbox.formats.pieces import Tick, TickList
from toolbox.models import Item
from toolbox.pdf_engine import Engine
from toolbox.rendering import render_batch, render_pdf

MOMENTS = [
    Item(days_before=365),
    Item(days_before=28),
    Item(days_before=1),
    Item(days_before=0),
    Item(stagedag=120),
    Item(days_before_end=365),
    Item(days_before_end=0),
    Item(days_before_end=-365),
]


def boxes(box):
    yield box
    for child in getattr(box, "children", ()):
        yield from boxes(child)


def lines_of(page, *classes):
    """(text, how many lines it takes) of every paragraph beside a row."""
    return [
        (box.element.text, len(box.children))
        for box in boxes(page._page_box)
        if box.element_tag == "p" and box.element is not None and box.element.get("class") in classes
    ]


def listed(number):
    ticks = tuple(Tick(f"Regel {place}.", "Student", f"{place} jan") for place in range(number))
    return replace(examples.startlijst(), lists=(TickList("Dit regelen wij", ticks),), intro="", status="")


def pages(html_text):
    return len(pdf_reading.opened(render_pdf(html_text)).pages)


def test_who_and_when_stand_on_one_line_however_long_they_are():
    whens = [item.short_moment_words for item in MOMENTS] + ["dag 20, 28 aug 2026"]
    ticks = tuple(Tick("Regel.", who=owner.label, when=when) for owner in Owner for when in whens)
    document = replace(examples.startlijst(), lists=(TickList("Dit regelen wij", ticks),))
    engine = Engine()
    for text in (startlijst.html(document), startlijst.html(document).replace(rendering.MAY_TIGHTEN, rendering.TIGHT)):
        found = [line for page in engine.lay_out(text).pages for line in lines_of(page, "who", "when")]
        assert len(found) >= 2 * len(ticks)
        assert {words for words, number in found if number > 1} == set()


def test_the_short_moments_are_words():
    assert [item.short_moment_words for item in MOMENTS] == [
        "365 dagen ervoor",
        "28 dagen ervoor",
        "1 dag ervoor",
        "op de eerste dag",
        "stagedag 120",
        "365 dagen voor eind",
        "de laatste dag",
        "365 dagen na eind",
    ]


def fullest(wanted):
    """The most lines that the roomy list holds on so many pages."""
    engine, most = Engine(), 0
    for number in range(25, 60):
        if len(engine.lay_out(startlijst.html(listed(number))).pages) > wanted:
            return most
        most = number
    raise AssertionError


def test_a_few_lines_too_many_make_the_list_tighter_alone_and_in_a_batch():
    most = fullest(1)
    for more in (1, 3):
        text = startlijst.html(listed(most + more))
        assert pages(text) == 1
        batch = render_batch([("Een", text), ("Twee", (text,))], "Lijsten")
        assert len(pdf_reading.opened(batch.pdf).pages) == 2
    assert pages(startlijst.html(listed(most * 3 // 2))) == 2


def test_a_list_is_laid_out_twice_only_for_a_nearly_empty_page(monkeypatch):
    asked = []
    lay_out = Engine.lay_out
    monkeypatch.setattr(Engine, "lay_out", lambda self, text: asked.append(text) or lay_out(self, text))
    render_pdf(startlijst.html(listed(5)))
    render_pdf(inwerkdocument.html(examples.inwerkdocument("Tweede")))
    assert len(asked) == 2


def test_no_page_of_the_checklist_zorginstelling_holds_the_plan_alone():
    """However many lines it has: the plan takes the last of its theme along."""
    for number in range(14, 23):
        lines = tuple(CheckLine(f"Regel {place}.", "Werkbegeleider", "Doe dit.", "nee") for place in range(number))
        content = Content((Section("Thema", tuple(Line(line.text) for line in lines)),))
        blank = build(content, Facts(examples.ORIGIN, leerplaats="De Kade"))
        result = with_result(
            blank, (Theme("Thema", lines, "0 in orde"),), score="0 in orde", checked_on="vandaag", checked_by="Joost"
        )
        last = Engine().lay_out(html(result)).pages[-1]
        assert lines_of(last, "why"), number


def test_a_blank_list_does_not_warn_about_names():
    blank = replace(examples.checklist(students=""), werkbegeleider="")
    assert introduction_checklist.NAMES_WARNING not in introduction_checklist.html(blank)
    for named in (examples.checklist(), replace(blank, werkbegeleider="Samira")):
        assert introduction_checklist.NAMES_WARNING in introduction_checklist.html(named)


def test_a_tool_of_the_plan_stays_with_its_title_in_word():
    paragraphs = Document(io.BytesIO(tool_plan.word(examples.tool_plan()))).paragraphs
    titles = [place for place, one in enumerate(paragraphs) if one.style.name == "Heading 3"]
    assert titles
    for place in titles:
        block = paragraphs[place : next(i for i, one in enumerate(paragraphs) if i > place and one.text[:4] == "Wie:")]
        assert all(one.paragraph_format.keep_with_next for one in block[1:])
