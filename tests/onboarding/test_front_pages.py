"""The pages for everyone: what they offer to whom, in plain words, and without faults in a browser."""

import re

import pytest
from django.urls import reverse

from profiles.enums import Role
from tests.factories import person

pytestmark = pytest.mark.django_db

PAGES = ("start", "how-it-works", "help", "accessibility", "privacy", "account_signup", "account_login", "link-lost")
FORBIDDEN = ("dient te", "middels", "conform", "indien", "participeren", "monitoren", "helaas", "gewoon", "klik hier")
LONGEST_SENTENCE = 20  # words


def visible_text(response):
    """What a reader sees in <main>, one line per block."""
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)[0]
    lines = re.sub(r"</?(p|li|h\d|dt|dd|label|a|button|div|form|ul|ol)\b[^>]*>", "\n", main)
    return re.sub(r"<[^>]+>", "", lines)


def test_start_offers_four_ways_in(client):
    page = client.get(reverse("start")).content.decode()
    assert f'action="{reverse("leerplaats-catalogue")}"' in page
    for name in ("Ik ben student", "Ik werk in de zorg", "Ik werk op een school"):
        assert f"<h2>{name}</h2>" in page


def test_start_knows_who_is_logged_in(client):
    client.force_login(person(Role.COORDINATOR, name="Farida Voorbeeld"))
    page = client.get(reverse("start")).content.decode()
    assert "Welkom, Farida" in page
    assert "Ik ben student" not in page


def test_search_of_the_start_page_reaches_the_catalogue(client):
    page = client.get(reverse("start")).content.decode()
    assert 'name="zoek"' in page
    assert 'name="zoek"' in client.get(reverse("leerplaats-catalogue")).content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_texts_are_plain(client, name):
    text = visible_text(client.get(reverse(name)))
    sentences = [sentence.split() for sentence in re.split(r"[.?!:]\s|\n", text)]
    assert [" ".join(words) for words in sentences if len(words) > LONGEST_SENTENCE] == []
    assert [word for word in FORBIDDEN if word in text.lower()] == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_front_pages_have_no_faults_for_a_screen_reader(transactional_db, browser_page, axe, width):
    page = browser_page(width)
    for name in (*PAGES, "account_reset_password", "account_reset_password_done", "account_inactive"):
        page.goto(reverse(name))
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
