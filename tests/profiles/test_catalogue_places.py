"""What the public list says of places that may come, and of those for a group."""

import pytest
from django.urls import reverse

from profiles.catalogue_counts import _made
from profiles.enums import Certainty
from tests.factories import (
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    PeriodFactory,
    PlacementFactory,
    PlaceOfferFactory,
    SchoolFactory,
)
from tests.profiles.conftest import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def period():
    return PeriodFactory(name="voorjaar 2027")


@pytest.fixture
def leerplaats():
    leerplaats = LeerplaatsFactory(name="De Kade")
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
    return leerplaats


def listed(client):
    return text_of(client.get(reverse("leerplaats-catalogue")))


def test_a_place_that_may_come_is_called_so_and_is_no_place_in_the_filter(client, leerplaats, period):
    PlaceOfferFactory(leerplaats=leerplaats, period=period, certainty=Certainty.MAYBE)

    page = listed(client)

    assert "Misschien plek" in page
    assert "Plek in voorjaar 2027" not in page
    assert _made().room == {}


@pytest.mark.parametrize("certainty", [Certainty.SURE, Certainty.ABOUT])
def test_a_place_that_is_sure_wins(client, leerplaats, period, certainty):
    PlaceOfferFactory(leerplaats=leerplaats, period=period, certainty=Certainty.MAYBE)
    PlaceOfferFactory(leerplaats=leerplaats, period=period, certainty=certainty)

    page = listed(client)

    assert "Plek in voorjaar 2027" in page
    assert "Misschien plek" not in page
    assert _made().room[period.pk, None] == {leerplaats.pk}


def test_a_maybe_that_is_taken_is_no_maybe(client, leerplaats, period):
    PlacementFactory(offer=PlaceOfferFactory(leerplaats=leerplaats, number=1, certainty=Certainty.MAYBE))

    assert "Geen plek nu" in listed(client)


def test_the_places_of_a_group_are_for_nobody_else(client, leerplaats, period):
    PlaceOfferFactory(leerplaats=leerplaats, period=period, school=SchoolFactory())

    assert "Geen plek nu" in listed(client)
    assert _made().room == {}
