"""The mail to who guides a student from now on and to who did: one each, with no more than a first name."""

from datetime import timedelta

import pytest
from django.utils import timezone

from onboarding.actions.guide_mails import TOGETHER
from onboarding.actions.guides import assign_guides
from onboarding.actions.placements import change_arrival
from onboarding.enums import MessageStatus
from onboarding.models import Message, Placement
from profiles.enums import Role
from tests.factories import LeerplaatsFactory, PlacementFactory, PlaceOfferFactory, StudentFactory, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer():
    return PlaceOfferFactory(leerplaats=LeerplaatsFactory(name="De Kade"), number=9)


@pytest.fixture
def people(offer):
    """Joost who decides, Samira and Bram who guide."""
    place = offer.leerplaats
    joost = person(Role.PRAKTIJKOPLEIDER, place.institution, place, name="Joost Voorbeeld")
    names = ("Samira Haddad", "Bram Voorbeeld")
    return joost, *(person(Role.WERKBEGELEIDER, place.institution, place, name=name) for name in names)


def stage(offer, name, guide=None):
    student = StudentFactory(given_name=name, last_name="Geheim")
    return PlacementFactory(offer=offer, werkbegeleider=guide, request__student=student)


def assign(user, by, *stages):
    rows = Placement.objects.in_bulk([one.pk for one in stages])
    assert assign_guides(choices=[(one, one.version, user) for one in rows.values()], by=by) == []


def mails_to(user):
    return list(Message.objects.filter(to_email=user.email).exclude(status=MessageStatus.STOPPED).order_by("pk"))


def test_both_hear_it_in_one_mail_each_without_details(offer, people):
    joost, samira, bram = people
    noor, ali = stage(offer, "Noor", samira), stage(offer, "Ali")
    assign(bram, joost, noor, ali)

    (new,), (old,) = mails_to(bram), mails_to(samira)
    assert "- Noor, De Kade" in new.body and "- Ali, De Kade" in new.body
    assert "niet meer" not in new.body
    assert "- Noor, De Kade. Dat doet nu Bram." in old.body and "Ali" not in old.body
    assert "Geheim" not in new.body + old.body + new.subject + old.subject
    assert mails_to(joost) == []


def test_changes_within_minutes_are_one_mail_that_does_not_wait_longer(offer, people):
    joost, samira, bram = people
    noor, ali = stage(offer, "Noor"), stage(offer, "Ali", bram)
    assign(samira, joost, noor)
    (first,) = mails_to(samira)
    assert first.send_after - timezone.now() <= TOGETHER
    assign(samira, joost, ali)
    (mail,) = mails_to(samira)
    assert "Noor" in mail.body and "Ali" in mail.body and mail.send_after == first.send_after


def test_a_change_that_is_taken_back_tells_nobody(offer, people):
    joost, samira, bram = people
    noor = stage(offer, "Noor", samira)
    assign(bram, joost, noor)
    assign(samira, joost, noor)
    assert mails_to(samira) == [] and mails_to(bram) == []


def test_what_was_told_before_is_not_told_again(offer, people):
    joost, samira, _ = people
    noor, ali = stage(offer, "Noor"), stage(offer, "Ali")
    assign(samira, joost, noor)
    gone = timezone.now() - timedelta(minutes=1)
    Message.objects.filter(to_email=samira.email).update(status=MessageStatus.SENT, sent_at=gone)
    assign(samira, joost, ali)
    body = mails_to(samira)[-1].body
    assert "Ali" in body and "Noor" not in body


def test_on_the_page_of_one_student_too_and_not_of_one_who_left(offer, people):
    joost, samira, bram = people
    noor, ali = stage(offer, "Noor", samira), stage(offer, "Ali", samira)
    Placement.objects.filter(pk=ali.pk).update(
        starts_on=timezone.localdate() - timedelta(days=60), ends_on=timezone.localdate() - timedelta(days=1)
    )
    for placement in (noor, ali):
        change_arrival(
            placement=placement,
            version=placement.version,
            by=joost,
            werkbegeleider=bram,
            start_time="8.30",
            report_place="Balie",
        )
    (new,) = mails_to(bram)
    assert "Noor" in new.body and "Ali" not in new.body


def test_who_does_it_for_oneself_needs_no_mail(offer, people):
    _, samira, bram = people
    noor = stage(offer, "Noor", samira)
    assign(bram, bram, noor)
    assert mails_to(bram) == [] and len(mails_to(samira)) == 1
