"""How far a request is: one answer for the institution and the school, and nothing of the inside for the school."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from onboarding.enums import CancelReason, PlaceAnswer, PlacementStatus, ProposalStatus, RequestStep
from onboarding.models import PlacementRequest, Proposal
from onboarding.request_steps import Row, for_institution_rows, with_step
from profiles.dutch import plain_date
from profiles.enums import Role
from tests.factories import (
    InstitutionFactory,
    PlacementFactory,
    PlacementRequestFactory,
    PlaceOfferFactory,
    PlaceQuestionFactory,
    ProposalFactory,
    SchoolFactory,
    StudentFactory,
    person,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def institution():
    return InstitutionFactory(name="Kadeburg")


@pytest.fixture
def school():
    return SchoolFactory(name="ROC Proef")


def ask(institution, school, **fields):
    """A request of a new student, called Noor."""
    student = StudentFactory(school=school, given_name="Noor")
    return PlacementRequestFactory(student=student, institution=institution, **fields)


def offer_for(request):
    return PlaceOfferFactory(
        leerplaats__location__institution=request.institution,
        leerplaats__name="De Kade",
        period=request.period,
        programme=request.programme,
    )


def propose(request, **fields):
    """A koppeling of `request` to De Kade."""
    return ProposalFactory(request=request, offer=offer_for(request), **fields)


def place(request, starts_in=30, **fields):
    offer = offer_for(request)
    start = TODAY + timedelta(days=starts_in)
    dates = {"starts_on": start, "ends_on": start + timedelta(days=60)}
    return PlacementFactory(request=request, offer=offer, **dates, **fields)


@pytest.fixture
def every_step(institution, school):
    """A request in every step that the institution reads, by its step."""
    now = timezone.now()
    asked = {step: ask(institution, school) for step in RequestStep}
    farida = person(Role.COORDINATOR, institution, name="Farida Yilmaz")
    propose(asked[RequestStep.WITHOUT])
    Proposal.objects.update(offer=None)
    propose(asked[RequestStep.PROPOSED])
    propose(asked[RequestStep.LOCKED], status=ProposalStatus.LOCKED, locked_by=farida, locked_at=now)
    for step, answer in ((RequestStep.ASKED, PlaceAnswer.ASKED), (RequestStep.ACCEPTED, PlaceAnswer.ACCEPTED)):
        koppeling = propose(asked[step], status=ProposalStatus.LOCKED, locked_by=farida, locked_at=now)
        answered = {} if answer == PlaceAnswer.ASKED else {"answered_at": now}
        PlaceQuestionFactory(request=asked[step], offer=koppeling.offer, answer=answer, due_on=TODAY, **answered)
    place(asked[RequestStep.AGREED])
    place(asked[RequestStep.INFORMED], status=PlacementStatus.INFORMED)
    refused = {"cannot_come_at": now, "cannot_come_reason": CancelReason.TERMS}
    place(asked[RequestStep.REFUSED], **refused)
    place(asked[RequestStep.COMING], student_agreed_at=now)
    place(asked[RequestStep.STARTED], starts_in=-3)
    place(asked[RequestStep.FINISHED], starts_in=-90)
    place(asked[RequestStep.STOPPED], starts_in=-90, stopped_at=now)
    lapsed = {"cancelled": True, "cancel_reason": CancelReason.LEERPLAATS}
    place(asked[RequestStep.LAPSED], **lapsed)
    gone = {"withdrawn_at": now, "withdraw_reason": CancelReason.STUDENT}
    PlacementRequest.objects.filter(pk=asked[RequestStep.WITHDRAWN].pk).update(**gone)
    for step in (RequestStep.DELIVERED, RequestStep.SEARCHING):
        asked.pop(step).delete()
    return asked


def rows(**options):
    found = for_institution_rows(with_step(PlacementRequest.objects.all(), TODAY, **options))
    return {one.pk: Row(one) for one in found}


def test_the_institution_and_the_school_read_the_same_from_the_moment_a_place_is_agreed(every_step, institution):
    inside, outside = rows(institutions=[institution.pk]), rows()
    assert {step: inside[one.pk].step for step, one in every_step.items()} == {step: step for step in every_step}
    masked = {RequestStep.NEW: RequestStep.DELIVERED} | dict.fromkeys(
        ("without", "proposed", "locked", "asked", "accepted"), RequestStep.SEARCHING
    )
    assert {step: outside[one.pk].step for step, one in every_step.items()} == {
        step: masked.get(step, step) for step in every_step
    }
    for step, one in every_step.items():
        mine, theirs = inside[one.pk], outside[one.pk]
        assert mine.sentence and theirs.sentence
        assert mine.step not in masked or "De Kade" not in theirs.sentence
        assert mine.step in masked or (mine.label, mine.kind, mine.sentence, mine.why) == (
            theirs.label,
            theirs.kind,
            theirs.sentence,
            theirs.why,
        ), step


def test_the_sentences_of_the_inside_say_who_where_and_until_when(every_step, institution):
    found = rows(institutions=[institution.pk])
    said = {step: found[every_step[step].pk].sentence for step in every_step}
    today = plain_date(TODAY)
    assert said[RequestStep.PROPOSED] == "Het voorstel is: Noor gaat naar De Kade. Dit staat nog niet vast."
    assert said[RequestStep.LOCKED] == f"Farida Yilmaz zette Noor op {today} vast op De Kade."
    assert said[RequestStep.ASKED] == f"We vroegen De Kade of Noor kan komen. Antwoord uiterlijk op {today}."
    assert said[RequestStep.ACCEPTED] == "De Kade is akkoord. Bevestig de stage, dan hoort Noor het."


def test_an_answer_about_another_place_does_not_count(institution, school):
    request = ask(institution, school)
    before = propose(ask(institution, school)).offer
    propose(request)
    PlaceQuestionFactory(request=request, offer=before, answer=PlaceAnswer.ACCEPTED, answered_at=timezone.now())
    assert rows(institutions=[institution.pk])[request.pk].step == RequestStep.PROPOSED


def test_a_new_koppeling_after_a_lapsed_stage_is_inside_news_only(institution, school):
    request = ask(institution, school)
    place(request, cancelled=True, cancel_reason=CancelReason.LEERPLAATS)
    propose(request)
    assert rows(institutions=[institution.pk])[request.pk].step == RequestStep.PROPOSED
    assert rows()[request.pk].step == RequestStep.LAPSED


# --- The pages of the coordinator ---


@pytest.fixture
def coordinator(client, institution):
    client.force_login(person(Role.COORDINATOR, institution, name="Cora Coördinator"))
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def test_the_pages_of_the_coordinator_show_every_step(coordinator, every_step):
    text = text_of(coordinator.get(reverse("student-list")))
    assert "Nog geen plek" not in text
    shown = rows(institutions=[one.institution_id for one in every_step.values()])
    for step, request in every_step.items():
        label = shown[request.pk].label
        assert label in text, step
        page = text_of(coordinator.get(reverse("student-detail", args=[request.student_id])))
        assert label in page, step
        assert ("De Kade" in page) == (step not in ("new", "without", "lapsed", "withdrawn")), step


def test_the_coordinator_filters_by_step(coordinator, every_step):
    for step, request in every_step.items():
        page = coordinator.get(f"{reverse('student-list')}?status={step}").context["page"]
        assert [student.pk for student in page] == [request.student_id], step
    with_stage = coordinator.get(f"{reverse('student-list')}?status=plek").context["page"]
    assert len(with_stage) == 6


def test_a_coordinator_reads_nothing_of_a_koppeling_elsewhere(client, institution, school, every_step):
    user = person(Role.COORDINATOR, InstitutionFactory(name="Elders"))
    membership = person(Role.SCHOOL_COORDINATOR, school).memberships.get()
    membership.user = user
    membership.save()
    client.force_login(user)
    text = text_of(client.get(reverse("student-list")))
    assert RequestStep.SEARCHING.label in text
    assert RequestStep.PROPOSED.label not in text.partition("<table")[2]


def test_as_many_queries_for_2_as_for_26_students(coordinator, institution, school):
    def fill(number):
        for _ in range(number):
            propose(ask(institution, school))
            request = ask(institution, school)
            place(request)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert coordinator.get(reverse("student-list")).status_code == 200
        return len(captured)

    fill(1)
    few = queries()
    fill(12)
    assert queries() == few
