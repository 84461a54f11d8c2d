"""The invitation to the introduction: who gets it, once, and what it says."""

from datetime import timedelta
from threading import Thread

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.invitations import invite
from onboarding.actions.messages import send
from onboarding.enums import MessageStatus, PlacementStatus
from onboarding.models import Message
from profiles.enums import Role
from tests.factories import (
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    LocationFactory,
    PlacementFactory,
    PlaceOfferFactory,
    StudentFactory,
    coming_monday,
    person,
)
from toolbox.actions.base_formats import load_base_formats

START = coming_monday()
ADDRESS = {"datum": f"{START:%Y-%m-%d}"}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def originals():
    """After a transactional test the originals of the region are gone."""
    load_base_formats()


@pytest.fixture
def de_kade():
    leerplaats = LeerplaatsFactory()
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
    return leerplaats


@pytest.fixture
def offer(de_kade):
    return PlaceOfferFactory(leerplaats=de_kade, number=50)


@pytest.fixture
def noor(offer):
    return PlacementFactory(offer=offer, request__student__given_name="Noor")


@pytest.fixture
def joost(de_kade):
    return person(Role.PRAKTIJKOPLEIDER, de_kade.institution, de_kade, name="Joost Voorbeeld")


@pytest.fixture
def as_joost(joost):
    client = Client()
    client.force_login(joost)
    return client


def url(**more):
    asked = "&".join(f"{key}={value}" for key, value in (ADDRESS | more).items())
    return f"{reverse('invitation-start')}?{asked}"


def text_of(response):
    return " ".join(response.content.decode().split())


def invitations():
    return list(Message.objects.filter(key__startswith="invitation:").order_by("pk"))


def test_the_preview_is_the_mail_that_is_sent(as_joost, noor):
    page = text_of(as_joost.get(url()))
    as_joost.post(url(), {"wie": f"{noor.pk}"})

    (message,) = invitations()
    assert message.key == f"invitation:{noor.pk}:1"
    assert message.to_email == noor.student.email
    assert message.subject.startswith("Noor, uitnodiging voor je introductie op")
    assert message.subject in page
    for line in message.body.replace("[link]", "").splitlines():
        assert " ".join(line.split()).replace("'", "&#x27;") in page
    assert "Receptie hoofdingang" in message.body
    assert message.body.count("Beste Noor,") == 1
    assert "Joost" in message.body


def test_what_is_not_known_is_said_and_not_left_as_dots(as_joost, de_kade, offer):
    de_kade.profile.published.answers = {}
    de_kade.profile.published.save()
    placement = PlacementFactory(offer=offer, start_time="", report_place="")

    as_joost.post(url(), {"wie": f"{placement.pk}"})

    (message,) = invitations()
    assert "(dat hoor je nog)" in message.body
    assert "…" not in message.body


def test_only_who_stood_on_the_page_gets_it_and_nobody_twice(as_joost, offer, noor):
    later = PlacementFactory(offer=offer)
    for _ in range(2):
        answer = as_joost.post(url(), {"wie": f"{noor.pk}"})
        assert answer.status_code == 302

    assert [message.placement for message in invitations()] == [noor]
    page = text_of(as_joost.get(url()))
    assert "1 student heeft nog geen uitnodiging" in page
    assert f'name="wie" value="{later.pk}"' in page


def test_the_page_afterwards_says_what_happens_now(as_joost, noor):
    page = text_of(as_joost.post(url(), {"wie": f"{noor.pk}"}, follow=True))

    assert "1 uitnodiging gaat nu de deur uit" in page
    assert "uitgenodigd" not in page
    assert "Wat gebeurt er nu" in page
    assert "data-refresh" in page and "refresh.js" in page and ">Ververs</a>" in page
    Message.objects.update(status=MessageStatus.SENT, sent_at=timezone.now())
    page = text_of(as_joost.get(f"{reverse('invitation-sent')}?datum={START:%Y-%m-%d}"))
    assert "1 student is uitgenodigd" in page
    assert "data-refresh" not in page


def test_somebody_else_s_student_is_never_invited(as_joost, noor):
    elsewhere = LeerplaatsFactory(location=LocationFactory())
    stranger = PlacementFactory(offer=PlaceOfferFactory(leerplaats=elsewhere))
    cancelled = PlacementFactory(offer=noor.offer, cancelled=True)

    as_joost.post(url(), {"wie": f"{stranger.pk},{cancelled.pk},{noor.pk},x"})

    assert [message.placement for message in invitations()] == [noor]


def test_once_more_to_one_student_is_one_more_mail(as_joost, noor):
    as_joost.post(url(), {"wie": f"{noor.pk}"})
    for _ in range(2):
        as_joost.post(reverse("invitation-again", args=[noor.pk]), {"nummer": "2"})

    assert [message.key for message in invitations()] == [f"invitation:{noor.pk}:1", f"invitation:{noor.pk}:2"]
    as_joost.post(reverse("invitation-again", args=[noor.pk]), {"nummer": "9"})
    assert len(invitations()) == 2


def test_the_invitation_does_not_say_that_the_student_knows_where_the_stage_is(as_joost, noor):
    as_joost.post(url(), {"wie": f"{noor.pk}"})

    send(invitations()[0].pk)

    noor.refresh_from_db()
    assert noor.status == PlacementStatus.AGREED
    assert "/mijn-stage" in mail.outbox[-1].body  # no secret: an invitation is sent on
    assert "/link/" not in mail.outbox[-1].body


def test_a_leerplaats_can_be_chosen_and_a_wrong_choice_is_none_and_sends_nothing(as_joost, de_kade, noor):
    assert "1 student start" in text_of(as_joost.get(url(leerplaats=de_kade.pk)))
    for datum in ("gisteren", "2026-99-99"):
        wrong = url(datum=datum, leerplaats="9999999")
        assert "1 student start" in text_of(as_joost.get(wrong))
        answer = as_joost.post(wrong)
        assert answer.status_code == 422
        page = text_of(answer)
        assert "Op deze datum start er niemand. Kies een andere startdatum." in page
        assert "Deze leerplaats staat niet in de lijst." in page
        assert not mail.outbox


def test_the_same_invitation_on_paper_and_in_word(as_joost, noor):
    pdf = as_joost.get(reverse("invitation-document", args=[noor.pk, "pdf"]))
    word = as_joost.get(reverse("invitation-document", args=[noor.pk, "docx"]))

    assert pdf.content.startswith(b"%PDF")
    assert word.content.startswith(b"PK")
    assert as_joost.get(reverse("invitation-document", args=[noor.pk, "exe"])).status_code == 404


@pytest.mark.parametrize("number", [3, 50])
def test_the_page_asks_as_little_for_many_as_for_few(as_joost, offer, number, django_assert_num_queries):
    placements = [PlacementFactory(offer=offer) for _ in range(number)]
    invite(placements=placements[:2], by=placements[0].confirmed_by or person(Role.COORDINATOR))
    as_joost.get(url())

    with django_assert_num_queries(18):
        as_joost.get(url())


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_send_one_mail_each(offer, noor, joost):
    ali = PlacementFactory(offer=offer, request__student=StudentFactory(given_name="Ali"))

    def press():
        try:
            invite(placements=[noor, ali], by=joost)
        finally:
            connection.close()

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(invitations()) == 2
    assert timezone.now() - invitations()[0].created_at < timedelta(minutes=5)
