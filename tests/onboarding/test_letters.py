"""Letters to a student: what is known of the stage stands in them, and the code on them opens nothing by itself."""

import re

import pytest
from django.urls import reverse

from onboarding.documents import build_document
from profiles.addresses import absolute
from tests.factories import LeerplaatsprofielFactory, PlacementFactory, StudentFactory, UserFactory
from toolbox.actions.templates import with_content
from toolbox.enums import Level
from toolbox.formats import FORMATS
from toolbox.models import Template

pytestmark = pytest.mark.django_db


@pytest.fixture
def placement():
    placement = PlacementFactory(
        request__student=StudentFactory(with_user=True), werkbegeleider=UserFactory(name="Samira Voorbeeld")
    )
    LeerplaatsprofielFactory(leerplaats=placement.leerplaats, online=True)
    return placement


def letter(key, placement):
    template = with_content(Template.objects.filter(format=key, level=Level.REGION)).get()
    return build_document(key, placement, template=template)


@pytest.mark.parametrize("key", ["welcome_letter", "invitation"])
def test_the_code_leads_to_the_page_that_asks_for_a_login(key, placement, client):
    document = letter(key, placement)

    assert document.page == absolute(reverse("my-placement"))
    assert not re.search(r"[A-Za-z0-9_-]{30,}", document.page)  # no secret
    assert client.get(document.page).status_code == 302  # to the page to log in


def test_a_welcome_letter_says_when_where_and_who(placement):
    text = FORMATS["welcome_letter"].module.html(letter("welcome_letter", placement))

    assert f"Welkom op {placement.leerplaats.name}" in text
    assert "om 8.30 uur" in text
    assert "Receptie hoofdingang" in text
    assert "Wie je ophaalt: Samira." in text
    assert "Voorbeeld" not in text.split("</header>")[1]  # of colleagues only the first name


def test_a_letter_of_whom_nothing_is_known_has_room_to_write():
    placement = PlacementFactory()
    text = FORMATS["welcome_letter"].module.html(letter("welcome_letter", placement))

    assert "Wie je ophaalt: ……………." in text
    assert 'class="blank"' in text
