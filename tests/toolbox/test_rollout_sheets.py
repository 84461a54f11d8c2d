"""The sheets of invoeren in vijf stappen: texts by the schrijfwijzer, one page each, and a Word file that opens."""

import io
import re

import pytest
from docx import Document

from tests.toolbox import examples, pdf_reading
from tests.toolbox.test_base_formats import FORBIDDEN, too_long
from toolbox.formats import rollout_poster, rollout_sheet
from toolbox.rendering import render_pdf
from toolbox.rollout_steps import STEPS


def texts():
    for step in STEPS:
        yield from (step.title, step.goal, f"Klaar als {step.done_when}", *step.questions)
        for task in step.tasks:
            yield from (task.text, task.why, task.url_label)


@pytest.mark.parametrize("text", [text for text in texts() if text])
def test_every_text_is_plain(text):
    assert not FORBIDDEN.search(text)
    assert too_long(text) == []
    assert "!" not in text


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.title)
def test_every_gespreksblad_is_one_page_with_room_after_each_question(step):
    html = rollout_sheet.html(examples.rollout_sheet(step))
    assert len(pdf_reading.opened(render_pdf(html)).pages) == 1
    assert len(re.findall(r'<div class="room room-2"></div></li>', html)) == len(step.questions)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.title)
def test_the_word_file_of_a_gespreksblad_holds_every_question(step):
    file = Document(io.BytesIO(rollout_sheet.word(examples.rollout_sheet(step))))
    paragraphs = [paragraph.text for paragraph in file.paragraphs]
    assert set(step.questions) <= set(paragraphs)
    assert [p.text for p in file.paragraphs if p.style.name == "Heading 1"] == [f"Stap {step.number}: {step.title}"]


@pytest.mark.parametrize("size", rollout_poster.SIZES)
@pytest.mark.parametrize(
    "name", ["De Kade", "Afdeling voor revalidatie na een beroerte en andere schade aan de hersenen"]
)
def test_the_poster_is_one_page_also_with_a_long_name(size, name):
    pdf = pdf_reading.opened(render_pdf(rollout_poster.html(examples.rollout_poster(name), size)))
    assert len(pdf.pages) == 1
    assert round(float(pdf.pages[0].mediabox[2])) == (595 if size == "a4" else 842)
