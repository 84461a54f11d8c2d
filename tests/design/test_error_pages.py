"""The pages for when something is wrong: they must need nothing that may be wrong."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from onboarding.middleware import IdentityMiddleware
from profiles.enums import Role
from tests.factories import person


@pytest.mark.parametrize("name", ["500.html", "403_csrf.html"])
def test_page_needs_no_context_and_no_database(name):
    written = render_to_string(name)

    assert written.count("<h1>") == 1
    assert "Hulp nodig?" in written
    assert "Inloggen" not in written  # it cannot know whether somebody is logged in
    assert "Stagestart</title>" in written


def test_unknown_address_offers_the_two_ways_on(client, db):
    answer = client.get("/bestaat-niet")

    assert answer.status_code == 404
    assert "Deze pagina vinden we niet" in answer.content.decode()
    assert "Zoek een leerplaats" in answer.content.decode()


def test_address_of_a_button_that_is_opened_says_so_and_offers_a_way_back(client, db):
    client.force_login(person(Role.COORDINATOR))

    answer = client.get(reverse("section-move", args=[1]))

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Ga terug naar de pagina waar je was" in answer.content.decode()
    assert reverse("home") in answer.content.decode()


def test_page_for_somebody_else_says_whom_to_ask(rf):
    request = rf.get("/werk/overzicht")
    request.user = type("Visitor", (), {"is_authenticated": False, "is_active": True})()
    IdentityMiddleware(lambda request: None)(request)

    written = render_to_string("403.html", {}, request)

    assert "Vraag het aan de coördinator van je instelling of school." in written
