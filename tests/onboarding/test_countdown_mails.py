"""The mails of two weeks and of three days before the start: by themselves, once, and only while they are true."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from onboarding.actions.countdown_mails import write_countdown_mails
from onboarding.actions.messages import send
from onboarding.countdown import route_line
from onboarding.enums import CancelReason, MessageKind, MessageStatus, PlacementStatus
from onboarding.models import Message, Placement
from profiles.models import Leerplaatsprofiel
from tests.factories import (
    ANSWERS,
    MessageFactory,
    PlacementFactory,
    PlaceOfferFactory,
    ProfileVersionFactory,
    TaskFactory,
    UserFactory,
)
from toolbox.enums import Owner, TemplateFormat

pytestmark = pytest.mark.django_db

MONDAY = date(2027, 2, 1)
TWO_WEEKS, THREE_DAYS = MessageKind.TWO_WEEKS, MessageKind.THREE_DAYS


def days_before(number):
    return MONDAY - timedelta(days=number)


@pytest.fixture
def noor():
    placement = PlacementFactory(
        starts_on=MONDAY,
        ends_on=date(2027, 6, 30),
        weekdays=[0, 1],
        status=PlacementStatus.INFORMED,
        confirmed_at=timezone.make_aware(timezone.datetime(2027, 1, 4)),
    )
    TaskFactory(
        placement=placement, format=TemplateFormat.STARTLIJST, owner=Owner.STUDENT, text="Vraag je VOG aan",
        due_on=days_before(10),
    )  # fmt: skip
    return placement


def told(placement, day, status=MessageStatus.SENT):
    """The mail with the place went to the student on this day."""
    moment = timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 12))
    return MessageFactory(
        key=f"start:{placement.pk}",
        placement=placement,
        kind=MessageKind.START,
        status=status,
        created_at=moment,
        sent_at=moment if status == MessageStatus.SENT else None,
    )


def kinds():
    rows = Message.objects.filter(kind__in=[TWO_WEEKS, THREE_DAYS]).exclude(status=MessageStatus.STOPPED)
    return [MessageKind(kind) for kind in rows.order_by("pk").values_list("kind", flat=True)]


def test_each_goes_once_on_its_day(noor):
    for left in range(20, -3, -1):
        for _ in range(2):
            write_countdown_mails(days_before(left))
        assert kinds() == [TWO_WEEKS] * (left <= 14) + [THREE_DAYS] * (left <= 3)


def test_two_weeks_before_only_what_is_open_and_what_is_unknown(noor):
    TaskFactory(
        placement=noor, format=TemplateFormat.STARTLIJST, owner=Owner.STUDENT, text="Koop schoenen",
        done_at=timezone.now(),
    )  # fmt: skip
    TaskFactory(placement=noor, format=TemplateFormat.STARTLIJST, owner=Owner.COORDINATOR, text="Maak een account")
    TaskFactory(placement=noor, format=TemplateFormat.STARTLIJST, owner=Owner.STUDENT, text="Mijn angst", own=True)
    write_countdown_mails(days_before(14))
    letter = Message.objects.get(kind=TWO_WEEKS)
    assert letter.subject.endswith("dit regel je nog voor je start op maandag 1 februari 2027 om 8.30 uur")
    assert "- Vraag je VOG aan. Uiterlijk vrijdag 22 januari 2027." in letter.body
    for absent in ("Koop schoenen", "Maak een account", "Mijn angst"):
        assert absent not in letter.body
    assert "- Wie je ophaalt." in letter.body
    assert "Je hoort het uiterlijk vrijdag 29 januari 2027" in letter.body
    assert "/mijn-stage" in letter.body
    assert "[link]" not in letter.body


def test_who_has_done_everything_and_knows_everything_gets_no_mail_two_weeks_before(noor):
    noor.tasks.update(done_at=timezone.now())
    Placement.objects.update(werkbegeleider=UserFactory(), start_time="8.30", report_place="Receptie")
    assert write_countdown_mails(days_before(14)) == 0


def test_three_days_before_all_of_the_first_day(noor):
    Placement.objects.update(werkbegeleider=UserFactory(name="Samira Bos"), report_place="Receptie")
    answers = ANSWERS | {"route_last": "Neem lift B. Ga naar etage 3.", "bring": ["je lunch"]}
    version = ProfileVersionFactory(leerplaats=noor.leerplaats, answers=answers)
    Leerplaatsprofiel.objects.create(leerplaats=noor.leerplaats, institution=noor.institution, published=version)
    write_countdown_mails(days_before(3))
    letter = Message.objects.get(kind=THREE_DAYS)
    assert letter.subject.startswith(f"{noor.student.given_name}, je start maandag 1 februari 2027 om 8.30 uur op ")
    for line in (
        "Wanneer: maandag 1 februari 2027 om 8.30 uur",
        "Waar: Receptie, ",
        "Wie haalt je op: Samira, je werkbegeleider",
        "Route: Neem lift B. Ga naar etage 3.",
        "- je lunch",
        "Ben je ziek? Bel ",
    ):
        assert line in letter.body
    assert "Bos" not in letter.body


@pytest.mark.parametrize(
    "change",
    [
        {"cannot_come_at": timezone.now(), "cannot_come_reason": CancelReason.OTHER_PLACE},
        {"status": "cancelled", "cancelled_at": timezone.now()},
    ],
)
def test_none_for_who_cannot_come_or_whose_stage_lapsed(noor, change):
    Placement.objects.update(**change)
    assert write_countdown_mails(days_before(14)) == write_countdown_mails(days_before(3)) == 0


def test_a_day_without_worker_is_caught_up_until_it_is_too_late(noor):
    assert write_countdown_mails(days_before(11)) == 1
    assert write_countdown_mails(days_before(1)) == 1
    assert kinds() == [TWO_WEEKS, THREE_DAYS]
    Message.objects.all().delete()
    for late in (0, -1):
        assert write_countdown_mails(days_before(late)) == 0


def test_a_start_that_moves_away_and_back_tells_nothing_twice(noor):
    assert write_countdown_mails(days_before(14)) == 1
    Message.objects.update(status=MessageStatus.SENT, sent_at=timezone.now())
    Placement.objects.update(starts_on=MONDAY + timedelta(days=7))
    assert write_countdown_mails(days_before(7)) == 1
    Placement.objects.update(starts_on=MONDAY)
    assert write_countdown_mails(days_before(7)) == 0


@pytest.mark.parametrize(("sent", "on", "expected"), [(13, 13, 0), (13, 11, 0), (13, 10, 1), (2, 2, 0), (2, 1, 1)])
def test_who_heard_of_the_place_late_is_left_in_peace_for_some_days(noor, sent, on, expected):
    told(noor, days_before(sent))
    assert write_countdown_mails(days_before(on)) == expected


def test_nothing_before_the_mail_that_says_where_the_stage_is(noor):
    told(noor, days_before(14), MessageStatus.QUEUED)
    assert write_countdown_mails(days_before(3)) == 0
    Message.objects.update(status=MessageStatus.FAILED)
    Placement.objects.update(status=PlacementStatus.AGREED)
    assert write_countdown_mails(days_before(3)) == 1  # then this one says it


@pytest.fixture
def waiting():
    """A mail of two weeks before that was written but has not gone."""
    today = timezone.localdate()
    placement = PlacementFactory(starts_on=today + timedelta(days=13), status=PlacementStatus.INFORMED)
    Placement.objects.filter(pk=placement.pk).update(weekdays=[0, 1, 2, 3, 4, 5, 6])
    placement.refresh_from_db()
    TaskFactory(placement=placement, format=TemplateFormat.STARTLIJST, owner=Owner.STUDENT, text="Vraag je VOG aan")
    assert write_countdown_mails() == 1
    return Message.objects.get(kind=TWO_WEEKS)


def test_a_mail_that_waited_says_what_holds_when_it_goes(waiting):
    Placement.objects.update(start_time="9.15")
    send(waiting.pk)
    assert "om 9.15 uur" in mail.outbox[0].subject
    waiting.refresh_from_db()
    assert "om 9.15 uur" in waiting.body


@pytest.mark.parametrize("days", [-12, 5])
def test_a_mail_that_waited_too_long_or_for_another_day_does_not_go(waiting, days):
    Placement.objects.update(starts_on=waiting.placement.starts_on + timedelta(days=days))
    send(waiting.pk)
    waiting.refresh_from_db()
    assert mail.outbox == []
    assert (waiting.status, waiting.problem) == (
        MessageStatus.STOPPED, "Klopte niet meer toen de mail aan de beurt was."
    )  # fmt: skip


def test_a_pause_holds_it_and_nothing_else(waiting):
    institution = waiting.institution
    institution.mails_paused_at, institution.mails_paused_by = timezone.now(), UserFactory()
    institution.save()
    other = MessageFactory(placement=waiting.placement)
    send(waiting.pk)
    send(other.pk)
    waiting.refresh_from_db()
    assert waiting.status == MessageStatus.QUEUED
    assert len(mail.outbox) == 1


def test_seven_students_take_no_more_questions_than_two():
    today = timezone.localdate()
    offer = PlaceOfferFactory(number=20)
    days = {"starts_on": today + timedelta(days=13), "weekdays": list(range(7)), "status": PlacementStatus.INFORMED}

    def queries(students):
        PlacementFactory.create_batch(students, offer=offer, **days)
        with CaptureQueriesContext(connection) as captured:
            assert write_countdown_mails() == students
        return len(captured)

    assert queries(2) == queries(7)


def test_the_route_fits_on_a_line_or_two():
    assert route_line({"travel": "Neem de bus.\nLoop 3 minuten."}) == "Neem de bus. Loop 3 minuten."
    assert route_line({"route_last": "Eén zin. " * 40}).endswith("zin.")
    assert len(route_line({"route_last": "woord " * 60})) <= 161
    assert route_line({}) == ""
