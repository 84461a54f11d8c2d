"""The calendar of a student and of a werkbegeleider, read as a calendar reads it.

Two parsers read every feed: the one of the library that wrote it, and one that programs for calendars use.
"""

from datetime import UTC, date, time, timedelta

import pytest
import vobject
from django.urls import reverse
from icalendar import Calendar

from onboarding.actions.feeds import make_feed, revoke_feed, secret_of
from onboarding.calendar import student_feed
from onboarding.models import CalendarFeed, Placement
from onboarding.stagedagen import stagedagen
from profiles.enums import Role
from tests.factories import (
    IntroGuestFactory,
    PlacementFactory,
    RosterShiftFactory,
    StudentFactory,
    person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def placement():
    guide = PlacementFactory().leerplaats
    return PlacementFactory(
        offer__leerplaats=guide,
        request__student=StudentFactory(with_user=True, given_name="Noor"),
        werkbegeleider=person(Role.WERKBEGELEIDER, guide.institution, guide),
    )


def address_of(user):
    return reverse("calendar-feed-read", args=[secret_of(make_feed(user=user))])


def read(client, address):
    """The events by their first day, as a calendar reads them: without logging in."""
    client.logout()
    body = client.get(address).content
    events = Calendar.from_ical(body).walk("VEVENT")
    other = getattr(vobject.readOne(body.decode()), "vevent_list", [])
    assert [event.uid.value for event in other] == [str(event["uid"]) for event in events]
    assert [event.dtstart.value for event in other] == [event.decoded("dtstart") for event in events]
    assert len({event["uid"] for event in events}) == len(events)
    return events


def day_of(event):
    start = event.decoded("dtstart")
    return start.date() if hasattr(start, "hour") else start


def test_a_day_that_begins_with_an_introduction_is_called_so(client, placement):
    day = stagedagen(placement.rhythm)[0]
    RosterShiftFactory(placement=placement, day=day, label="Vroege dienst")
    address = address_of(placement.student.user)
    assert "(vroege dienst)" in str(read(client, address)[0]["summary"])

    IntroGuestFactory(placement=placement, meeting__day=day, invited_at=placement.confirmed_at)

    assert "(introductie)" in str(read(client, address)[0]["summary"])


def test_a_student_reads_every_stagedag_and_the_introduction(client, placement):
    IntroGuestFactory(placement=placement, meeting__day=placement.starts_on, invited_at=placement.confirmed_at)
    IntroGuestFactory(placement=placement, meeting__day=placement.starts_on + timedelta(days=70))  # nobody is invited

    events = read(client, address_of(placement.student.user))

    stages = [event for event in events if str(event["summary"]).startswith("Stage ")]
    assert [day_of(event) for event in stages] == list(stagedagen(placement.rhythm))
    assert [day_of(event) for event in events if event not in stages] == [placement.starts_on]


def test_a_dienst_gives_the_times_and_a_night_ends_the_next_morning(client, placement):
    second = stagedagen(placement.rhythm)[1]
    RosterShiftFactory(placement=placement, day=second, label="Nachtdienst", begins_at=time(23), ends_at=time(7))

    night = next(
        event for event in read(client, address_of(placement.student.user)) if "nachtdienst" in event["summary"]
    )

    assert night.decoded("dtstart").time() == time(23)
    assert night.decoded("dtend").time() == time(7)
    assert night.decoded("dtend").date() == second + timedelta(days=1)


def test_a_change_of_the_clock_moves_no_dienst():
    placement = PlacementFactory(
        request__starts_on=date(2027, 3, 22),
        request__ends_on=date(2027, 4, 9),
        request__weekdays=[0],
        start_time="",
    )
    for day in (date(2027, 3, 22), date(2027, 3, 29)):  # before and after the last Sunday of March; then Easter Monday
        Placement.objects.filter(pk=placement.pk).update(extra_days=[date(2027, 3, 29)])
        RosterShiftFactory(placement=placement, day=day, begins_at=time(7, 30), ends_at=time(16))
    stage = Placement.objects.with_calendar().get(pk=placement.pk)

    events = Calendar.from_ical(student_feed([stage], "Mijn stage")).walk("VEVENT")

    begins = [event.decoded("dtstart") for event in events[:2]]
    assert [begin.time() for begin in begins] == [time(7, 30), time(7, 30)]
    assert [begin.astimezone(UTC).hour for begin in begins] == [6, 5]


def test_a_werkbegeleider_reads_who_is_there_and_who_begins(client, placement):
    other = PlacementFactory(
        offer__leerplaats=placement.leerplaats,
        request__student__given_name="Bilal",
        request__starts_on=placement.starts_on,
        werkbegeleider=placement.werkbegeleider,
    )

    first = read(client, address_of(placement.werkbegeleider))[0]

    assert day_of(first) == placement.starts_on
    assert {placement.student.short_name, other.student.short_name} <= set(
        str(first["summary"]).removesuffix(" zijn er").split(" en ")
    )
    assert "begint vandaag" in first["description"]
    assert placement.student.last_name not in first.to_ical().decode()


def test_a_stage_that_lapsed_is_in_no_calendar(client, placement):
    address = address_of(placement.student.user)
    Placement.objects.filter(pk=placement.pk).update(status="cancelled", cancelled_at=placement.confirmed_at)

    assert read(client, address) == []


def test_making_an_address_twice_gives_one_and_stopping_it_closes_it(client, placement):
    user = placement.student.user
    client.force_login(user)

    for _ in range(2):
        client.post(reverse("calendar-feed"))
    address = reverse("calendar-feed-read", args=[secret_of(CalendarFeed.objects.get(user=user))])
    assert address in client.get(reverse("calendar-feed")).content.decode()
    assert client.get(address).status_code == 200
    client.post(reverse("calendar-feed-revoke"))

    assert client.get(address).status_code == 404
    assert "Maak mijn adres" in client.get(reverse("calendar-feed")).content.decode()


def test_a_new_address_after_stopping_is_another_one(placement):
    user = placement.student.user
    old = secret_of(make_feed(user=user))
    revoke_feed(user=user)

    assert secret_of(make_feed(user=user)) != old


def test_a_copy_of_the_database_opens_nothing_without_the_key(client, placement, settings):
    feed = make_feed(user=placement.student.user)
    settings.SECRET_KEY = "een-andere-sleutel-van-een-andere-installatie-met-vijftig-tekens"

    assert client.get(reverse("calendar-feed-read", args=[secret_of(feed)])).status_code == 404
    client.force_login(placement.student.user)
    assert "Je adres werkt niet meer" in client.get(reverse("calendar-feed")).content.decode()


def test_the_queries_of_a_feed_do_not_grow(client, placement, django_assert_max_num_queries):
    address = address_of(placement.werkbegeleider)
    client.logout()
    for number in (2, 20):
        for _ in range(number):
            one = PlacementFactory(offer__leerplaats=placement.leerplaats, werkbegeleider=placement.werkbegeleider)
            RosterShiftFactory(placement=one)
        with django_assert_max_num_queries(9):
            client.get(address)
