"""A second list of a school: what is new, changed and gone, what stays, and what is only reported."""

import pytest
from django.utils import timezone

from onboarding.actions.import_storing import ChangedMeanwhile, store_import
from onboarding.actions.imports import correct_rows
from onboarding.enums import CancelReason
from onboarding.import_difference import CHANGED, CLASH, CONFIRMED, NEW, SAME
from onboarding.import_fields import LOGS_IN
from onboarding.models import PlacementRequest, Proposal, Student
from tests.factories import (
    InstitutionFactory,
    PlacementRequestFactory,
    PlaceOfferFactory,
    ProposalFactory,
    StudentFactory,
    UserFactory,
)
from tests.onboarding.importing import OTHER, Delivery, confirm

pytestmark = pytest.mark.django_db
THIRD = {"Studentnummer": "1003", "Voornaam": "Ada", "Achternaam": "Vos", "E-mail": "ada@school.example"}


@pytest.fixture
def school():
    return Delivery()


def said(plan):
    return {change.label: (change.old, change.new, change.kept) for change in plan.changes}


def test_second_list_says_who_is_new_changed_the_same_and_gone(school):
    school.store({}, OTHER, THIRD)
    found = school.deliver({"Leerjaar": "3"}, OTHER, {**THIRD, "Studentnummer": "1004", "E-mail": "x@school.example",
                                                      "Achternaam": "Winter"})  # fmt: skip

    plan = school.difference(found)

    assert [(one.row.number, one.kind) for one in plan.plans] == [(2, CHANGED), (3, SAME), (4, NEW)]
    assert said(plan.plans[0]) == {"Leerjaar": ("2", "3", False)}
    assert [one.request.student.given_name for one in plan.gone] == ["Ada"]
    assert plan.withdrawn == []  # nobody is withdrawn unless a person says so


def test_storing_carries_out_the_changes_and_the_withdrawals_that_were_chosen(school):
    school.store({}, OTHER, THIRD)
    found = school.deliver({"Eind": "25-6-2027", "Dagen": "wo/do", "Voorkeur 1": "kraamzorg"}, {"Plaats": "Vlaardingen",
                           **{k: v for k, v in OTHER.items() if k != "Plaats"}})  # fmt: skip
    gone = school.difference(found).gone[0].request
    correct_rows(found=found, gone={gone.pk: True})

    store_import(found=found, by=school.school_coordinator)

    noor, sem = Student.objects.get(student_number="1001"), Student.objects.get(student_number="1002")
    request = noor.requests.get()
    assert (request.ends_on.isoformat(), request.weekdays) == ("2027-06-25", [2, 3])
    assert [wish.words for wish in request.wishes.all()] == ["kraamzorg"]
    assert sem.town == "Vlaardingen"
    gone.refresh_from_db()
    assert (gone.withdraw_reason, gone.withdrawn_by) == (CancelReason.SCHOOL, school.school_coordinator)
    assert Student.objects.count() == PlacementRequest.objects.count() == 3


def test_a_moved_start_is_the_same_request(school):
    school.store({})
    found = school.deliver({"Start": "8-2-2027"})

    assert said(school.difference(found).plans[0]) == {"Eerste dag": ("1 februari 2027", "8 februari 2027", False)}
    store_import(found=found, by=school.school_coordinator)
    assert PlacementRequest.objects.get().starts_on.isoformat() == "2027-02-08"


def test_what_a_person_set_by_hand_stays_and_is_said(school):
    school.store({})
    Student.objects.update(town="Rotterdam", corrected=["town"])
    PlacementRequest.objects.update(weekdays=[4], corrected=["weekdays"], wishes_given_at=timezone.now())
    found = school.deliver({"Plaats": "Delft", "Dagen": "wo", "Voorkeur 1": "ggz", "Leerjaar": "3"})

    plan = school.difference(found).plans[0]
    store_import(found=found, by=school.school_coordinator)

    assert said(plan) == {
        "Woonplaats": ("Rotterdam", "Delft", True),
        "Leerjaar": ("2", "3", False),
        "Stagedagen": ("vrijdag", "woensdag", True),
        "Voorkeuren": ("wijkzorg", "ggz", True),
    }
    request = PlacementRequest.objects.get()
    assert (Student.objects.get().town, request.weekdays, request.year) == ("Rotterdam", [4], 3)
    assert [wish.words for wish in request.wishes.all()] == ["wijkzorg"]


def test_only_hand_corrections_that_differ_make_no_changed_row(school):
    school.store({})
    Student.objects.update(town="Rotterdam", corrected=["town"])

    plan = school.difference(school.deliver({"Plaats": "Delft"})).plans[0]

    assert (plan.kind, plan.taken) == (SAME, False)


def test_an_empty_cell_takes_nothing_away(school):
    school.store({})

    found = school.deliver({"Plaats": "", "Voorkeur 1": "", "Dagen": ""})

    assert school.difference(found).plans[0].kind == SAME


def test_a_confirmed_stage_is_reported_and_stays(school):
    school.store({}, OTHER)
    for request in PlacementRequest.objects.all():
        confirm(request)
    found = school.deliver({"Eind": "25-6-2027"})
    gone = school.difference(found).gone
    correct_rows(found=found, gone={gone[0].request.pk: True})

    plan = school.difference(found)
    store_import(found=found, by=school.school_coordinator)

    assert plan.plans[0].kind == CONFIRMED
    assert (gone[0].confirmed, plan.withdrawn) == (True, [])
    assert set(PlacementRequest.objects.values_list("ends_on", "withdrawn_at")) == {
        (PlacementRequest.objects.first().ends_on, None)
    }


def test_a_skipped_change_is_left_out(school):
    school.store({}, OTHER)
    found = school.deliver({"Leerjaar": "3"}, {**OTHER, "Leerjaar": "3"})
    correct_rows(found=found, choices={"2": "skip"})

    stored = store_import(found=found, by=school.school_coordinator)

    assert sorted(PlacementRequest.objects.values_list("year", flat=True)) == [2, 3]
    assert stored.preview["left_out"] == [2]


def test_a_student_in_a_faulty_row_is_not_gone(school):
    school.store({}, OTHER)

    found = school.deliver({"Start": "31-2-2027"}, {**OTHER, "E-mail": "geen"})

    assert school.difference(found).gone == []


def test_number_and_address_of_two_people_is_an_error(school):
    school.store({}, OTHER)

    found = school.deliver({"E-mail": OTHER["E-mail"]})

    plan = school.difference(found)
    assert (plan.plans[0].kind, plan.plans[0].status, plan.gone) == (CLASH, "error", [])


def test_somebody_who_looks_like_a_student_we_know_is_asked_about(school):
    school.store({})
    found = school.deliver({"Studentnummer": "", "E-mail": "n.vanderaa@school.example"})

    plan = school.difference(found).plans[0]
    assert (plan.status, plan.looks_like.short_name, plan.taken) == ("look", "Noor A.", False)

    correct_rows(found=found, choices={"2": "same"})
    plan = school.difference(found).plans[0]
    assert said(plan) == {"E-mailadres": ("noor@school.example", "n.vanderaa@school.example", False)}
    store_import(found=found, by=school.school_coordinator)
    assert Student.objects.get().email == "n.vanderaa@school.example"


def test_a_coordinator_meets_no_students_of_other_institutions(school):
    elsewhere = InstitutionFactory()
    student = StudentFactory(
        school=school.school, student_number="1001", given_name="Noor", last_name="Aa", town="Schiedam",
        email="noor@school.example",
    )  # fmt: skip
    PlacementRequestFactory(student=student, institution=elsewhere, school=school.school)
    found = school.deliver({"Plaats": "Delft"}, {**OTHER, "Voornaam": "Noor", "Achternaam": "Aa", "Plaats": "Schiedam"},
                           by=school.coordinator)  # fmt: skip

    plans = school.difference(found, by=school.coordinator).plans

    assert [(plan.changes, plan.looks_like) for plan in plans] == [((), None), ((), None)]
    own = school.difference(found).plans
    assert said(own[0]) == {
        "Naam": ("Noor Aa", "Noor van der Aa", False),
        "Woonplaats": ("Schiedam", "Delft", False),
    }
    assert own[1].looks_like == student


def test_the_address_with_which_a_student_logs_in_stays(school):
    school.store({})
    Student.objects.update(user=UserFactory())

    plan = school.difference(school.deliver({"E-mail": "nieuw@school.example"})).plans[0]

    assert (plan.kind, said(plan)["E-mailadres"][2], plan.changes[0].why) == (SAME, True, LOGS_IN)


def test_a_coordinator_changes_no_facts_of_a_student_whom_another_institution_has_too(school):
    school.store({})
    student = Student.objects.get()
    PlacementRequestFactory(student=student, institution=InstitutionFactory(), school=school.school)
    found = school.deliver({"Plaats": "Delft"}, by=school.coordinator)

    assert school.difference(found, by=school.coordinator).plans[0].kind == SAME
    assert school.difference(found).plans[0].kind == CHANGED


def test_a_withdrawn_request_loses_its_proposal_and_a_changed_one_that_no_longer_fits_its_place(school):
    school.store({}, OTHER)
    offer = PlaceOfferFactory(
        leerplaats__location__institution=school.institution, period=school.period, programme=school.vig, year=2
    )
    proposals = [ProposalFactory(request=one, offer=offer) for one in PlacementRequest.objects.order_by("pk")]
    found = school.deliver({"Leerjaar": "4"})
    correct_rows(found=found, gone={proposals[1].request_id: True})

    store_import(found=found, by=school.school_coordinator)

    assert Proposal.objects.get().request == proposals[0].request
    assert Proposal.objects.get().offer is None


def test_what_changed_after_the_page_was_shown_is_not_stored_unseen(school):
    school.store({})
    found = school.deliver({"Leerjaar": "3"})
    seen = school.difference(found).digest
    PlacementRequest.objects.update(corrected=["year"])

    with pytest.raises(ChangedMeanwhile):
        store_import(found=found, by=school.school_coordinator, seen=seen)


def test_who_was_withdrawn_by_the_school_comes_back_and_who_withdrew_does_not(school):
    school.store({}, OTHER)
    now = timezone.now()
    by_school, by_student = PlacementRequest.objects.order_by("pk")
    for request, reason in ((by_school, CancelReason.SCHOOL), (by_student, CancelReason.STUDENT)):
        request.withdrawn_at, request.withdraw_reason = now, reason
        request.save()

    found = school.deliver({"Eind": "19-6-2027"}, {**OTHER, "Eind": "19-6-2027"})
    store_import(found=found, by=school.school_coordinator)

    by_school.refresh_from_db()
    by_student.refresh_from_db()
    assert by_school.withdrawn_at is None
    assert (by_student.withdrawn_at, by_student.ends_on.day) == (now, 19)


def test_the_difference_takes_as_many_queries_for_a_long_list(school, django_assert_max_num_queries):
    rows = [
        {
            "Studentnummer": str(2000 + n),
            "Achternaam": f"Naam{chr(97 + n // 26)}{chr(97 + n % 26)}",
            "E-mail": f"{n}@school.example",
        }
        for n in range(60)
    ]
    school.store(*rows)
    found = school.deliver(*(row | {"Leerjaar": "3"} for row in rows))
    found.refresh_from_db()

    with django_assert_max_num_queries(8):
        plan = school.difference(found)
    assert len(plan.of_kind(CHANGED)) == 60


def test_the_leerweg_of_a_list_is_kept_and_another_one_is_a_change(school):
    school.store({"Leerweg": "bol"})
    assert PlacementRequest.objects.get().learning_way == "bol"
    found = school.deliver({"Leerweg": "BBL"})
    assert said(school.difference(found).plans[0]) == {"Leerweg": ("bol", "bbl", False)}
    store_import(found=found, by=school.school_coordinator)
    assert PlacementRequest.objects.get().learning_way == "bbl"
    assert school.difference(school.deliver({"Leerweg": ""})).plans[0].changes == ()
