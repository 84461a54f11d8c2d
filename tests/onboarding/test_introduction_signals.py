"""What an introduction does elsewhere: it ticks the lists by itself, follows a stage that moves, and warns."""

from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.introductions import cancel_meeting, invite_guests, plan_meeting, remove_guest
from onboarding.actions.messages import queue_start_mails
from onboarding.actions.stages import change_stage
from onboarding.models import IntroGuest, Message, Placement, Task
from onboarding.my_introduction import my_introduction
from onboarding.stage_changes import Terms, plan
from profiles.enums import Role
from tests.factories import (
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    LocationFactory,
    PlacementFactory,
    PlaceOfferFactory,
    StudentFactory,
    TaskFactory,
    coming_monday,
    person,
)
from toolbox.actions.base_formats import load_base_formats
from toolbox.enums import Owner, Signal, TemplateFormat

START = coming_monday()
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def originals():
    load_base_formats()


@pytest.fixture
def offer():
    leerplaats = LeerplaatsFactory()
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
    return PlaceOfferFactory(leerplaats=leerplaats, number=50)


@pytest.fixture
def farida(offer):
    return person(Role.COORDINATOR, offer.leerplaats.institution, name="Farida Voorbeeld")


def stage(offer, name):
    found = PlacementFactory(
        offer=offer, starts_on=START, weekdays=[0, 1], request__student=StudentFactory(given_name=name, with_user=True)
    )
    for signal in (Signal.INTRODUCTION_PLANNED, Signal.INVITED):
        TaskFactory(
            placement=found, signal=signal, format=TemplateFormat.STARTLIJST, text=signal.label, owner=Owner.COORDINATOR
        )
    return found


@pytest.fixture
def noor(offer):
    return stage(offer, "Noor")


def planned(placements, farida, **fields):
    values = {"day": START, "begins_at": time(10), "ends_at": time(16), "room": "Leslokaal 2", "note": ""}
    return plan_meeting(
        location=placements[0].leerplaats.location,
        placements=placements,
        guides=[farida],
        by=farida,
        **values | {"programme": []} | fields,
    )


def invited(meeting, farida):
    return invite_guests(meeting=meeting, shown=meeting.guests.values_list("pk", flat=True), by=farida)


def ticked(placement):
    """The signals of which the task is done."""
    return set(Task.objects.filter(placement=placement, done_at__isnull=False).values_list("signal", flat=True))


def steps_done(meeting):
    return set(meeting.steps.filter(done_at__isnull=False).values_list("signal", flat=True))


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def change_start(noor, by, days):
    terms = Terms(noor.offer, noor.starts_on + timedelta(days=days), noor.ends_on, (0, 1))
    return change_stage(placement=noor, version=noor.version, terms=terms, by=by)


# --- The lists tick themselves ---------------------------------------------------------


def test_planning_and_inviting_tick_the_lists_and_the_checklist(noor, offer, farida):
    ali = stage(offer, "Ali")
    meeting = planned([noor, ali], farida)
    assert ticked(noor) == ticked(ali) == {Signal.INTRODUCTION_PLANNED}
    assert steps_done(meeting) == {Signal.INTRODUCTION_PLANNED}

    invite_guests(meeting=meeting, shown=[meeting.guests.get(placement=noor).pk], by=farida)
    assert ticked(noor) == {Signal.INTRODUCTION_PLANNED, Signal.INVITED}
    assert ticked(ali) == {Signal.INTRODUCTION_PLANNED}
    assert Signal.INVITED not in steps_done(meeting)

    invited(meeting, farida)
    assert Signal.INVITED in steps_done(meeting)
    assert noor.tasks.get(signal=Signal.INVITED).done_by == farida


def test_what_is_no_longer_so_opens_again(noor, offer, farida):
    ali = stage(offer, "Ali")
    meeting = planned([noor, ali], farida)
    remove_guest(guest=meeting.guests.get(placement=ali), by=farida)
    assert ticked(ali) == set()
    assert ticked(noor) == {Signal.INTRODUCTION_PLANNED}
    invited(meeting, farida)
    cancel_meeting(meeting=meeting, by=farida)
    assert ticked(noor) == set()


def test_an_introduction_outside_the_portal_is_ticked_by_hand(noor, farida):
    task = noor.tasks.get(signal=Signal.INVITED)
    url = reverse("placement-tick", args=[noor.pk])
    client_of(farida).post(url, {"shown": f"{task.pk}:0:", "done": task.pk})
    assert ticked(noor) == {Signal.INVITED}


# --- A stage that moves ----------------------------------------------------------------


def test_another_start_takes_the_invitation_back_and_leaves_somebody_to_decide(noor, farida):
    queue_start_mails(placements=[noor])
    meeting = planned([noor], farida)
    invited(meeting, farida)
    noor = Placement.objects.get(pk=noor.pk)
    terms = Terms(noor.offer, START + timedelta(days=7), noor.ends_on, (0, 1))
    assert any(
        "De uitnodiging voor de introductie van" in line for line in plan(noor, terms, timezone.localdate()).sentences
    )
    Message.objects.update(status="sent", sent_at=timezone.now())

    change_start(noor, farida, 7)

    assert Signal.INVITED not in ticked(noor)
    assert "Je uitnodiging voor de introductie van" in Message.objects.filter(kind="change").latest("pk").body
    assert my_introduction(Placement.objects.with_introductions().get(pk=noor.pk)) is None
    page = text_of(client_of(farida).get(reverse("introduction-detail", args=[meeting.pk])))
    assert "1 student heeft nog geen uitnodiging." in page
    assert "Haal van de lijst" in page
    staff = text_of(client_of(farida).get(reverse("placement-detail", args=[noor.pk])))
    assert "Nog niet uitgenodigd" in staff
    assert reverse("introduction-detail", args=[meeting.pk]) in staff
    [again] = invited(meeting, farida)
    assert again.placement_id == noor.pk


def test_on_another_location_the_student_goes_off_the_list(noor, offer, farida):
    meeting = planned([noor], farida)
    invited(meeting, farida)
    elsewhere = LeerplaatsFactory(location=LocationFactory(institution=offer.leerplaats.institution))
    other = PlaceOfferFactory(leerplaats=elsewhere, programme=offer.programme, period=offer.period, number=5)
    noor = Placement.objects.get(pk=noor.pk)
    terms = Terms(other, noor.starts_on, noor.ends_on, (0, 1))
    change_stage(placement=noor, version=noor.version, terms=terms, by=farida)
    assert not IntroGuest.objects.exists()


def test_other_days_leave_the_invitation(noor, farida):
    invited(planned([noor], farida), farida)
    noor = Placement.objects.get(pk=noor.pk)
    terms = Terms(noor.offer, noor.starts_on, noor.ends_on - timedelta(days=7), (0, 1))
    change_stage(placement=noor, version=noor.version, terms=terms, by=farida)
    assert IntroGuest.objects.get().invited_at is not None


# --- Beforehand ------------------------------------------------------------------------


def test_who_begins_that_day_elsewhere_is_named_before_inviting(noor, farida):
    Placement.objects.update(start_time="8.30", report_place="Receptie")
    meeting = planned([noor], farida)
    client = client_of(farida)
    for name in ("introduction-detail", "introduction-invite"):
        page = text_of(client.get(reverse(name, args=[meeting.pk])))
        assert "1 student begint die dag ergens anders of op een andere tijd." in page
        assert "Noor: 8.30 uur, Receptie" in page
    [mail] = invited(meeting, farida)
    assert "Je eerste dag begint hier." in mail.body


def test_a_mail_about_the_place_that_waits_says_where_the_day_begins(noor, farida):
    [start] = queue_start_mails(placements=[noor])
    invited(planned([noor], farida), farida)
    start.refresh_from_db()
    assert "om 10.00 uur" in start.subject
    assert "Waar: Leslokaal 2, " in start.body


def form_of(meeting, **fields):
    sent = {"day": f"{meeting.day}", "begins_at": "10.00", "ends_at": "16.00", "room": meeting.room, "version": "1"}
    return sent | {"location": meeting.location_id, "programme": "", "note": ""} | fields


@pytest.mark.parametrize(
    ("programme", "sentence"),
    [
        ("8.30 Koffie", "Het programma begint om 8.30 uur, en de introductie om 10.00 uur."),
        ("10.00 Koffie\n17.00 Borrel", "Het programma gaat door tot 17.00 uur, en de introductie tot 16.00 uur."),
    ],
)
def test_a_programme_lies_within_the_introduction(noor, farida, programme, sentence):
    meeting = planned([noor], farida)
    url = reverse("introduction-change", args=[meeting.pk])
    answer = client_of(farida).post(url, form_of(meeting, programme=programme))
    assert sentence in text_of(answer)
    meeting.refresh_from_db()
    assert meeting.programme == []


def test_another_location_is_told(noor, offer, farida):
    meeting = planned([noor], farida)
    invited(meeting, farida)
    zuid = LocationFactory(institution=offer.leerplaats.institution, name="Zuid")
    client_of(farida).post(reverse("introduction-change", args=[meeting.pk]), form_of(meeting, location=zuid.pk))
    meeting.refresh_from_db()
    assert meeting.location == zuid
    assert zuid.address in Message.objects.filter(kind="change").get().body


def test_a_location_of_another_institution_cannot_be_chosen(noor, farida):
    meeting = planned([noor], farida)
    url = reverse("introduction-change", args=[meeting.pk])
    answer = client_of(farida).post(url, form_of(meeting, location=LocationFactory().pk))
    assert "Deze locatie staat niet in de lijst." in text_of(answer)


def test_who_said_ik_kan_niet_is_marked_and_not_ticked_beforehand(noor, offer, farida):
    ali = stage(offer, "Ali")
    Placement.objects.filter(pk=ali.pk).update(cannot_come_at=timezone.now(), cannot_come_reason="other_place")
    page = client_of(farida).get(reverse("introduction-new"))
    assert page.context["form"].fields["guests"].initial == [f"{noor.pk}"]
    assert "zei: ik kan niet komen" in text_of(page)


def test_the_mail_says_nothing_twice_and_names_who_leads_the_day(noor, farida):
    joost = person(Role.PRAKTIJKOPLEIDER, noor.institution, noor.leerplaats, name="Joost Voorbeeld")
    assert joost
    [mail] = invited(planned([noor], farida, programme=[{"time": "10.00", "text": "Koffie"}]), farida)
    assert "Vraag naar Farida." in mail.body
    assert "Zo gaat de dag" in mail.body
    assert "Wat gaan we doen" not in mail.body


def test_who_said_ik_kan_niet_is_not_invited_from_the_list_of_a_day_either(noor, offer, farida):
    ali = stage(offer, "Ali")
    Placement.objects.filter(pk=ali.pk).update(cannot_come_at=timezone.now(), cannot_come_reason="other_place")
    client, url = client_of(farida), f"{reverse('invitation-start')}?datum={START}"
    page = text_of(client.get(url))
    assert "1 student zei ‘ik kan niet’ en krijgt geen uitnodiging." in page
    client.post(url, {"wie": f"{noor.pk},{ali.pk}"})
    assert [mail.placement for mail in Message.objects.filter(kind="invitation")] == [noor]
