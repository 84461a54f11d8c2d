"""Whether koppelen turns out fair: counted per school, opleiding and travel region, in groups nobody is seen in."""

import inspect
from dataclasses import fields

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from onboarding.fairness import SMALL_GROUPS, SMALLEST_GROUP, Outcome, compare, load_outcomes, region_of
from onboarding.matching import Offer, Request
from profiles.enums import Role
from profiles.models import PostcodeArea
from tests.factories import (
    LeerplaatsFactory,
    PeriodFactory,
    PlacementFactory,
    PlacementRequestFactory,
    PlaceOfferFactory,
    SchoolFactory,
    StudentFactory,
    person,
)


def text_of(response):
    return " ".join(response.content.decode().split())


def outcome(school="ROC", placed=True, first_wish=None, km=None):
    return Outcome(school, "VIG", "Regio 31", placed, first_wish, km)


def by_school(outcomes):
    return compare(outcomes, lambda one: one.school)


def test_counts_of_a_group():
    outcomes = [outcome(first_wish=True, km=4.0)] * 3 + [outcome(first_wish=False, km=10.0)] * 2
    outcomes += [outcome(placed=False)] * 5
    (group,) = by_school(outcomes)
    assert (group.name, group.asked, group.placed, group.without) == ("ROC", 10, 5, 5)
    assert (group.placed_share, group.first_wish_share, group.km) == (50, 60, 4)


def test_small_groups_are_one_group_and_that_one_is_not_small():
    outcomes = [outcome("Groot")] * 20 + [outcome("Middel")] * 6 + [outcome("Klein")] * 2 + [outcome("Mini")]
    groups = {group.name: group.asked for group in by_school(outcomes)}
    assert groups == {"Groot": 20, SMALL_GROUPS: 9}  # 3 would be seen, so the smallest of the others joins


def test_too_few_altogether_shows_nothing():
    assert by_school([outcome()] * 4) == []


@given(st.lists(st.sampled_from("abcdefgh"), max_size=60))
def test_no_group_is_small_and_nobody_is_lost(schools):
    groups = by_school([outcome(school) for school in schools])
    assert all(group.asked >= SMALLEST_GROUP for group in groups)
    assert sum(group.asked for group in groups) == (len(schools) if len(schools) >= SMALLEST_GROUP else 0)


@pytest.mark.parametrize(
    ("postcode", "region"),
    [("3074 KE", "Regio 30"), ("3125NW", "Regio 31"), ("", "Postcode niet bekend"), ("x", "Postcode niet bekend")],
)
def test_travel_region_is_the_start_of_the_postcode(postcode, region):
    assert region_of(postcode) == region


def test_nothing_about_the_person_is_in_the_model_or_in_the_counts():
    """The page says what is never used: hold it against the fields there are."""
    known = {field.name for kind in (Request, Offer, Outcome) for field in fields(kind)}
    never = ("name", "photo", "gender", "age", "birth", "origin", "nationality", "health")
    assert [name for name in known if any(word in name.split("_") for word in never)] == []
    assert "school" in known  # the fields were really read
    assert inspect.isclass(Request)


# --- From the database ---


@pytest.fixture
def period():
    return PeriodFactory(name="Periode 7")


def fill(period, number, *, leerplaats=None, placed=True, wish="", school=None, postcode="3074 KE"):
    offer = PlaceOfferFactory(leerplaats=leerplaats or LeerplaatsFactory(), period=period, number=50)
    for _ in range(number):
        student = StudentFactory(school=school or SchoolFactory(), postcode=postcode)
        school = student.school
        request = PlacementRequestFactory(
            student=student,
            institution=offer.institution,
            period=period,
            programme=offer.programme,
            wishes=[wish] if wish else [],
        )
        if placed:
            PlacementFactory(offer=offer, request=request)
    return offer


@pytest.mark.django_db
def test_first_wish_and_distance_are_read_from_the_stage(period):
    PostcodeArea.objects.create(postcode="3074", town="Rotterdam", latitude=51.9, longitude=4.5)
    leerplaats = LeerplaatsFactory(name="De Kade", location__latitude=52.0, location__longitude=4.5)
    fill(period, 1, leerplaats=leerplaats, wish="De Kade")
    fill(period, 1, leerplaats=LeerplaatsFactory(name="De Werf", location=leerplaats.location), wish="De Kade")
    fill(period, 1, placed=False, wish="De Kade")
    found = load_outcomes(period)
    assert [(one.placed, one.first_wish) for one in found] == [(True, True), (True, False), (False, None)]
    assert [one.km and round(one.km) for one in found] == [11, 11, None]


@pytest.mark.django_db
def test_coordinator_sees_the_own_institution_and_the_region_all(client, period):
    mine = fill(period, 6, school=SchoolFactory(name="ROC Eigen"))
    fill(period, 7, school=SchoolFactory(name="ROC Elders"))
    client.force_login(person(Role.COORDINATOR, mine.institution))
    text = text_of(client.get(reverse("match-fairness")))
    assert "ROC Eigen" in text
    assert "ROC Elders" not in text
    client.force_login(person(Role.REGIONAL_ADMIN))
    text = text_of(client.get(f"{reverse('match-fairness')}?periode={period.pk}"))
    assert "ROC Eigen" in text
    assert "ROC Elders" in text


@pytest.mark.django_db
def test_few_without_a_place_are_not_counted_out(client, period):
    school = SchoolFactory(name="ROC Proef")
    leerplaats = LeerplaatsFactory()
    fill(period, 18, leerplaats=leerplaats, school=school)
    fill(period, 2, leerplaats=LeerplaatsFactory(location=leerplaats.location), school=school, placed=False)
    client.force_login(person(Role.REGIONAL_ADMIN))
    response = client.get(reverse("match-fairness"))
    (row,) = response.context["tables"][0]["rows"]
    assert (row["asked"], row["placed"]) == ("20 tot 50", "Allemaal, of minder dan 10 niet")
    assert "Zonder plek" not in text_of(response)
    client.force_login(person(Role.COORDINATOR, leerplaats.institution))
    response = client.get(f"{reverse('match-fairness')}?periode=xxx")
    (row,) = response.context["tables"][0]["rows"]
    assert (row["asked"], row["placed"], row["without"]) == ("20", "90 van de 100", "2")
    assert "geldige keuze" not in text_of(response)
    assert "Over de eerste wens en de afstand zeggen we hier niets." in text_of(response)


@pytest.mark.django_db
def test_as_many_queries_for_3_as_for_300_requests(client, period):
    client.force_login(person(Role.REGIONAL_ADMIN))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("match-fairness")).status_code == 200
        return len(captured)

    school = SchoolFactory()
    leerplaats = LeerplaatsFactory()
    fill(period, 3, leerplaats=leerplaats, school=school, wish="kade")
    few = queries()
    for _ in range(6):
        fill(period, 49, leerplaats=leerplaats, school=school, wish="kade")
    assert queries() == few
