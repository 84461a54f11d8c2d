"""A student hears every change of the first day: how late, where, and who fetches them; once, and only when true."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from onboarding.actions.messages import queue_start_mails, send
from onboarding.actions.placements import change_arrival, end_role
from onboarding.enums import CancelReason, MessageKind, MessageStatus, PlacementStatus
from onboarding.models import Message, Placement
from profiles.enums import Role
from tests.factories import MessageFactory, PlacementFactory, UserFactory, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor():
    return PlacementFactory(starts_on=timezone.localdate() + timedelta(days=30), status=PlacementStatus.INFORMED)


@pytest.fixture
def told(noor):
    return MessageFactory(placement=noor, status=MessageStatus.SENT, sent_at=timezone.now())


@pytest.fixture
def samira(noor):
    return person(Role.WERKBEGELEIDER, noor.institution, name="Samira Bos")


def change(placement, **fields):
    placement.refresh_from_db()
    values = {
        "werkbegeleider": placement.werkbegeleider,
        "start_time": placement.start_time,
        "report_place": placement.report_place,
    }
    change_arrival(placement=placement, version=placement.version, by=UserFactory(), **values | fields)


def changes():
    return list(Message.objects.filter(kind=MessageKind.CHANGE).order_by("pk"))


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"start_time": "9.15"}, "Begintijd: 9.15 uur (was: 8.30 uur)"),
        ({"report_place": "Balie oost"}, "Waar je je meldt: Balie oost (was: Receptie hoofdingang)"),
        ({"start_time": ""}, "Begintijd: nog niet bekend (was: 8.30 uur)"),
    ],
)
def test_what_is_other_is_told_with_what_it_was(noor, told, fields, line):
    change(noor, **fields)
    [letter] = changes()
    assert line in letter.body
    assert "/mijn-stage" in letter.body
    assert letter.body.count("(was:") == 1


def test_the_same_again_tells_nothing(noor, told):
    change(noor)
    assert changes() == []


def test_another_person_who_fetches_is_told_and_a_first_one_from_two_weeks_before(noor, told, samira):
    change(noor, werkbegeleider=samira)
    assert changes() == []  # the page shows it, and the mail of three days before says it
    change(noor, werkbegeleider=person(Role.WERKBEGELEIDER, noor.institution, name="Ali Kaya"))
    assert "Je werkbegeleider: Ali (was: Samira)" in changes()[0].body
    Placement.objects.update(starts_on=timezone.localdate() + timedelta(days=10), werkbegeleider=None)
    change(noor, werkbegeleider=samira)
    assert "Je werkbegeleider: Samira (was: nog niet bekend)" in changes()[1].body


def test_a_werkbegeleider_who_leaves_is_told(noor, told, samira):
    change(noor, werkbegeleider=samira)
    end_role(membership=samira.memberships.get(), by=UserFactory())
    assert "Je werkbegeleider: nog niet bekend (was: Samira)" in changes()[0].body


def test_who_was_told_nothing_yet_gets_a_start_mail_that_is_true(noor):
    Placement.objects.update(status=PlacementStatus.AGREED)
    [start] = queue_start_mails(placements=[noor], instruction="Neem brood mee.")
    change(noor, start_time="9.15", report_place="Balie oost")
    assert changes() == []
    send(start.pk)
    [sent] = mail.outbox
    assert "om 9.15 uur" in sent.subject
    assert "om 9.15 uur\nWaar: Balie oost, " in sent.body
    assert "Neem brood mee." in sent.body
    assert "8.30" not in sent.body


@pytest.mark.parametrize(
    "state",
    [
        {"starts_on": timezone.localdate() - timedelta(days=1)},
        {"cannot_come_at": timezone.now(), "cannot_come_reason": CancelReason.OTHER_PLACE},
    ],
)
def test_nobody_is_told_of_a_first_day_that_is_over_or_will_not_be(noor, told, state):
    Placement.objects.update(weekdays=list(range(7)), **state)
    change(noor, start_time="9.15")
    assert changes() == []
