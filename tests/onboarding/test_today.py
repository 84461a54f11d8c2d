"""Vandaag: who starts, at most three things by what goes wrong first, the card, who is there; ticked on the spot."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from onboarding.models import TaskChange
from onboarding.today import today_of
from profiles.access import load_identity
from profiles.enums import Role
from tests.factories import (
    IntroGuestFactory,
    IntroMeetingFactory,
    LeerplaatsFactory,
    PlacementFactory,
    RosterShiftFactory,
    StudentQuestionFactory,
    TaskFactory,
    person,
)
from toolbox.enums import Owner, Signal
from toolbox.guidance.daily import FIRST_DAYS, daily_card, daily_cards

pytestmark = pytest.mark.django_db
EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]


@pytest.fixture
def place():
    return LeerplaatsFactory()


@pytest.fixture
def samira(place):
    return person(Role.WERKBEGELEIDER, place.institution, place, name="Samira Haddad")


def stage(place, guide, starts_on, **given):
    weeks = {"offer__period__starts_on": starts_on, "offer__period__ends_on": starts_on + timedelta(days=140)}
    return PlacementFactory(
        offer__leerplaats=place, werkbegeleider=guide, request__weekdays=EVERY_DAY, weekdays=EVERY_DAY, **weeks, **given
    )


def text_of(response):
    return " ".join(response.content.decode().split())


def task(placement, days, text, **given):
    due_on = timezone.localdate() + timedelta(days=days)
    return TaskFactory(placement=placement, owner=Owner.WERKBEGELEIDER, due_on=due_on, text=text, **given)


def test_who_starts_today_is_fetched(client, place, samira):
    today = timezone.localdate()
    stage(place, samira, today, start_time="8.30", report_place="Receptie hoofdingang", days_off=[])
    client.force_login(samira)
    page = today_of(load_identity(samira), today)
    if page.starts:  # a public holiday is no stagedag
        assert page.starts[0].sentence == "Noor start vandaag"
        assert page.starts[0].note == "Haal Noor om 8.30 uur op. Plek: Receptie hoofdingang."
        assert page.present[0].number == 1 and page.card == daily_card(1)
        assert "Haal Noor om 8.30 uur op." in text_of(client.get(reverse("today")))


def test_who_leads_an_introduction_finds_it_and_who_fetches_knows_of_it(client, place, samira):
    today = timezone.localdate()
    start = today + timedelta(days=3)
    one = stage(place, samira, start, start_time="8.30", report_place="Receptie hoofdingang")
    given = {"day": one.first_day, "begins_at": time(10), "room": "Leslokaal 2"}
    meeting = IntroMeetingFactory(institution=place.institution, location=place.location, **given)
    meeting.guides.add(samira)
    IntroGuestFactory(meeting=meeting, placement=one, invited_at=timezone.now())
    client.force_login(samira)

    page = today_of(load_identity(samira), today)
    text = text_of(client.get(reverse("today")))
    assert page.starts[0].note == "Noor begint bij de introductie, om 10.00 uur. Plek: Leslokaal 2."
    assert f'href="{reverse("introduction-detail", args=[meeting.pk])}"' in text
    assert f"Leslokaal 2, {place.location.name}. 1 student komt." in text

    meeting.guides.clear()
    assert "Introducties die je leidt" not in text_of(client.get(reverse("today")))


def test_the_card_comes_when_the_student_does(place, samira):
    today = timezone.localdate()
    stage(place, samira, today + timedelta(days=21))
    assert today_of(load_identity(samira), today).card is None


def test_who_guides_is_led_to_the_own_calendar_and_others_are_not(client, place, samira):
    address = f'href="{reverse("calendar-feed")}"'
    client.force_login(samira)
    assert address in text_of(client.get(reverse("today"))) and address in text_of(client.get(reverse("my-data")))
    client.force_login(person(Role.COORDINATOR, place.institution))
    assert address not in text_of(client.get(reverse("today"))) + text_of(client.get(reverse("my-data")))


def test_at_most_three_things_and_what_goes_wrong_first_leads(client, place, samira):
    today = timezone.localdate()
    running = stage(place, samira, today + timedelta(days=10))
    task(running, 6, "Vertel het team wie er komt")
    task(running, -2, "Plan de introductie")
    task(running, 3, "Maak het rooster", signal=Signal.ROSTER_KNOWN)
    task(running, 60, "Veel later")
    TaskFactory(placement=running, owner=Owner.COORDINATOR, due_on=today, text="Van een ander")
    StudentQuestionFactory(placement=running, answer_by=today - timedelta(days=1))

    page = today_of(load_identity(samira), today)

    texts = [thing.text for thing in page.things]
    assert texts == ["Plan de introductie", "Geef antwoord op de vraag van Noor", "Maak het rooster van Noor"]
    assert page.more == 1
    assert page.things[2].url == reverse("placement-roster", args=[running.pk])
    client.force_login(samira)
    assert "Daarna: nog 1 ding" in text_of(client.get(reverse("today")))


def test_a_rooster_with_holes_is_a_thing_to_do(place, samira):
    today = timezone.localdate()
    running = stage(place, samira, today - timedelta(days=20))
    assert today_of(load_identity(samira), today).things == ()  # no rooster is kept here at all
    RosterShiftFactory(placement=running, day=today, begins_at=time(8), ends_at=time(16))
    assert [one.text for one in today_of(load_identity(samira), today).things] == ["Vul het rooster van Noor aan"]


def test_a_task_is_ticked_once_and_taken_back(client, place, samira):
    todo = task(stage(place, samira, timezone.localdate() + timedelta(days=9)), 1, "Plan de introductie")
    client.force_login(samira)
    answer = client.post(reverse("today-tick", args=[todo.pk]), follow=True)
    client.post(reverse("today-tick", args=[todo.pk]))

    todo.refresh_from_db()
    change = TaskChange.objects.get()
    assert todo.done_by == samira and change.by == samira
    assert "Klaar: Plan de introductie" in text_of(answer) and "Maak ongedaan" in text_of(answer)
    client.post(reverse("today-undo", args=[change.pk]))
    todo.refresh_from_db()
    assert not todo.is_done


def test_a_praktijkopleider_who_guides_has_a_day_too_and_others_do_not(client, place, samira):
    leader = person(Role.PRAKTIJKOPLEIDER, place.institution, place)
    mine = stage(place, leader, timezone.localdate() + timedelta(days=9))
    todo = task(mine, 1, "Plan de introductie")
    client.force_login(leader)
    assert "Plan de introductie" in text_of(client.get(reverse("today")))
    client.force_login(samira)
    assert "Je begeleidt nu geen studenten." in text_of(client.get(reverse("today")))
    assert client.post(reverse("today-tick", args=[todo.pk])).status_code == 404


def test_the_page_makes_a_fixed_number_of_queries(client, place, samira):
    today, counts = timezone.localdate(), []
    client.force_login(samira)
    for number in (1, 4):
        for _ in range(number):
            one = stage(place, samira, today + timedelta(days=3))
            task(one, 1, "Plan de introductie voor [voornaam]")
            StudentQuestionFactory(placement=one)
        with CaptureQueriesContext(connection) as counted:
            client.get(reverse("today"))
        counts.append(len(counted))
    assert counts[0] == counts[1]


def test_a_werkbegeleider_lands_on_today(client, samira):
    client.force_login(samira)
    assert client.get(reverse("home"))["Location"] == reverse("today")


def test_every_stagedag_has_a_card_with_a_page_of_the_guide():
    assert len({daily_card(number) for number in range(1, 60)}) == len(daily_cards())
    assert all(card.subject for card in daily_cards())
    assert daily_card(FIRST_DAYS + 1) != daily_card(FIRST_DAYS)
