"""The guide for begeleiders: complete, on one A4, and in plain Dutch."""

import io
import re

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from profiles.enums import Role
from tests.factories import person
from toolbox.formats import FORMATS, Family, template_formats
from toolbox.guidance import guide_page, guide_pages, qualities

pytestmark = pytest.mark.django_db
FORBIDDEN = re.compile(r"\b(hij|zij|haar|hem|hijzelf|helaas|gewoon|even|binnenkort)\b|!", re.IGNORECASE)


@pytest.fixture
def client():
    client = Client()
    client.force_login(person(Role.WERKBEGELEIDER))
    return client


def sentences():
    for page in guide_pages():
        said = [page.summary, *page.questions, *page.avoid, *page.today, page.dialogue.situation]
        said += [says for _, says in page.dialogue.lines]
        said += [line for part in page.parts for line in (*part.text, *part.list)]
        for text in said:
            yield from re.split(r"(?<=[.?:]) ", text)
    for quality in qualities():
        for text in (quality.sentence, quality.tip):
            yield from re.split(r"(?<=[.?:]) ", text)


def test_the_guide_has_every_subject_and_each_can_be_used_today(client):
    assert [page.slug for page in guide_pages()] == [
        "coachen",
        "adviseren",
        "motiveren",
        "eerste-dagen",
        "drie-praktische-tips",
        "samen-verantwoordelijk",
    ]
    listed = client.get(reverse("guide-list")).content.decode()
    for page in guide_pages():
        assert reverse("guide-detail", args=[page.slug]) in listed
        assert page.parts and page.questions and page.avoid and page.dialogue.lines and len(page.today) == 3


def test_every_sheet_that_a_page_names_is_a_talk():
    talks = {format.key for format in template_formats() if format.family == Family.TALKS}

    assert {key for page in guide_pages() for key in page.sheets} == talks


def test_every_quality_leads_to_a_page_of_the_guide():
    assert len(qualities()) == 11
    assert all(guide_page(quality.page) for quality in qualities())


def test_texts_are_short_and_name_nobody_by_gender():
    long = [sentence for sentence in sentences() if len(sentence.split()) > 20]
    wrong = [sentence for sentence in sentences() if FORBIDDEN.search(sentence)]

    assert long == []
    assert wrong == []


def test_a_page_says_what_to_do_ask_and_avoid(client):
    page = guide_page("coachen")

    shown = client.get(reverse("guide-detail", args=["coachen"])).content.decode()

    for sentence in (*page.today, *page.questions, *page.avoid):
        assert sentence in shown
    assert reverse("guide-sheet", args=["conversation-coaching"]) in shown


@pytest.mark.parametrize("slug", [page.slug for page in guide_pages()])
def test_a_subject_is_printed_on_one_page(client, slug):
    answer = client.get(reverse("guide-print", args=[slug]))

    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize("address", ["guide-detail", "guide-print", "guide-sheet"])
def test_an_unknown_subject_is_not_there(client, address):
    assert client.get(reverse(address, args=["toveren"])).status_code == 404


def test_a_list_that_is_no_talk_is_no_sheet_here(client):
    assert "inwerkdocument" in FORMATS
    assert client.get(reverse("guide-sheet", args=["inwerkdocument"])).status_code == 404
