"""Two coordinators at once: exactly one gets the last place, or the last room within a limit; and why that is so."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from threading import Barrier, BrokenBarrierError
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from onboarding.actions import confirming
from onboarding.actions.confirming import confirm_batch, confirm_proposals
from onboarding.actions.questions import AlreadyAnswered, accept, decline
from onboarding.actions.stages import NoRoomLeft, change_stage
from onboarding.enums import Refusal
from onboarding.models import ConfirmBatch, Message, Placement, PlaceQuestion
from onboarding.stage_changes import terms_of
from tests.factories import (
    LeerplaatsprofielFactory,
    PlaceLimitFactory,
    PlacementFactory,
    PlaceOfferFactory,
    PlaceQuestionFactory,
    ProposalFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
TOGETHER = 1.5  # seconds that one waits for the other between looking and taking


def two_for(*offers):
    """A koppeling on each of these offers, of the same institution and period."""
    first = offers[0]
    for offer in {offer.leerplaats: offer for offer in offers}.values():
        LeerplaatsprofielFactory(leerplaats=offer.leerplaats, online=True)
    return [ProposalFactory(offer=offer, request__period=first.period) for offer in offers]


@pytest.fixture
def look_together(monkeypatch):
    """Let two who confirm look at the room at the same moment, when nothing holds them apart."""
    barrier, load = Barrier(2), confirming.load_room

    def looked(*args, **options):
        room = load(*args, **options)
        with suppress(BrokenBarrierError):  # the other is held back by a lock
            barrier.wait(TOGETHER)
        return room

    monkeypatch.setattr(confirming, "load_room", looked)


def at_once(work, chances):
    def run(one):
        try:
            return work(one)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(chances)) as pool:
        return list(pool.map(run, chances))


def confirm(proposal):
    return confirm_proposals(proposals=[proposal], by=UserFactory())


def test_of_two_on_the_last_place_exactly_one_wins(look_together):
    offer = PlaceOfferFactory(number=1)

    results = at_once(confirm, two_for(offer, offer))

    assert sorted(len(result.made) for result in results) == [0, 1]
    assert sorted(len(result.refused_as(Refusal.FULL)) for result in results) == [0, 1]
    assert Placement.objects.active().count() == 1


def offers_within_one_limit():
    """Two offers with places enough, on leerplaatsen that share room for one student."""
    first = PlaceOfferFactory(number=5)
    second = PlaceOfferFactory(number=5, leerplaats__location=first.leerplaats.location, period=first.period)
    shared = [first.leerplaats, second.leerplaats]
    PlaceLimitFactory(institution=first.institution, leerplaatsen=shared, number=1)
    return first, second


def test_of_two_on_the_last_room_within_a_limit_exactly_one_wins(look_together):
    results = at_once(confirm, two_for(*offers_within_one_limit()))

    assert sorted(len(result.made) for result in results) == [0, 1]
    assert sorted(len(result.refused_as(Refusal.LIMIT)) for result in results) == [0, 1]


def test_without_the_lock_a_limit_is_oversold(look_together, monkeypatch):
    monkeypatch.setattr(confirming, "hold", lambda **rows: None)

    results = at_once(confirm, two_for(*offers_within_one_limit()))

    assert [len(result.made) for result in results] == [1, 1]


def test_a_double_click_confirms_once(look_together):
    offer = PlaceOfferFactory(number=2)
    [proposal] = two_for(offer)
    form = {"key": uuid4(), "institution": offer.institution, "period": offer.period, "by": UserFactory()}

    batches = at_once(lambda proposals: confirm_batch(proposals=proposals, **form), [[proposal], [proposal]])

    assert batches[0] == batches[1]
    assert (ConfirmBatch.objects.count(), Placement.objects.count(), Message.objects.count()) == (1, 1, 1)


def test_one_student_does_not_get_two_stages_from_two_institutions(look_together):
    first, second = PlaceOfferFactory(number=5), PlaceOfferFactory(number=5)
    here, there = two_for(first)[0], two_for(second)[0]
    there.request.student, there.request.school = here.request.student, here.request.school
    there.request.starts_on, there.request.ends_on = here.request.starts_on, here.request.ends_on
    there.request.save()

    results = at_once(confirm, [here, there])

    assert sorted(len(result.made) for result in results) == [0, 1]
    assert sum(len(result.refused_as(Refusal.BUSY)) for result in results) == 1
    assert timezone.localdate() < Placement.objects.get().ends_on


def test_two_who_move_a_stage_to_the_last_place_do_not_both_get_it():
    target = PlaceOfferFactory(number=1)
    LeerplaatsprofielFactory(leerplaats=target.leerplaats, online=True)
    same = {"period": target.period, "programme": target.programme}
    place = PlaceOfferFactory(number=2, leerplaats__location=target.leerplaats.location, **same)
    stages = [PlacementFactory(offer=place), PlacementFactory(offer=place)]

    def move(placement):
        terms = replace(terms_of(placement), offer=target)
        try:
            return change_stage(placement=placement, version=placement.version, terms=terms, by=UserFactory())
        except NoRoomLeft as refusal:
            return refusal.room.why

    results = at_once(move, stages)

    assert results.count(Refusal.FULL) == 1
    assert Placement.objects.active().filter(offer=target).count() == 1


def test_of_two_praktijkopleiders_at_once_one_answers_and_the_other_reads_who_did():
    offer = PlaceOfferFactory()
    [proposal] = two_for(offer)
    question = PlaceQuestionFactory(request=proposal.request, offer=offer)

    def answer(action):
        by = UserFactory()
        try:
            action(question=question, by=by)
        except AlreadyAnswered as earlier:
            return earlier.question.answered_by
        return by

    first, second = at_once(answer, [accept, partial(decline, reason="full")])

    assert first == second
    assert PlaceQuestion.objects.get().answered_by == first
