"""What is printed of an introduction that was planned: the invitation and the programme say that day, not another."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from onboarding.actions.introductions import cancel_meeting, plan_meeting
from onboarding.models import Placement
from onboarding.papers import Papers, document_of, printable
from profiles.dutch import long_date
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
from toolbox.formats import FORMATS

START = coming_monday()
PROGRAMME = [{"time": "10.15", "text": "Kennismaken"}, {"time": "11.00", "text": "Rondleiding"}]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def originals():
    load_base_formats()


@pytest.fixture
def offer():
    leerplaats = LeerplaatsFactory()
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
    return PlaceOfferFactory(leerplaats=leerplaats, number=5)


@pytest.fixture
def farida(offer):
    return person(Role.COORDINATOR, offer.leerplaats.institution, name="Farida Voorbeeld")


def stage(offer, name):
    return PlacementFactory(offer=offer, starts_on=START, request__student=StudentFactory(given_name=name))


def planned(placements, farida, day=START):
    return plan_meeting(
        location=LocationFactory(institution=placements[0].institution),
        placements=placements,
        guides=[farida],
        by=farida,
        day=day,
        begins_at=time(10),
        ends_at=time(16),
        room="Leslokaal 2",
        programme=PROGRAMME,
        note="Er staat koffie klaar.",
    )


def words_of(letter):
    return "\n".join([*letter.opening, *(line.text for part in letter.parts for line in part.lines)])


def printed(placement):
    return printable(Placement.objects.all()).get(pk=placement.pk)


def test_the_invitation_on_paper_says_what_was_planned(offer, farida):
    noor = stage(offer, "Noor")
    before = words_of(document_of("invitation", printed(noor)))
    meeting = planned([noor], farida)
    letter = document_of("invitation", printed(noor))
    words = words_of(letter)
    assert "8.30 uur" in before and "8.30 uur" not in words
    assert f"Datum: {long_date(START)}." in words and "Tijd: van 10.00 tot 16.00 uur." in words
    assert f"Waar: Leslokaal 2, {meeting.location.name}, {meeting.location.address}." in words
    assert "Er staat koffie klaar." in words and "Vraag naar Farida" in words and "begin je met je stage" in words


def test_an_invitation_for_another_day_does_not_say_that_the_stage_begins_then(offer, farida):
    noor = stage(offer, "Noor")
    later = START + timedelta(days=7)
    planned([noor], farida, day=later)
    words = words_of(document_of("invitation", printed(noor)))
    assert f"Datum: {long_date(later)}." in words and long_date(START) not in words
    assert "begin je met je stage" not in words and "Je bent uitgenodigd voor de introductie" in words


def test_the_invitation_on_paper_forgets_what_does_not_go_on(offer, farida):
    noor = stage(offer, "Noor")
    meeting = planned([noor], farida)
    cancel_meeting(meeting=meeting, by=farida)
    assert "8.30 uur" in words_of(document_of("invitation", printed(noor)))


def test_the_page_to_invite_shows_the_mail_of_the_introduction(client, offer, farida):
    noor = stage(offer, "Noor")
    planned([noor], farida)
    client.force_login(farida)
    page = client.get(reverse("invitation-start"), {"datum": f"{START:%Y-%m-%d}"}).content.decode()
    assert f"Noor, uitnodiging voor je introductie op {long_date(START)} om 10.00 uur" in page
    assert "Leslokaal 2" in page and "8.30 uur" not in page


def test_the_programme_of_a_start_is_that_of_its_introduction(offer, farida):
    noor, ali = stage(offer, "Noor"), stage(offer, "Ali")
    papers, format = Papers(offer.leerplaats.institution_id), FORMATS["introduction_programme"]
    planned([noor], farida)
    document = papers.of_start(format, [printed(noor), printed(ali)])
    assert [line.time for section in document.sections for line in section.lines] == ["10.15", "11.00"]
    assert document.report_place == "Leslokaal 2" and "10.00 tot 16.00 uur" in document.start

    planned([ali], farida)  # two introductions: then the sjabloon says how such a day goes
    blank = papers.of_start(format, [printed(noor), printed(ali)])
    assert blank.report_place == "Receptie hoofdingang"
