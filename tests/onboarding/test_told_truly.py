"""What a page says is so: after undoing and withdrawing, of namesakes, with remarks, for dates that cannot be."""

from datetime import timedelta

import pytest
from django.urls import reverse

from onboarding.actions.drafts import ask_drafts
from onboarding.actions.import_storing import store_import
from onboarding.actions.imports import correct_rows
from onboarding.actions.stages import cancel_placement
from onboarding.actions.takeover import take_over, undo
from onboarding.actions.withdrawals import withdraw_request
from onboarding.models import Message, Proposal
from profiles.enums import Role
from profiles.models import ClosedWeeks, HeldPlaces
from tests.factories import (
    LeerplaatsFactory,
    PlacementFactory,
    PlacementRequestFactory,
    StudentFactory,
    person,
)
from tests.onboarding.importing import OTHER, Delivery
from tests.onboarding.koppel_world import KoppelWorld
from tests.profiles.conftest import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return KoppelWorld()


@pytest.fixture
def farida(client, world):
    client.force_login(world.coordinator)
    return client


# --- Undoing -----------------------------------------------------------------------------


def taken_twice(world):
    """Noor by the first proposal; Sam, who came later, by the second."""
    world.student("Noor", "ziekenhuis")
    first = world.propose()
    world.student("Sam", "VVT")
    second = ask_drafts(institution=world.institution, period=world.period, by=world.coordinator)
    take_over(run=second, by=world.coordinator)
    return first, second


def test_an_older_proposal_is_undone_only_after_the_newer_one(farida, world):
    first, second = taken_twice(world)
    places = world.places()

    said = text_of(farida.get(reverse("match-difference", args=[first.pk])))
    assert "Maak dit ongedaan" not in said and reverse("match-difference", args=[second.pk]) in said
    said = text_of(farida.post(reverse("match-undo", args=[first.pk]), follow=True))

    assert "Na dit voorstel nam je er nog een over" in said
    undo(run=first, by=world.coordinator)  # whatever page asked for it
    assert world.places() == places
    assert text_of(farida.get(reverse("match-proposal", args=[world.period.pk]))).count("Maak dit ongedaan") <= 1
    farida.post(reverse("match-undo", args=[second.pk]))
    assert world.places() == {"Noor": places["Noor"]}
    assert "Maak dit ongedaan" in text_of(farida.get(reverse("match-difference", args=[first.pk])))
    farida.post(reverse("match-undo", args=[first.pk]))
    assert not Proposal.objects.exists()


def test_after_undoing_nobody_is_called_new_who_was_in_a_proposal(farida, world):
    _, second = taken_twice(world)
    farida.post(reverse("match-undo", args=[second.pk]))

    said = text_of(farida.get(reverse("match-proposal", args=[world.period.pk])))

    assert "1 student zit niet in een voorstel" in said
    assert "nieuw." not in said and "nog niet in een voorstel" not in said


# --- Withdrawn ---------------------------------------------------------------------------


@pytest.mark.parametrize("had_a_place", [True, False])
def test_who_was_withdrawn_reads_what_the_mail_says(client, had_a_place):
    request = PlacementRequestFactory(student=StudentFactory(with_user=True))
    by = person(Role.COORDINATOR, request.institution)
    if had_a_place:
        cancel_placement(placement=PlacementFactory(request=request), by=by, still_looking=False)
    else:
        withdraw_request(request=request, reason="school", by=by)
    client.force_login(request.student.user)

    said = text_of(client.get(reverse("my-placement")))

    assert f"{request.institution.name} zoekt geen {'andere ' if had_a_place else ''}plek voor je." in said
    assert "nog niet bekend" not in said and "Je krijgt een mail" not in said


def test_who_was_withdrawn_does_not_count_as_without_a_stage(farida, world):
    withdraw_request(request=world.student("Noor"), reason="student", by=world.coordinator)
    world.student("Sam")

    page = farida.get(reverse("student-list"), {"status": "zoekt"})

    assert [student.given_name for student in page.context["page"]] == ["Sam"]


# --- Namesakes ---------------------------------------------------------------------------


def test_namesakes_in_the_difference_have_their_whole_name(farida, world):
    for last_name in ("Bakker", "Boer"):
        student = StudentFactory(given_name="Ngozi", last_name=last_name)
        PlacementRequestFactory(
            student=student, institution=world.institution, period=world.period, programme=world.programme
        )
    world.student("Noor")
    run = world.propose()

    said = text_of(farida.get(reverse("match-difference", args=[run.pk])))

    assert "Ngozi Bakker" in said and "Ngozi Boer" in said and "Ngozi B." not in said
    assert "Noor A." in said


def test_namesakes_who_are_withdrawn_by_a_list_are_told_apart_on_the_page_and_in_the_mail(client):
    school = Delivery()
    client.force_login(school.school_coordinator)
    ngozi = {"Voornaam": "Ngozi", "Tussenvoegsel": "", "Achternaam": "Bakker"}
    school.store(
        OTHER,
        {**ngozi, "Studentnummer": "1003", "E-mail": "n1@school.example"},
        {**ngozi, "Studentnummer": "1004", "E-mail": "n2@school.example", "Achternaam": "Boer"},
    )
    found = school.deliver(OTHER)
    correct_rows(found=found, gone={one.request.pk: True for one in school.difference(found).gone})

    said = text_of(client.get(reverse("import-store", args=[found.pk])))
    store_import(found=found, by=school.school_coordinator)

    assert "Ngozi Bakker, Ngozi Boer" in said
    mails = Message.objects.filter(key__startswith="withdrawn:")
    assert {mail.subject for mail in mails} == {
        f"De aanvraag voor Ngozi B. (studentnummer {number}) is ingetrokken" for number in ("1003", "1004")
    }
    assert all("Bakker" not in mail.body and "Boer" not in mail.body for mail in mails)


# --- Remarks and dates -------------------------------------------------------------------


def test_a_remark_of_the_school_stands_with_its_row(client):
    school = Delivery()
    client.force_login(school.school_coordinator)
    found = school.deliver({"Opmerking": "Begint een week later"})
    url = reverse("import-check", args=[found.pk])
    assert "Opmerking van de school: Begint een week later" in text_of(client.get(url))

    school.store({})
    changed = school.deliver({"Opmerking": "Begint een week later", "Leerjaar": "3"})
    said = text_of(client.get(reverse("import-check", args=[changed.pk])))
    assert "Opmerking van de school: Begint een week later" in said


def test_places_are_not_held_after_the_period(farida, world):
    until = world.period.ends_on + timedelta(days=1)
    sent = {"offer": world.kade.pk, "number": "1", "until": f"{until:%d-%m-%Y}", "note": "Groep"}
    url = reverse("held-new", args=[world.period.pk])

    answer = farida.post(url, sent)

    assert answer.status_code == 422 and not HeldPlaces.objects.exists()
    assert "Periode 2 loopt tot en met" in text_of(answer)
    farida.post(url, {**sent, "until": f"{world.period.ends_on:%d-%m-%Y}"})
    assert HeldPlaces.objects.count() == 1


def test_closed_weeks_that_are_over_are_refused(farida, world):
    leerplaats = LeerplaatsFactory(location=world.kade.leerplaats.location)
    sent = {"starts_on": "1-6-2020", "ends_on": "12-6-2020", "closed_for": "nobody", "why": "Zomer"}

    answer = farida.post(reverse("closed-weeks-new", args=[leerplaats.pk]), sent)

    assert not ClosedWeeks.objects.exists()
    assert "Deze dagen zijn al voorbij." in text_of(answer)
