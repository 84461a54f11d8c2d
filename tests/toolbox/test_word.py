"""The Word files: what Word and LibreOffice need to show and edit them well."""

import dataclasses
import io
import shutil
import subprocess

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.toolbox import examples, originals
from toolbox.formats import FORMATS, sheet
from toolbox.formats.pieces import Tick, TickList
from toolbox.formats.questionnaire import MARKS, SCALE, SCALE_CHOICES

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
KEYS = [one.key for one in FORMATS.values() if one.is_template and one.has_word]
LISTS = ["introduction_checklist", "inwerkdocument", "offboarding_checklist"]
EXTRA = {  # headings that are not of the sjabloon
    "inwerkdocument": ["Mijn vragen en afspraken"],
    "institution_checklist": ["Ons plan"],
    "invitation": ["Jouw pagina"],
    "welcome_letter": ["Jouw pagina"],
}
LIBREOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def word_of(key, value=None):
    return FORMATS[key].module.word(value or originals.document_of(key))


def opened(key, value=None):
    return Document(io.BytesIO(word_of(key, value)))


@pytest.fixture(scope="module")
def resaved(tmp_path_factory):
    """Each Word file as somebody has saved it again: by LibreOffice where it is installed, else by python-docx."""
    folder = tmp_path_factory.mktemp("word")
    for key in KEYS:
        (folder / f"{key}.docx").write_bytes(word_of(key))
    if LIBREOFFICE:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        convert = ["--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "again")]
        files = [str(folder / f"{key}.docx") for key in KEYS]
        subprocess.run([LIBREOFFICE, profile, *convert, *files], check=True, capture_output=True, timeout=180)
    else:
        (folder / "again").mkdir()
        for key in KEYS:
            Document(folder / f"{key}.docx").save(folder / "again" / f"{key}.docx")
    return {key: Document(folder / "again" / f"{key}.docx") for key in KEYS}


def headings(document):
    return [(int(p.style.name[-1]), p.text) for p in document.paragraphs if p.style.name.lower().startswith("heading")]


def boxes(document):
    """(name, ticked) of every check box that can be clicked."""
    found = []
    for box in document.element.body.iter(f"{W14}checkbox"):
        name = box.getparent().find(qn("w:alias"))
        found.append(
            ("" if name is None else name.get(qn("w:val")), box.find(f"{W14}checked").get(f"{W14}val") in ("1", "true"))
        )
    return found


def cells(document):
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def test_the_formats_that_people_edit_have_a_word_file():
    assert {"institution_checklist", "welcome_letter", "evaluation", "conversation_final", *LISTS} <= set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_headings_are_real_and_in_order(key):
    found = headings(opened(key))
    document = originals.document_of(key)
    titles = [section.title for section in originals.content_of(key).sections] + EXTRA.get(key, [])
    if isinstance(document, sheet.Sheet) and document.kind.has_agreements:
        titles.append(sheet.AGREEMENTS)
    assert found == [(1, document.heading), *((2, title) for title in titles)]


@pytest.mark.parametrize("key", KEYS)
def test_what_explains_a_line_stands_in_the_file(key):
    everything = {paragraph.text for paragraph in opened(key).element.body.iter(qn("w:p"))}
    for line in originals.content_of(key).filled(originals.FACTS).lines:
        assert any(line.text in text for text in everything)
        assert not line.note or any(text.endswith(line.note) for text in everything)


@pytest.mark.parametrize("key", KEYS)
def test_every_check_box_has_a_name_and_a_number_of_its_own(key):
    found = list(opened(key).element.body.iter(f"{W14}checkbox"))
    numbers = [box.getparent().find(qn("w:id")).get(qn("w:val")) for box in found]
    assert len(set(numbers)) == len(numbers)
    assert all(box.getparent().find(qn("w:alias")).get(qn("w:val")) for box in found)


@pytest.mark.parametrize("key", LISTS)
def test_every_line_of_a_list_has_a_check_box(key):
    lines = originals.content_of(key).lines
    assert boxes(opened(key)) == [(line.text[:60], False) for line in lines]


def test_a_line_that_is_done_is_ticked_in_word_too():
    value = dataclasses.replace(
        examples.checklist(), lists=(TickList("Deel", (Tick("A", done="klaar op 2 februari 2026"), Tick("B"))),)
    )
    assert boxes(opened("introduction_checklist", value)) == [("A", True), ("B", False)]


def test_a_checklist_of_the_institution_has_a_box_for_each_answer():
    lines = originals.content_of("institution_checklist").lines
    names = [name for name, _ in boxes(opened("institution_checklist"))]
    assert len(names) == 3 * len(lines)
    assert names[:3] == [f"{choice}: {lines[0].text}"[:60] for choice in ("ja", "deels", "nee")]


def test_a_questionnaire_has_a_box_for_each_choice():
    lines = originals.content_of("evaluation").lines
    many = {SCALE: len(SCALE_CHOICES), "mark": len(MARKS)}
    assert len(boxes(opened("evaluation"))) == sum(many.get(line.answer, len(line.choices)) for line in lines)


@pytest.mark.parametrize("key", KEYS)
def test_tables_say_what_they_are_repeat_their_header_and_keep_rows_whole(key):
    titles = [title for _, title in headings(opened(key))]
    for table in opened(key).tables:
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) in titles
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(cell.text for cell in table.rows[0].cells)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


@pytest.mark.parametrize("key", KEYS)
def test_paper_language_and_title(key):
    document = opened(key)
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert document.core_properties.title == originals.document_of(key).title
    assert document.core_properties.language == "nl-NL"
    languages = {element.get(qn("w:val")) for element in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"nl-NL"}
    assert originals.document_of(key).footer in section.footer.paragraphs[0].text


def test_steps_are_a_numbered_list_that_starts_anew_in_each_part():
    steps = [p for p in opened("photo_introduction").paragraphs if p.style.name == "List Number"]
    numbers = [step._p.pPr.numPr.numId.val for step in steps]
    sizes = [len(section.lines) for section in originals.content_of("photo_introduction").sections]
    assert [numbers.count(number) for number in dict.fromkeys(numbers)] == sizes


def test_text_of_people_stays_text():
    value = dataclasses.replace(
        examples.inwerkdocument(),
        student='Noor <b>& "co"\x0b',
        lists=(TickList("<w:br/>\x00", (Tick('<script> & "x"\x1f', who="\x0bSam", note="<b>\x00"),)),),
    )
    document = opened("inwerkdocument", value)
    assert document.paragraphs[1].text == 'Noor <b>& "co" op De Kade'
    assert [cell.text for cell in document.tables[0].rows[1].cells][1:] == ['<script> & "x"\n<b>', "Sam"]


@pytest.mark.parametrize("key", KEYS)
def test_a_file_that_was_saved_again_keeps_its_headings_tables_and_check_boxes(key, resaved):
    before, after = opened(key), resaved[key]
    assert headings(after) == headings(before)
    assert cells(after) == cells(before)
    # LibreOffice before 7.5 drops the name that a screen reader says; the box itself and its tick stay.
    assert [ticked for _, ticked in boxes(after)] == [ticked for _, ticked in boxes(before)]


def test_a_file_that_was_saved_again_keeps_its_lists(resaved):
    for key in ("invitation", "photo_introduction"):
        before, after = opened(key), resaved[key]
        wanted = [p.text for p in before.paragraphs if p.style.name.startswith("List")]
        kept = [p.text for p in after.paragraphs if p.style.name.startswith("List")]
        assert wanted
        assert kept == wanted
