"""Confirming proposals: one placement each, dated tasks, one mail, and never more students than places."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.confirming import confirm_batch, confirm_proposals
from onboarding.actions.messages import send
from onboarding.actions.stages import cancel_placement
from onboarding.enums import MessageStatus, PlacementStatus, ProposalStatus, Refusal
from onboarding.models import ConfirmBatch, Message, Placement, PlacementRequest, PlaceQuestion
from profiles.enums import LimitPer, Role
from profiles.models import AuditEvent
from tests.factories import (
    HeldPlacesFactory,
    ItemFactory,
    LeerplaatsprofielFactory,
    MessageFactory,
    PlaceLimitFactory,
    PlacementFactory,
    PlacementRequestFactory,
    PlaceOfferFactory,
    PlaceQuestionFactory,
    ProposalFactory,
    SectionFactory,
    TemplateFactory,
    UserFactory,
    person,
)
from tests.profiles.conftest import text_of
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
    if not hasattr(offer.leerplaats, "profile"):
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


# --- Room: what is held, and limits over all offers and periods --------------------------


def test_what_is_held_for_another_school_is_left_alone(startlijst):
    offer = PlaceOfferFactory(number=2)
    own, other = (proposal_for(offer, request__period=offer.period) for _ in range(2))
    HeldPlacesFactory(offer=offer, number=2, school=own.request.school)

    result = confirm_proposals(proposals=[own, other], by=UserFactory())

    assert [placement.request for placement in result.made] == [own.request]
    assert result.refused_as(Refusal.HELD) == [other]


@pytest.mark.parametrize("per", LimitPer.values)
def test_a_limit_counts_stages_of_other_offers_periods_and_leerplaatsen(startlijst, per):
    first = PlaceOfferFactory(number=5)
    second = PlaceOfferFactory(number=5, leerplaats__location=first.leerplaats.location, year=3)
    PlaceLimitFactory(
        institution=first.institution, leerplaatsen=[first.leerplaats, second.leerplaats], number=2, per=per
    )
    PlacementFactory(offer=second)
    fits, too_many = (proposal_for(first, request__period=first.period) for _ in range(2))

    result = confirm_proposals(proposals=[fits, too_many], by=UserFactory())

    assert [placement.request for placement in result.made] == [fits.request]
    assert result.refused_as(Refusal.LIMIT) == [too_many]


def test_a_limit_per_day_lets_students_come_on_other_days(startlijst):
    offer = PlaceOfferFactory(number=5)
    PlaceLimitFactory(institution=offer.institution, leerplaatsen=[offer.leerplaats], number=1, per=LimitPer.DAY)
    monday = proposal_for(offer, request__weekdays=[0])
    tuesday = ProposalFactory(offer=offer, request__weekdays=[1])

    assert len(confirm_proposals(proposals=[monday, tuesday], by=UserFactory()).made) == 2


def test_a_withdrawn_request_is_not_confirmed(startlijst):
    proposal = proposal_for(PlaceOfferFactory())
    PlacementRequest.objects.update(withdrawn_at=timezone.now())

    result = confirm_proposals(proposals=[proposal], by=UserFactory())

    assert (result.made, result.refused_as(Refusal.WITHDRAWN)) == ([], [proposal])


def test_a_question_that_waits_is_taken_back(startlijst):
    proposal = proposal_for(PlaceOfferFactory())
    PlaceQuestionFactory(request=proposal.request, offer=proposal.offer)

    confirm_proposals(proposals=[proposal], by=UserFactory())

    assert PlaceQuestion.objects.get().answer == "withdrawn"


def test_the_queries_grow_with_the_leerplaatsen_and_not_with_the_students(startlijst, django_assert_max_num_queries):
    counts = []
    for number in (2, 30):
        offer = PlaceOfferFactory(number=50)
        proposals = [proposal_for(offer, request__period=offer.period) for _ in range(number)]
        with django_assert_max_num_queries(80) as captured:
            assert len(confirm_proposals(proposals=proposals, by=UserFactory()).made) == number
        counts.append(len(captured))

    assert counts[0] == counts[1]


# --- A batch: one form, one effect; the mail and its moment ------------------------------


@pytest.fixture
def farida(client, startlijst):
    """A client logged in as coordinator Farida, with one locked and one proposed koppeling on De Kade."""
    offer = PlaceOfferFactory(number=1, leerplaats__name="De Kade")
    client.user = person(Role.COORDINATOR, offer.institution, name="Farida Yilmaz")
    locked = {"status": "locked", "locked_by": client.user, "locked_at": timezone.now()}
    client.locked = proposal_for(
        offer, request__student__given_name="Noor", request__student__last_name="Jansen", **locked
    )
    client.proposed = ProposalFactory(offer=offer, request__period=offer.period, run=client.locked.run)
    client.offer = offer
    client.url = reverse("match-confirm", args=[offer.period_id])
    client.force_login(client.user)
    return client


def form(**fields):
    return {"key": str(uuid4()), "which": "all", "when": "now", **fields}


def test_the_same_page_sent_twice_confirms_once_and_leads_to_the_same_answer(farida):
    sent = form(which="locked")

    first, second = farida.post(farida.url, sent), farida.post(farida.url, sent)

    assert first.url == second.url
    assert (ConfirmBatch.objects.count(), Placement.objects.count(), Message.objects.count()) == (1, 1, 1)
    assert "1 stage is bevestigd" in text_of(farida.get(first.url))


def test_who_was_later_reads_who_was_earlier_and_keeps_the_request(farida):
    page = text_of(farida.post(farida.url, form(), follow=True))

    moment = timezone.localtime(Placement.objects.get().confirmed_at)
    sentence = f"ging naar Noor J. Farida bevestigde dat om {moment.hour}.{moment.minute:02d} uur."
    assert f"De laatste plek op De Kade {sentence}" in page
    assert PlacementRequest.objects.waiting().get() == farida.proposed.request
    assert "Noor J." not in str(ConfirmBatch.objects.get().refused)


def test_only_what_the_leerplaats_accepted(farida):
    PlaceQuestionFactory(
        request=farida.proposed.request, offer=farida.offer, answer="accepted", answered_at=timezone.now()
    )

    farida.post(farida.url, form(which="accepted"))

    assert Placement.objects.get().request == farida.proposed.request


def test_only_what_is_ticked_and_nothing_ticked_is_said(farida):
    nothing = farida.post(farida.url, form(which="ticked", instruction="Neem brood mee."))

    assert nothing.status_code == 422
    assert "Vink ten minste één student aan" in text_of(nothing)
    assert "Neem brood mee." in text_of(nothing)
    farida.post(farida.url, form(which="ticked", koppeling=[farida.proposed.pk]))
    assert Placement.objects.get().request == farida.proposed.request


def test_the_instruction_is_plain_text_in_preview_and_mail(farida):
    text = "Kom via de [link] {{ placement.pk }} <b>zijdeur</b>."

    preview = text_of(farida.post(farida.url, form(instruction=text, doe="voorbeeld")))
    farida.post(farida.url, form(which="locked", instruction=text))

    said = "Kom via de link {{ placement.pk }} <b>zijdeur</b>."
    assert said in Message.objects.get().body
    assert "Kom via de link {{ placement.pk }}" in preview
    assert Message.objects.get().body.count("[link]") == 1


def test_who_gets_a_mail_is_seen_before_anything_is_confirmed(farida):
    url = reverse("match-mails", args=[farida.offer.period_id])
    page = text_of(farida.post(url, form(which="locked", instruction="Neem brood mee.")))

    assert "1 student krijgt een mail" in page and "1 student niet." in page
    assert page.count("Krijgt een mail, aan") == 1 and page.count("Geen mail. Deze koppeling staat niet vast.") == 1
    assert "Neem brood mee." in page and "/link/" not in page
    assert not Placement.objects.exists()
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    farida.post(farida.url, kept)
    assert "Neem brood mee." in Message.objects.get().body


def test_a_wrong_choice_is_said_where_it_is_made_and_confirms_nothing(farida):
    answer = farida.post(reverse("match-mails", args=[farida.offer.period_id]), form(when="later", day="1-1-2020"))

    assert answer.status_code == 422
    assert "Dat is al voorbij." in text_of(answer)
    assert not Placement.objects.exists()


def test_mails_in_the_outbox_go_soon(farida):
    page = text_of(farida.post(farida.url, form(), follow=True))

    assert "1 mail gaat zo weg." in page and "0 mails" not in page
    send(Message.objects.get().pk)
    page = text_of(farida.get(reverse("match-confirmed", args=[Placement.objects.get().batch_id])))
    assert "1 mail is verstuurd." in page and "zo weg" not in page


def test_a_mail_waits_for_its_moment(farida):
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = text_of(farida.post(farida.url, form(which="locked", when="tomorrow"), follow=True))
    message = Message.objects.get()
    assert "1 mail wacht tot" in page and "verstuurd." not in page and "zo weg" not in page

    send(message.pk)
    message.refresh_from_db()
    assert (message.status, mail.outbox) == (MessageStatus.QUEUED, [])
    assert timezone.localtime(message.send_after).strftime("%d %H.%M") == f"{tomorrow:%d} 08.00"

    Message.objects.update(send_after=timezone.now())
    send(message.pk)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"when": "later"}, "Vul in op welke dag de mail weggaat"),
        ({"when": "later", "day": "1-1-2020"}, "Dat is al voorbij."),
        ({"when": "later", "day": "morgen"}, "Deze datum kunnen we niet lezen."),
        ({"when": ""}, "Kies wanneer de mail weggaat."),
        ({"instruction": "woord " * 130}, "Je tekst is 10 woorden te lang."),
    ],
)
def test_wrong_input_is_said_and_confirms_nothing(farida, fields, sentence):
    answer = farida.post(farida.url, form(**fields))

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not Placement.objects.exists()


def test_another_institution_does_not_see_what_came_of_it(farida, client):
    address = farida.post(farida.url, form(which="locked")).url
    farida.force_login(person(Role.COORDINATOR))

    assert farida.get(address).status_code == 404


def test_a_batch_key_of_another_institution_confirms_all_the_same(startlijst):
    key = uuid4()
    for _ in range(2):
        proposal = proposal_for(PlaceOfferFactory())
        one = {"institution": proposal.institution, "period": proposal.request.period}
        confirm_batch(key=key, proposals=[proposal], by=UserFactory(), **one)

    assert Placement.objects.count() == 2


# --- Mails that have not gone ----------------------------------------------------------


def test_mails_that_failed_or_wait_stand_in_a_list_and_go_at_once_when_asked(farida):
    placement = PlacementFactory(offer__leerplaats__location=farida.offer.leerplaats.location)
    failed = MessageFactory(placement=placement, status="failed", problem="Postbus vol")
    MessageFactory(placement=placement, send_after=timezone.now() + timedelta(days=1), subject="Komt later")
    MessageFactory(placement=placement, subject="Gaat net weg")
    MessageFactory(placement__request__student__given_name="Elders", status="failed")

    page = text_of(farida.get(reverse("mail-list")))
    assert "Postbus vol" in page and "Komt later" in page
    assert "Gaat net weg" not in page and "Elders" not in page

    again = text_of(farida.post(reverse("mail-list"), {"mail": [failed.pk]}, follow=True))
    assert "1 mail gaat nu weg." in again
    send(failed.pk)
    assert len(mail.outbox) == 1
    assert "Vink aan welke mails" in text_of(farida.post(reverse("mail-list"), {"mail": [failed.pk]}, follow=True))
