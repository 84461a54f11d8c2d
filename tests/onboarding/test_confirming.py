"""Confirming proposals: one placement each, dated tasks, one mail, and never more students than places."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction

from onboarding.actions.confirming import confirm_proposals
from onboarding.actions.stages import cancel_placement
from onboarding.enums import MessageStatus, PlacementStatus, ProposalStatus, Refusal
from onboarding.models import Message, Placement, PlacementRequest
from profiles.models import AuditEvent
from tests.factories import (
    ItemFactory,
    LeerplaatsprofielFactory,
    PlacementRequestFactory,
    PlaceOfferFactory,
    ProposalFactory,
    SectionFactory,
    TemplateFactory,
    UserFactory,
)
from toolbox.enums import Owner, Signal, TemplateFormat
from toolbox.models import Template

pytestmark = pytest.mark.django_db


@pytest.fixture
def startlijst():
    """Our own small startlijst in place of the shipped one: one item of each kind."""
    Template.objects.all().delete()
    section = SectionFactory(template=TemplateFactory(format=TemplateFormat.STARTLIJST), title="Voor de start")
    return [
        ItemFactory(section=section, text="Stage bevestigd", days_before=28, stagedag=None, signal=Signal.CONFIRMED),
        ItemFactory(section=section, text="Pasje klaar", days_before=7, stagedag=None, owner=Owner.RECEPTION),
        ItemFactory(section=section, text="Route bekijken", days_before=3, stagedag=None, owner=Owner.STUDENT),
        ItemFactory(section=section, text="Weg ermee", removed_at="2026-01-01T00:00Z"),
    ]


def proposal_for(offer, **fields):
    LeerplaatsprofielFactory(leerplaats=offer.leerplaats, online=True)
    return ProposalFactory(offer=offer, **fields)


def test_confirming_dates_tasks_and_queues_one_mail(startlijst):
    by = UserFactory()
    proposal = proposal_for(PlaceOfferFactory())

    [placement] = confirm_proposals(proposals=[proposal], by=by).made

    start = proposal.request.starts_on
    assert [(task.text, task.due_on, task.visible_to_student) for task in placement.tasks.all()] == [
        ("Stage bevestigd", start - timedelta(days=28), False),
        ("Pasje klaar", start - timedelta(days=7), False),
        ("Route bekijken", start - timedelta(days=3), True),
    ]
    assert [task.text for task in placement.tasks.filter(done_at__isnull=False)] == ["Stage bevestigd"]
    assert (placement.start_time, placement.report_place) == ("", "")
    assert (placement.arrival_time, placement.arrival_place) == ("8.30", "Receptie hoofdingang")
    [message] = Message.objects.all()
    assert (message.to_email, message.status) == (placement.student.email, MessageStatus.QUEUED)
    assert "[link]" in message.body
    proposal.refresh_from_db()
    assert proposal.status == ProposalStatus.CONFIRMED
    assert AuditEvent.objects.filter(what="placement.confirmed", by=by).count() == 1


def test_the_stage_starts_on_the_first_day_the_student_is_there(startlijst):
    proposal = proposal_for(PlaceOfferFactory(), request__weekdays=[2, 3])
    monday = proposal.request.starts_on

    [placement] = confirm_proposals(proposals=[proposal], by=UserFactory()).made

    assert placement.starts_on.weekday() in (2, 3)
    assert monday < placement.starts_on <= monday + timedelta(days=9)
    assert placement.tasks.get(text="Pasje klaar").due_on == placement.starts_on - timedelta(days=7)


def test_confirming_twice_has_one_effect(startlijst):
    by = UserFactory()
    proposal = proposal_for(PlaceOfferFactory())
    confirm_proposals(proposals=[proposal], by=by)

    again = confirm_proposals(proposals=[proposal], by=by)

    assert again.made == []
    assert (Placement.objects.count(), Message.objects.count()) == (1, 1)


def test_a_full_offer_leaves_the_rest_standing(startlijst):
    offer = PlaceOfferFactory(number=1)
    first = proposal_for(offer)
    second = ProposalFactory(offer=offer, request__period=offer.period, run=first.run)

    result = confirm_proposals(proposals=[first, second], by=UserFactory())

    assert [placement.request for placement in result.made] == [first.request]
    assert result.refused_as(Refusal.FULL) == [second]
    assert PlacementRequest.objects.waiting().get() == second.request


def test_a_student_has_one_stage_at_a_time(startlijst):
    offer = PlaceOfferFactory()
    first = proposal_for(offer)
    confirm_proposals(proposals=[first], by=UserFactory())
    elsewhere = PlaceOfferFactory(period=offer.period, programme=offer.programme)
    overlapping = PlacementRequestFactory(
        student=first.request.student, institution=elsewhere.institution, period=offer.period
    )
    second = proposal_for(elsewhere, request=overlapping)

    result = confirm_proposals(proposals=[second], by=UserFactory())

    assert (result.made, result.refused_as(Refusal.BUSY)) == ([], [second])


def test_a_cancelled_stage_frees_the_place_and_the_student(startlijst):
    offer = PlaceOfferFactory(number=1)
    proposal = proposal_for(offer)
    [placement] = confirm_proposals(proposals=[proposal], by=UserFactory()).made

    cancel_placement(placement=placement, by=UserFactory())
    cancel_placement(placement=placement, by=UserFactory())

    assert PlacementRequest.objects.waiting().get() == proposal.request
    placement.refresh_from_db()
    assert placement.status == PlacementStatus.CANCELLED
    assert AuditEvent.objects.filter(what="placement.cancelled").count() == 1
    again = ProposalFactory(offer=offer, request=proposal.request, run=proposal.run)
    assert len(confirm_proposals(proposals=[again], by=UserFactory()).made) == 1


def test_the_database_itself_refuses_a_seat_that_is_not_there(startlijst):
    [placement] = confirm_proposals(proposals=[proposal_for(PlaceOfferFactory(number=1))], by=UserFactory()).made

    with pytest.raises(IntegrityError, match="seat 2"), transaction.atomic():
        Placement.objects.filter(pk=placement.pk).update(seat=2)
    with pytest.raises(IntegrityError, match="more placements"), transaction.atomic():
        type(placement.offer).objects.filter(pk=placement.offer_id).update(number=0)


@pytest.mark.django_db(transaction=True)
def test_of_two_coordinators_on_the_last_place_exactly_one_wins():
    offer = PlaceOfferFactory(number=1)
    first = proposal_for(offer)
    second = ProposalFactory(offer=offer, request__period=offer.period, run=first.run)
    by = UserFactory()

    def confirm(proposal):
        try:
            return confirm_proposals(proposals=[proposal], by=by)
        finally:
            connection.close()
            close_old_connections()

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(confirm, [first, second]))

    assert sorted(len(result.made) for result in results) == [0, 1]
    assert sorted(len(result.refused_as(Refusal.FULL)) for result in results) == [0, 1]
    assert Placement.objects.active().count() == 1
