"""A new format touches three places: a module, a folder with its page and its text, and one line in FORMATS."""

import importlib.util
import io
from textwrap import dedent

import pytest
from django.template import Engine
from django.urls import reverse
from docx import Document

from profiles.enums import Role
from tests.factories import InstitutionFactory, person
from tests.toolbox import pdf_reading
from toolbox import base_formats
from toolbox.actions.base_formats import load_base_formats
from toolbox.enums import Level
from toolbox.formats import FORMATS, PROMPT, Family, Format, pages
from toolbox.models import Template

pytestmark = pytest.mark.django_db

KEY, LABEL = "thank_you_card", "Bedankkaart"
MODULE = '''
"""Bedankkaart: a few words for a student who leaves."""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Origin
from toolbox.formats.word import WordFile


@dataclass(frozen=True)
class ThankYouCard:
    origin: Origin
    student: str
    lines: tuple

    @property
    def title(self):
        return f"Bedankt {self.student}"

    @property
    def footer(self):
        return self.origin.footer(self.title)


def build(content, facts):
    return ThankYouCard(facts.origin, facts.student, content.lines)


def html(document):
    return fill("thank_you_card/document.html", document)


def word(document):
    file = WordFile(document.title, document.footer, document.origin.sender)
    file.heading(document.title, 1)
    file.bullets(line.text for line in document.lines)
    return file.data()
'''
PAGE = """
{% extends "documents/base.html" %}
{% block body %}<h1>{{ document.title }}</h1>
<ul>{% for line in document.lines %}<li>{{ line.text }}</li>{% endfor %}</ul>{% endblock %}
"""
TEXT = """
intro = "Een paar woorden voor wie weggaat."

[[sections]]
title = "Op de kaart"
items = [{ text = "Bedankt, [voornaam]. We zagen je groeien op [leerplaats]." }]
"""


@pytest.fixture
def new_format(tmp_path, monkeypatch):
    """The three places; nothing else of the product is touched."""
    module = tmp_path / f"{KEY}.py"
    module.write_text(MODULE, encoding="utf-8")
    documents = tmp_path / "templates" / "documents"
    documents.mkdir(parents=True)
    for known in base_formats.DOCUMENTS.iterdir():
        (documents / known.name).symlink_to(known)
    folder = documents / KEY
    folder.mkdir()
    (folder / "document.html").write_text(dedent(PAGE).strip(), encoding="utf-8")
    (folder / "content.toml").write_text(TEXT, encoding="utf-8")

    spec = importlib.util.spec_from_file_location(KEY, module)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    line = Format(KEY, LABEL, loaded, purpose="Voor wie weggaat.", family=Family.END, columns=PROMPT)

    monkeypatch.setitem(FORMATS, KEY, line)
    monkeypatch.setattr(pages, "_engine", Engine(dirs=[tmp_path / "templates"]))
    monkeypatch.setattr(base_formats, "DOCUMENTS", documents)
    load_base_formats()
    return line


@pytest.fixture
def coordinator(client):
    client.force_login(person(Role.COORDINATOR, InstitutionFactory()))
    return client


def original():
    return Template.objects.get(format=KEY, level=Level.REGION)


def test_without_it_nobody_knows_the_format(coordinator):
    assert LABEL not in coordinator.get(reverse("template-list")).content.decode()


def test_it_stands_in_the_list_of_sjablonen_under_its_family(new_format, coordinator):
    page = coordinator.get(reverse("template-list")).content.decode()
    family = page.split(f">{Family.END.value}</h2>")[1]
    assert LABEL in family
    assert "Voor wie weggaat." in family


def test_its_text_can_be_read_and_previewed(new_format, coordinator):
    detail = coordinator.get(reverse("template-detail", args=[original().pk]))
    assert "We zagen je groeien op [leerplaats]." in detail.content.decode()
    preview = coordinator.get(reverse("template-preview", args=[original().pk]))
    assert preview.status_code == 200
    assert f"Voorbeeld: {LABEL}" in preview.content.decode()


def test_it_is_printed_with_its_fields_filled(new_format, coordinator):
    response = coordinator.get(reverse("template-preview-pdf", args=[original().pk]))
    pdf = pdf_reading.opened(b"".join(response) if response.streaming else response.content)
    assert pdf.docinfo.Title == "Bedankt Noor"
    assert pdf_reading.ua_part(pdf) == "1"
    assert pdf_reading.tags(pdf).count("H1") == 1


def test_it_exists_as_a_word_file(new_format, coordinator):
    response = coordinator.get(reverse("template-preview-word", args=[original().pk]))
    file = Document(io.BytesIO(response.content))
    assert [p.text for p in file.paragraphs] == ["Bedankt Noor", "Bedankt, Noor. We zagen je groeien op De Kade."]
