"""The Word files: what Word and LibreOffice need to show and edit them well."""

import dataclasses
import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.toolbox import examples
from toolbox.formats import FORMATS
from toolbox.formats.pieces import Tick, TickList

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WORD = {"inwerkdocument": examples.inwerkdocument, "introduction_checklist": examples.checklist}


def opened(key, value=None):
    return Document(io.BytesIO(FORMATS[key].module.word(value or WORD[key]())))


@pytest.mark.parametrize("key", WORD)
def test_headings_are_real_and_in_order(key):
    headings = [(p.style.name, p.text) for p in opened(key).paragraphs if p.style.name.startswith("Heading")]
    value = WORD[key]()
    extra = [("Heading 2", "Mijn vragen en afspraken")] if key == "inwerkdocument" else []
    assert headings == [("Heading 1", value.heading), *(("Heading 2", part.title) for part in value.lists), *extra]


@pytest.mark.parametrize("key", WORD)
def test_every_line_has_a_check_box_with_a_name_and_a_number_of_its_own(key):
    body = opened(key).element.body
    ticks = [tick for part in WORD[key]().lists for tick in part.ticks]
    boxes = list(body.iter(f"{W14}checkbox"))
    names = [box.getparent().find(qn("w:alias")).get(qn("w:val")) for box in boxes]
    numbers = [box.getparent().find(qn("w:id")).get(qn("w:val")) for box in boxes]
    assert names == [tick.text[:60] for tick in ticks]
    assert len(set(numbers)) == len(ticks)


def test_a_line_that_is_done_is_ticked_in_word_too():
    value = dataclasses.replace(
        examples.checklist(), lists=(TickList("Deel", (Tick("A", done="klaar op 2 februari 2026"), Tick("B"))),)
    )
    body = opened("introduction_checklist", value).element.body
    assert [box.find(f"{W14}checked").get(f"{W14}val") for box in body.iter(f"{W14}checkbox")] == ["1", "0"]


@pytest.mark.parametrize("key", WORD)
def test_tables_say_what_they_are_repeat_their_header_and_keep_rows_whole(key):
    for part, table in zip(WORD[key]().lists, opened(key).tables, strict=True):
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == part.title
        header, *rows = table.rows
        assert header._tr.trPr.find(qn("w:tblHeader")) is not None
        assert [cell.text for cell in header.cells][:2] == ["Klaar", "Wat"]
        assert [row.cells[1].text for row in rows] == [tick.text for tick in part.ticks]
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


@pytest.mark.parametrize("key", WORD)
def test_paper_language_and_title(key):
    document = opened(key)
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert document.core_properties.title == WORD[key]().title
    assert document.core_properties.language == "nl-NL"
    languages = {element.get(qn("w:val")) for element in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"nl-NL"}
    assert WORD[key]().footer in section.footer.paragraphs[0].text


def test_text_of_people_stays_text():
    value = dataclasses.replace(
        examples.inwerkdocument(),
        student='Noor <b>& "co"\x0b',
        lists=(TickList("<w:br/>\x00", (Tick('<script> & "x"\x1f', who="\x0bSam"),)),),
    )
    document = opened("inwerkdocument", value)
    assert document.paragraphs[1].text == 'Noor <b>& "co" op De Kade'
    assert [cell.text for cell in document.tables[0].rows[1].cells][1:] == ['<script> & "x"', "Sam"]
