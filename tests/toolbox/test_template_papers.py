"""Every sjabloon of the region on paper: what a program reads in the PDF of each format, whatever its shape."""

import re
from datetime import date
from itertools import pairwise

import pytest

from tests.toolbox import pdf_reading
from toolbox.actions.templates import with_content
from toolbox.enums import Level
from toolbox.formats import FORMATS, template_formats
from toolbox.formats.content import Facts
from toolbox.formats.merge_fields import FIELD
from toolbox.models import Template
from toolbox.origins import origin
from toolbox.previews import blank_content, preview_document
from toolbox.rendering import render_pdf

KEYS = [one.key for one in template_formats()]
MONDAY = date(2027, 2, 1)
pytestmark = pytest.mark.django_db


def original(key):
    return with_content(Template.objects.filter(format=key, level=Level.REGION)).get()


def preview(key):
    return preview_document(original(key), MONDAY)


def without_facts(key):
    """The same sheet when nothing is known: no student, no leerplaats."""
    facts = Facts(origin=origin())
    return FORMATS[key].module.build(blank_content(original(key)).filled(facts), facts)


def html_of(key, document):
    return FORMATS[key].module.html(document)


def pdf_of(key, document):
    return pdf_reading.opened(render_pdf(html_of(key, document)))


@pytest.mark.parametrize("key", KEYS)
def test_a_sheet_is_tagged_and_says_its_language_and_title(key):
    document = preview(key)
    pdf = pdf_of(key, document)
    assert pdf_reading.ua_part(pdf) == "1"
    assert pdf.Root.Lang == "nl"
    assert pdf.docinfo.Title == document.title
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert pdf_reading.unmarked_texts(pdf) == []


@pytest.mark.parametrize("key", KEYS)
def test_headings_come_in_order_and_lists_hold_list_items(key):
    pdf = pdf_of(key, preview(key))
    levels = [int(tag[1]) for tag in pdf_reading.tags(pdf) if re.fullmatch(r"H[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    lists = [element for element in pdf_reading.elements(pdf) if element.S == "/L"]
    assert lists
    assert {str(kid.S) for element in lists for kid in element.K} <= {"/LI"}


@pytest.mark.parametrize("key", KEYS)
def test_every_font_is_embedded_and_ours(key):
    fonts = pdf_reading.fonts(pdf_of(key, preview(key)))
    assert all(fonts.values())
    assert {name.split("-")[0] for name in fonts} <= {"Noto", "Bricolage"}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("make", [preview, without_facts])
def test_no_merge_field_is_left_unfilled(key, make):
    text = re.sub("<[^>]*>", " ", html_of(key, make(key)))
    assert FIELD.findall(text) == []


@pytest.mark.parametrize("key", KEYS)
def test_a_sheet_about_nobody_is_printed_too_and_has_a_name(key):
    document = without_facts(key)
    pdf = pdf_of(key, document)
    assert pdf_reading.tags(pdf).count("H1") == 1
    assert not document.title.startswith(",")
    assert not document.title.endswith((",", " "))
    assert ", ," not in document.title
    assert not re.search(r"<h1>\s*</h1>", html_of(key, document))


@pytest.mark.parametrize("key", KEYS)
def test_every_line_of_the_sjabloon_stands_on_the_sheet(key):
    if FORMATS[key].layouts or FORMATS[key].lines != (0, 0):
        return  # a card shows as many as fit; its own tests count them
    document = html_of(key, preview(key))
    facts_free = [line.text for line in blank_content(original(key)).lines if "[" not in line.text]
    missing = [text for text in facts_free if _escaped(text) not in document]
    assert missing == []


def _escaped(text):
    return text.replace("&", "&amp;").replace("'", "&#x27;")


@pytest.mark.parametrize("key", KEYS)
def test_a_note_explains_its_line_on_paper_and_in_word(key):
    notes = [line.note for line in blank_content(original(key)).lines if line.note and "[" not in line.note]
    document = preview(key)
    text = html_of(key, document)
    assert [note for note in notes if _escaped(note) not in text] == []


@pytest.mark.parametrize(
    ("key", "pages"),
    [
        ("institution_checklist", 2),
        ("introduction_checklist", 1),
        ("introduction_programme", 1),
        ("inwerkdocument", 2),
        ("invitation", 1),
        ("welcome_letter", 1),
        ("photo_introduction", 2),
        ("mentor_mentee", 2),
        ("mentor_mentor", 2),
        ("senior_students", 1),
        ("conversation_acquaint", 2),
        ("conversation_progress", 2),
        ("conversation_coaching", 2),
        ("conversation_final", 2),
        ("evaluation", 2),
        ("evaluation_stopped", 1),
        ("evaluation_team", 1),
        ("offboarding_checklist", 1),
    ],
)
def test_a_sheet_takes_one_piece_of_paper(key, pages):
    assert len(pdf_of(key, preview(key)).pages) == pages
