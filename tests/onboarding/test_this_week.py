"""Deze week starten: who a team receives, on the screen and on the card for the team room."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from onboarding.documents import build_team_card
from onboarding.models import Placement
from onboarding.this_week import first_week, monday_of, starters, team_stages, week_words, weeks_from
from profiles.access import load_identity
from profiles.enums import Purpose, Role
from tests.access.paper import blank_paper
from tests.factories import (
    ConsentFactory,
    LeerplaatsFactory,
    PlacementFactory,
    PlaceOfferFactory,
    PortraitFactory,
    StudentFactory,
    person,
)

pytestmark = pytest.mark.django_db
PAGE = reverse("this-week")


@pytest.fixture
def offer():
    return PlaceOfferFactory(number=40)


@pytest.fixture
def colleague(client, offer):
    """A werkbegeleider of the leerplaats who guides nobody yet."""
    user = person(Role.WERKBEGELEIDER, offer.institution, offer.leerplaats)
    client.force_login(user)
    return client


def stage(offer, name="Noor", weeks=0, **fields):
    monday = first_week(timezone.localdate()) + timedelta(weeks=weeks)
    student = StudentFactory(given_name=name, last_name="Zuidema", with_user=True)
    return PlacementFactory(
        offer=offer, starts_on=monday + timedelta(days=1), request__student=student, weekdays=[1, 3], **fields
    )


def text(response):
    return " ".join(response.content.decode().split())


def card_of(client, day, **query):
    with blank_paper() as sheets:
        answer = client.get(reverse("this-week-card", args=[day.isoformat()]), query)
    return answer, " ".join(sheets)


def test_a_colleague_of_the_team_sees_first_names_and_no_other_leerplaats(colleague, offer):
    noor = stage(offer, wants_to_learn="Rustig een gesprek voeren.")
    stage(offer, "Ali", weeks=1)
    stage(offer, "Bo", cancelled=True)
    other = LeerplaatsFactory(location=offer.leerplaats.location)
    stage(PlaceOfferFactory(leerplaats=other, period=offer.period), "Sam")
    page = text(colleague.get(PAGE))
    assert "Noor" in page and "Wil leren: Rustig een gesprek voeren." in page and "dinsdag en donderdag" in page
    for absent in ("Zuidema", "Ali", "Sam", "<h3>Bo"):
        assert absent not in page
    assert reverse("placement-detail", args=[noor.pk]) not in page  # not guided by this colleague
    later = first_week(timezone.localdate()) + timedelta(weeks=1)
    assert "Ali" in text(colleague.get(PAGE, {"week": later.isoformat()}))


def test_what_a_student_wants_to_learn_is_left_out_when_nothing_was_said(colleague, offer):
    stage(offer)
    assert "Wil leren" not in text(colleague.get(PAGE))
    assert "Wil leren" not in card_of(colleague, first_week(timezone.localdate()))[1]


def test_a_photo_is_shown_only_with_consent_and_goes_when_it_is_taken_back(colleague, offer):
    noor, ali = stage(offer), stage(offer, "Ali")
    portraits = [PortraitFactory(user=one.student.user) for one in (noor, ali)]
    consent = ConsentFactory(user=noor.student.user, purpose=Purpose.PHOTO_TEAM)
    addresses = [reverse("portrait", args=[one.pk]) for one in portraits]

    page, (_, paper) = text(colleague.get(PAGE)), card_of(colleague, noor.starts_on)
    assert addresses[0] in page and addresses[1] not in page
    assert paper.count("data:image/jpeg;base64,") == 1 and "Foto van Noor" in paper

    consent.withdrawn_at = timezone.now()
    consent.save()
    page, (_, paper) = text(colleague.get(PAGE)), card_of(colleague, noor.starts_on)
    assert addresses[0] not in page and "data:image" not in paper


def test_the_card_holds_the_choice_and_the_warning(colleague, offer):
    noor = stage(offer)
    answer, paper = card_of(colleague, noor.starts_on)
    assert answer["Content-Type"] == "application/pdf"
    assert "Noor" in paper and "Zuidema" not in paper and "Leg dit blad niet op een plek waar cliënten komen" in paper
    assert card_of(colleague, noor.starts_on, leerplaats=offer.leerplaats.pk)[0].status_code == 200
    assert card_of(colleague, noor.starts_on - timedelta(weeks=4))[0].url == PAGE
    assert colleague.get(reverse("this-week-card", args=["morgen"])).status_code == 404


def test_a_week_without_starters_says_what_to_do(colleague):
    assert "In deze week start er niemand op jullie leerplaatsen" in text(colleague.get(PAGE))


def test_takes_as_many_queries_for_three_as_for_many(colleague, offer):
    def queries():
        with CaptureQueriesContext(connection) as found:
            assert colleague.get(PAGE).status_code == 200
        return len(found)

    for number in range(3):
        stage(offer, f"Noor{number}")
    few = queries()
    for number in range(12):
        stage(offer, f"Sam{number}")
    assert queries() == few


def test_the_values_of_the_card_take_a_fixed_number_of_queries(offer, django_assert_num_queries):
    for number in range(5):
        stage(offer, f"Noor{number}")
    identity_free = Placement.objects.active()
    found = list(starters(identity_free, first_week(timezone.localdate())))
    with django_assert_num_queries(1):
        assert len(build_team_card(found).groups[0].starters) == 5


@pytest.mark.parametrize(("days", "expected"), [(0, 0), (4, 0), (5, 7), (6, 7)])
def test_in_the_weekend_the_week_that_comes_is_shown(days, expected):
    monday = monday_of(timezone.localdate())
    assert first_week(monday + timedelta(days=days)) == monday + timedelta(days=expected)
    assert len(set(weeks_from(monday))) == 10


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 6, 15), "15 tot en met 21 juni 2026"),
        (date(2026, 11, 30), "30 november tot en met 6 december 2026"),
        (date(2026, 12, 28), "28 december 2026 tot en met 3 januari 2027"),
    ],
)
def test_a_week_is_named_across_months_and_years(day, words):
    assert week_words(day) == words


def test_who_works_nowhere_receives_nobody(offer):
    stage(offer)
    assert not team_stages(load_identity(person(Role.STUDENT))).exists()
    assert team_stages(load_identity(person(Role.COORDINATOR, offer.institution))).count() == 1


def test_the_page_says_when_it_shows_the_week_that_comes(client, colleague):
    monday = monday_of(timezone.localdate())
    for week, said in ((monday, False), (monday + timedelta(weeks=1), True)):
        page = client.get(f"{PAGE}?week={week:%Y-%m-%d}").content.decode()
        assert ("Dat is volgende week." in page) is said
