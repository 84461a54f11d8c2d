"""Undoing a stored list: back to what was, without touching what somebody did since."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.import_storing import UNDO_FOR, store_import
from onboarding.actions.import_undo import CONFIRMED, NOT_THE_LAST, TOO_LATE, CannotUndo, forget_changes, undo_import
from onboarding.actions.imports import correct_rows
from onboarding.enums import ImportStatus
from onboarding.models import PlacementRequest, Student, StudentImport, Wish
from profiles.models import AuditEvent
from tests.onboarding.importing import OTHER, Delivery, confirm

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return Delivery()


def everything():
    """All that a list writes, as values."""
    return [
        list(model.objects.order_by(*order).values(*fields))
        for model, order, fields in (
            (Student, ["pk"], ["pk", "given_name", "last_name", "sort_name", "email", "town", "student_number"]),
            (
                PlacementRequest,
                ["pk"],
                ["pk", "year", "starts_on", "ends_on", "weekdays", "period", "withdrawn_at", "withdrawn_by", "remark",
                 "withdraw_reason", "hours_per_week", "programme"],
            ),
            (Wish, ["request", "kind", "rank"], ["request", "kind", "rank", "words"]),
        )
    ]  # fmt: skip


def second_list(school):
    """A list with somebody new, somebody changed and somebody gone, stored."""
    school.store({}, OTHER)
    before = everything()
    changed = {"Achternaam": "Zee", "Start": "8-2-2027", "Dagen": "vr", "Voorkeur 1": "ggz", "Plaats": "Delft"}
    found = school.deliver(changed, {"Studentnummer": "1003", "Voornaam": "Ada", "E-mail": "ada@school.example",
                                     "Achternaam": "Vos"})  # fmt: skip
    gone = school.difference(found).gone[0].request
    correct_rows(found=found, gone={gone.pk: True})
    return before, store_import(found=found, by=school.school_coordinator)


def test_undoing_gives_back_exactly_what_was(school):
    before, stored = second_list(school)
    assert everything() != before

    undone = undo_import(found=stored, by=school.coordinator)

    assert everything() == before
    assert (undone.status, undone.changes) == (ImportStatus.UNDONE, {"left": []})
    assert AuditEvent.objects.filter(what="import.undone", by=school.coordinator).exists()


def test_undoing_twice_does_nothing_the_second_time(school):
    before, stored = second_list(school)
    undo_import(found=stored, by=school.coordinator)

    undo_import(found=stored, by=school.coordinator)

    assert everything() == before
    assert AuditEvent.objects.filter(what="import.undone").count() == 1


def test_what_somebody_changed_since_stays_and_is_said(school, client):
    _, stored = second_list(school)
    noor, sem = Student.objects.get(student_number="1001"), Student.objects.get(student_number="1002")
    ada = Student.objects.get(student_number="1003")
    Student.objects.filter(pk=noor.pk).update(town="Gouda", corrected=["town"])
    PlacementRequest.objects.filter(student=sem).update(withdrawn_at=timezone.now(), withdraw_reason="student")
    PlacementRequest.objects.filter(student=ada).update(most_km=10)

    undone = undo_import(found=stored, by=school.coordinator)

    noor.refresh_from_db()
    assert (noor.last_name, noor.town) == ("Aa", "Gouda")
    assert noor.requests.get().weekdays == [0, 1]
    assert sem.requests.get().withdraw_reason == "student"
    assert ada.requests.get().most_km == 10
    assert undone.changes == {"left": sorted([noor.pk, sem.pk, ada.pk])}
    client.force_login(school.coordinator)
    page = client.get(reverse("import-done", args=[stored.pk])).content.decode()
    assert "Dit is gebleven" in page
    assert all(name in page for name in ("Noor van der Aa", "Sem Bos", "Ada van der Vos"))


def test_a_list_with_a_confirmed_stage_stays(school):
    stored = school.store({}, OTHER)
    placement = confirm(PlacementRequest.objects.first())

    with pytest.raises(CannotUndo) as refusal:
        undo_import(found=stored, by=school.coordinator)
    assert refusal.value.sentence == CONFIRMED

    placement.status, placement.cancelled_at, placement.cancelled_by = "cancelled", timezone.now(), school.coordinator
    placement.save()
    undone = undo_import(found=stored, by=school.coordinator)
    assert list(Student.objects.values_list("pk", flat=True)) == undone.changes["left"] == [placement.student_id]


def test_only_the_last_list_of_the_school_can_be_undone(school):
    first = school.store({})
    second = school.store({"Leerjaar": "3"})

    with pytest.raises(CannotUndo) as refusal:
        undo_import(found=first, by=school.coordinator)
    assert refusal.value.sentence == NOT_THE_LAST

    undo_import(found=second, by=school.coordinator)
    undo_import(found=first, by=school.coordinator)
    assert not Student.objects.exists()


def test_after_seven_days_it_stays_and_what_was_before_is_forgotten(school):
    stored = school.store({})
    assert forget_changes() == 0
    StudentImport.objects.update(stored_at=timezone.now() - UNDO_FOR - timedelta(minutes=1))
    stored.refresh_from_db()

    with pytest.raises(CannotUndo) as refusal:
        undo_import(found=stored, by=school.coordinator)

    assert refusal.value.sentence == TOO_LATE
    assert forget_changes() == 1
    stored.refresh_from_db()
    assert stored.changes == {}


def test_an_undone_file_can_be_delivered_again(school):
    stored = school.store({})
    undo_import(found=stored, by=school.coordinator)

    again = school.store({})

    assert again.pk != stored.pk
    assert Student.objects.count() == 1


def test_the_button_asks_first_and_says_what_goes(school, client):
    stored = school.store({}, OTHER)
    client.force_login(school.school_coordinator)
    listing = client.get(reverse("import-list")).content.decode()
    address = reverse("import-undo", args=[stored.pk])
    assert address in listing
    assert address in client.get(reverse("import-done", args=[stored.pk])).content.decode()

    assert "2 nieuwe aanvragen gaan weg." in client.get(address).content.decode()
    assert Student.objects.count() == 2
    page = client.post(address, follow=True).content.decode()

    assert "De lijst is ongedaan gemaakt" in page
    assert not Student.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_undo_once():
    school = Delivery()
    stored = school.store({}, OTHER)

    def click(_):
        try:
            return undo_import(found=stored, by=school.coordinator).status
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(click, range(2))) == [ImportStatus.UNDONE] * 2
    assert AuditEvent.objects.filter(what="import.undone").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_lists_at_once_with_the_same_student_give_one_student():
    school = Delivery()
    lists = [school.deliver({}), school.deliver({"Leerjaar": "3"})]

    def click(found):
        try:
            return store_import(found=found, by=school.school_coordinator).status
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(click, lists)) == [ImportStatus.STORED] * 2
    assert Student.objects.count() == PlacementRequest.objects.count() == 1
