"""What the people who keep a profile print: the list of papers, the fill-in version, the poster, the word list."""

import base64
import io
from dataclasses import replace

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from profiles.enums import Role, Sector
from profiles.page_media import PagePhoto
from profiles.questions import PARTS
from tests.factories import (
    ANSWERS,
    ActRuleFactory,
    GlossaryTermFactory,
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    PhotoFactory,
    person,
)
from tests.toolbox import examples, pdf_reading
from toolbox.formats import fill_in_profile, leerplaatsprofiel, poster
from toolbox.formats.fill_in_profile import Choice
from toolbox.print_rules import MAX_PHOTO_CHARACTERS, DocumentRefused
from toolbox.printed_fill_in import printed_fill_in
from toolbox.printed_photo import printed_photo
from toolbox.printed_poster import printed_poster
from toolbox.rendering import render_fitting, render_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def leerplaats(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.SITE_URL = "https://regiomaas.example"
    return LeerplaatsFactory(sector=Sector.HOSPITAL, name="De Kade")


@pytest.fixture
def editor(client, leerplaats):
    user = person(Role.PRAKTIJKOPLEIDER, leerplaats.institution, leerplaats)
    client.force_login(user)
    return user


def photo_of(leerplaats, size=(900, 600)):
    data = io.BytesIO()
    Image.new("RGB", size, "teal").save(data, "WEBP")
    return PhotoFactory(leerplaats=leerplaats, large=ContentFile(data.getvalue(), "foto.webp"))


def questions_of(document):
    return {question.label: question for part in document.parts for question in part.questions}


def test_the_fill_in_version_asks_everything_of_the_sector(leerplaats):
    profile = LeerplaatsprofielFactory(leerplaats=leerplaats, answers={})
    asked = questions_of(printed_fill_in(leerplaats, profile))
    expected = [
        question.label_for(leerplaats.sector)
        for part in PARTS
        for question in part.questions_for(leerplaats.sector)
        if question.key != "requirements"
    ]
    assert set(expected) <= set(asked)
    assert "Hoeveel bedden zijn er?" in asked
    assert all(question.room or question.choices for question in asked.values())


def test_the_fill_in_version_has_the_answers_and_ticks_the_choices(leerplaats):
    profile = LeerplaatsprofielFactory(leerplaats=leerplaats)
    asked = questions_of(printed_fill_in(leerplaats, profile))
    short = asked["In het kort"]
    assert (short.lines, short.room) == ((ANSWERS["in_short"],), 1)
    clothing = asked["Welke kleding dragen studenten?"]
    assert clothing.is_needed
    assert Choice("Uniform van de instelling", True) in clothing.choices
    assert Choice("Eigen kleding", False) in clothing.choices
    assert clothing.lines == ()


def test_all_answers_leave_out_what_is_empty(leerplaats):
    profile = LeerplaatsprofielFactory(leerplaats=leerplaats)
    document = printed_fill_in(leerplaats, profile, is_blank_shown=False)
    text = fill_in_profile.html(document)
    assert ANSWERS["in_short"] in text
    assert "Uniform van de instelling" in text
    assert "Eigen kleding" not in text
    assert "Hoeveel bedden" not in text
    assert 'class="room' not in text
    assert document.title == "Alle antwoorden De Kade"


def test_an_editor_prints_both_and_the_list_leads_to_them(client, leerplaats, editor):
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
    GlossaryTermFactory(institution=leerplaats.institution)
    page = client.get(reverse("leerplaats-paper", args=[leerplaats.pk])).content.decode()
    addresses = [
        reverse("profile-fill-in", args=[leerplaats.pk]),
        reverse("profile-answers", args=[leerplaats.pk]),
        reverse("leerplaats-print", args=[leerplaats.slug]),
        reverse("leerplaats-card", args=[leerplaats.slug]),
        reverse("leerplaats-poster", args=[leerplaats.slug]),
        reverse("glossary-print", args=[leerplaats.institution_id]),
    ]
    for address in addresses:
        assert f'href="{address}"' in page
    assert "Zakkaartje" not in page
    for address in addresses[:2]:
        pdf = pdf_reading.opened(client.get(address).content)
        assert str(pdf.docinfo.Title).endswith("De Kade")
        assert pdf_reading.tags(pdf).count("H1") == 1


def test_the_pocket_card_is_listed_when_something_was_agreed(client, leerplaats, editor):
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
    ActRuleFactory(leerplaats=leerplaats)
    page = client.get(reverse("leerplaats-paper", args=[leerplaats.pk])).content.decode()
    assert f'href="{reverse("act-public", args=[leerplaats.slug])}">Zakkaartje' in page


def test_the_list_of_papers_of_a_concept_offers_what_exists(client, leerplaats, editor):
    LeerplaatsprofielFactory(leerplaats=leerplaats)
    page = client.get(reverse("leerplaats-paper", args=[leerplaats.pk])).content.decode()
    assert "zodra het profiel online is" in page
    assert "Invulversie" in page
    for absent in ("Poster", "Woordenlijst", reverse("leerplaats-print", args=[leerplaats.slug])):
        assert absent not in page


def test_an_empty_word_list_is_not_printed(client, leerplaats, editor):
    address = reverse("glossary-print", args=[leerplaats.institution_id])
    GlossaryTermFactory(institution=leerplaats.institution, removed_at=timezone.now())
    assert client.get(address).status_code == 404
    GlossaryTermFactory(institution=leerplaats.institution, term="MDO", explanation="overleg")
    pdf = pdf_reading.opened(client.get(address).content)
    assert str(pdf.docinfo.Title) == f"Woordenlijst {leerplaats.institution.name}"


def test_the_poster_shows_the_first_photo_and_leads_to_the_public_page(client, leerplaats):
    photo = photo_of(leerplaats)
    photos = [{"id": str(photo.pk), "alt": "De ingang", "decorative": False}]
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=True, answers=ANSWERS | {"photos": photos})
    value = printed_poster(leerplaats)
    assert value.photo.startswith("data:image/jpeg;base64,")
    assert value.photo_alt == "De ingang"
    for size, width in (("", 595), ("?papier=a3", 842)):
        pdf = pdf_reading.opened(client.get(reverse("leerplaats-poster", args=[leerplaats.slug]) + size).content)
        assert len(pdf.pages) == 1
        assert round(float(pdf.pages[0].MediaBox[2])) == width
        assert pdf_reading.tags(pdf).count("Figure") == 2
        assert set(pdf_reading.links(pdf)) == {f"https://regiomaas.example/leerplaatsen/{leerplaats.slug}"}


def test_a_photo_of_another_leerplaats_or_without_a_file_is_not_printed(leerplaats):
    photo = photo_of(leerplaats)
    shown = PagePhoto(str(photo.pk), "De ingang")
    other = LeerplaatsFactory(location=leerplaats.location)
    assert printed_photo(other, shown, (300, 200)) == ""
    assert printed_photo(leerplaats, shown, (300, 200)) != ""
    photo.large.storage.delete(photo.large.name)
    assert printed_photo(leerplaats, shown, (300, 200)) == ""


def test_what_is_in_view_on_the_page_is_in_view_on_paper(leerplaats):
    data = io.BytesIO()
    picture = Image.new("RGB", (900, 600), "black")
    picture.paste("white", (0, 0, 300, 600))
    picture.save(data, "WEBP")
    photo = PhotoFactory(leerplaats=leerplaats, large=ContentFile(data.getvalue(), "foto.webp"))
    seen = {}
    for focus in ("left", "bottom-right"):
        source = printed_photo(leerplaats, PagePhoto(str(photo.pk), "", focus=focus), (300, 600))
        with Image.open(io.BytesIO(base64.b64decode(source.partition(",")[2]))) as printed:
            assert printed.size == (300, 600)
            seen[focus] = printed.getpixel((150, 300))[0] > 128
    assert seen == {"left": True, "bottom-right": False}


def test_a_profile_has_its_first_photo_at_the_top_and_its_text_comes_first():
    value = examples.leerplaatsprofiel()
    with_photo = replace(value, photo=examples.photo(300, 200), photo_alt="De ingang")
    pages = render_fitting(leerplaatsprofiel.versions(with_photo), leerplaatsprofiel.PAGES)
    assert pdf_reading.tags(pdf_reading.opened(pages)).count("Figure") == 2
    tight = list(leerplaatsprofiel.versions(with_photo))
    assert ["<img" in text for text in tight] == [True, True, True, False, True, False]
    assert len(list(leerplaatsprofiel.versions(value))) == 4


def test_a_poster_with_a_name_that_leaves_no_room_goes_without_photo():
    name = "Verpleegafdeling Cardiologie, Longziekten en Kortverblijf van het Moeder en Kindcentrum Noordzijde " * 3
    pdf = pdf_reading.opened(render_fitting(poster.versions(examples.poster(name)), 1))
    assert pdf_reading.tags(pdf).count("Figure") == 1


def test_photos_of_a_document_are_bounded():
    source = f"data:image/jpeg;base64,{'A' * MAX_PHOTO_CHARACTERS}"
    html = f'<html lang="nl"><head><title>x</title></head><body><p><img src="{source}" alt=""></p></body></html>'
    with pytest.raises(DocumentRefused, match="photos"):
        render_pdf(html)
