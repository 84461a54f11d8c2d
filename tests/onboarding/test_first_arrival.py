"""One time and one place on the first day: the introduction of that day leads, on every screen, sheet and mail."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from onboarding.actions.messages import start_mail
from onboarding.calendar import placement_calendar
from onboarding.countdown import letter, with_letter_facts
from onboarding.documents import build_team_card, placement_facts
from onboarding.enums import MessageKind
from onboarding.known_facts import facts_of
from onboarding.models import IntroGuest, IntroMeeting, Placement
from onboarding.student_sheets import sheet_of, with_facts
from onboarding.today import today_of
from profiles.access import load_identity
from profiles.enums import Role
from tests.factories import (
    IntroGuestFactory,
    LeerplaatsprofielFactory,
    PlacementFactory,
    StudentFactory,
    coming_monday,
    person,
)
from toolbox.formats import FORMATS

START = coming_monday(1)
ROOM = "Leslokaal 2, eerste verdieping"
pytestmark = pytest.mark.django_db


@pytest.fixture
def noor():
    student = StudentFactory(given_name="Noor", with_user=True)
    stage = PlacementFactory(
        request__student=student, starts_on=START, weekdays=[0, 1], start_time="8.30", report_place="Receptie"
    )
    LeerplaatsprofielFactory(leerplaats=stage.leerplaats, online=True)
    return stage


@pytest.fixture
def introduction(noor):
    """An introduction on the first day, to which Noor is invited."""
    guest = IntroGuestFactory(
        placement=noor,
        invited_at=timezone.now(),
        meeting__day=START,
        meeting__begins_at=time(10),
        meeting__ends_at=time(15),
        meeting__room=ROOM,
    )
    return guest.meeting


def stage_of(noor):
    return with_facts(Placement.objects.filter(pk=noor.pk)).get()


def test_all_that_says_when_and_where_says_the_introduction(noor, introduction, client):
    stage = stage_of(noor)
    sheet = placement_facts(stage)
    assert (sheet.start_time, sheet.report_place) == ("10.00 uur", ROOM)
    assert (facts_of(stage)["report_time"], facts_of(stage)["report_place"]) == ("10.00 uur", ROOM)
    subject, body = start_mail(stage)
    assert "om 10.00 uur" in subject
    assert f"Waar: {ROOM}, " in body
    row = with_letter_facts(Placement.objects.filter(pk=noor.pk)).get()
    subject, body = letter(MessageKind.THREE_DAYS, row, [], START - timedelta(days=3))
    assert "om 10.00 uur" in subject
    assert f"Waar: {ROOM}, " in body
    [group] = build_team_card([stage]).groups
    assert group.starters[0].arrives == f"10.00 uur, {ROOM}"
    client.force_login(noor.student.user)
    page = client.get(reverse("my-placement")).content.decode()
    assert "10.00 uur" in page
    assert "8.30" not in page


def test_the_mail_the_letter_and_the_page_send_the_student_to_the_people_of_the_introduction(
    noor, introduction, client
):
    """And not along the route to the ward, or to who receives students there."""
    introduction.guides.add(person(Role.WERKBEGELEIDER, noor.institution, name="Samira"))
    profile = noor.leerplaats.profile.published
    profile.answers |= {"report_to": "Bram", "route_last": "Neem lift B.", "travel": "Bus 7."}
    profile.save()
    row = with_letter_facts(Placement.objects.filter(pk=noor.pk)).get()
    _, body = letter(MessageKind.THREE_DAYS, row, [], START - timedelta(days=3))
    assert "Bij wie: vraag naar Samira\n" in body
    for elsewhere in ("Bram", "lift B", "Bus 7"):
        assert elsewhere not in body
    for key in ("welcome_letter", "invitation"):
        paper = FORMATS[key].module.html(sheet_of(key, stage_of(noor)))
        assert "Wie je ophaalt: Samira." in paper or "Vraag naar Samira." in paper
        assert "Bram" not in paper
    client.force_login(noor.student.user)
    assert "Samira" in client.get(reverse("my-placement")).content.decode()

    introduction.guides.clear()
    row = with_letter_facts(Placement.objects.filter(pk=noor.pk)).get()
    _, body = letter(MessageKind.THREE_DAYS, row, [], START - timedelta(days=3))
    assert "Bram" not in body and "Bij wie: dat is nog niet bekend." in body

    introduction.guests.update(invited_at=None)
    row = with_letter_facts(Placement.objects.filter(pk=noor.pk)).get()
    _, body = letter(MessageKind.THREE_DAYS, row, [], START - timedelta(days=3))
    assert "Wie haalt je op: vraag naar Bram\nRoute: Neem lift B." in body
    assert placement_facts(stage_of(noor)).welcome == "Bram"


def test_the_calendar_begins_where_the_introduction_is(noor, introduction):
    first, second, *_ = Calendar.from_ical(placement_calendar(stage_of(noor), timezone.localdate())).walk("VEVENT")
    assert first["dtstart"].dt.time() == time(10)
    assert first["location"].startswith(ROOM)
    assert ROOM not in second["location"]


def test_whoever_fetches_the_student_reads_the_same(noor, introduction):
    samira = person(Role.WERKBEGELEIDER, noor.institution, name="Samira")
    Placement.objects.update(werkbegeleider=samira)
    [start] = today_of(load_identity(samira), START).starts
    assert ROOM in start.note
    assert "10.00 uur" in start.note


@pytest.mark.parametrize(
    "change",
    [
        lambda meeting: IntroGuest.objects.update(invited_at=None),
        lambda meeting: IntroMeeting.objects.update(cancelled_at=timezone.now()),
        lambda meeting: IntroMeeting.objects.update(day=START + timedelta(days=1)),
    ],
    ids=["not invited", "lapsed", "another day"],
)
def test_an_introduction_the_student_does_not_begin_with_leads_nothing(noor, introduction, change):
    change(introduction)
    stage = stage_of(noor)
    assert (stage.arrival_time, stage.arrival_place) == ("8.30", "Receptie")


def test_of_two_introductions_on_the_first_day_the_first_leads(noor, introduction):
    IntroGuestFactory(
        placement=noor,
        invited_at=timezone.now(),
        meeting__day=START,
        meeting__begins_at=time(9),
        meeting__room="Aula",
    )
    assert stage_of(noor).arrival_place == "Aula"


def test_a_list_asks_the_introductions_once(noor, introduction, django_assert_num_queries):
    stages = list(with_facts(Placement.objects.filter(pk=noor.pk)))
    with django_assert_num_queries(0):
        assert stages[0].arrival_place == ROOM
