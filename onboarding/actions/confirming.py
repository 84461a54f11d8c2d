"""Confirming: koppelingen become stages, with dated tasks, cards and a mail, and never more than there is room for."""

from dataclasses import dataclass, field
from uuid import uuid5

from django.db import transaction
from django.utils import timezone

from onboarding.actions.holidays import days_off_of, holidays_of
from onboarding.actions.messages import queue_start_mails
from onboarding.actions.play_cards import make_cards, play_templates
from onboarding.actions.talks import plan_new_stages
from onboarding.actions.tasks import copy_items, settle, templates_in_force
from onboarding.boards import load_pairs
from onboarding.enums import PlaceAnswer, ProposalStatus, Refusal
from onboarding.models import ConfirmBatch, Placement, PlaceQuestion, Proposal
from onboarding.room import NoRoom, hold, load_room, lock, stay_of
from onboarding.stagedagen import stagedagen
from profiles.models import AuditEvent
from toolbox.enums import Signal


@dataclass(frozen=True)
class Refused:
    """A koppeling that was not confirmed, and why."""

    proposal: Proposal
    room: NoRoom


@dataclass
class Confirmation:
    """What confirming a number of koppelingen gave."""

    made: list[Placement] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def refused_as(self, why):
        """The koppelingen that were refused for this reason."""
        return [one.proposal for one in self.refused if one.room.why == why]


@transaction.atomic
def confirm_batch(*, key, institution, period, proposals, by, instruction="", send_after=None):
    """Confirm `proposals` once for each `key` of a form; returns the ConfirmBatch, also for a second press.

    Each student gets a mail with `instruction` in it, not before `send_after`.
    """
    key = uuid5(key, str(institution.pk))
    hold(institutions=[institution.pk])
    if known := ConfirmBatch.objects.filter(key=key).first():
        return known
    batch = ConfirmBatch.objects.create(
        key=key,
        institution=institution,
        period=period,
        confirmed_by=by,
        instruction=instruction.strip(),
        send_after=send_after,
    )
    result = confirm_proposals(proposals=proposals, by=by, batch=batch)
    batch.refused = [_told(refused) for refused in result.refused]
    batch.save(update_fields=["refused"])
    return batch


@transaction.atomic
def confirm_proposals(*, proposals, by, batch=None):
    """Make a stage of each koppeling with a place that no hard rule forbids by now; returns a Confirmation.

    Institution, offers, limits and students are locked in a fixed order, so that of two coordinators on the last
    place exactly one wins; the database refuses a seat taken twice as a second net. A koppeling that was confirmed
    before is passed over, so a double click makes nothing double. The number of queries grows with the leerplaatsen,
    not with the students.
    """
    keys = [proposal.pk for proposal in proposals]
    rows = Proposal.objects.filter(pk__in=keys)
    hold(institutions=set(rows.values_list("institution_id", flat=True)))  # whoever moves a koppeling waits here
    hold(
        institutions=set(rows.values_list("institution_id", flat=True)),
        offers=set(rows.exclude(offer=None).values_list("offer_id", flat=True)),
        students=set(rows.values_list("request__student_id", flat=True)),
    )
    lock(rows)
    chosen = _chosen(rows)
    room = load_room([proposal.offer for proposal in chosen])
    pairs = load_pairs([proposal.request_id for proposal in chosen], {proposal.offer_id for proposal in chosen})
    result = Confirmation()
    agenda = _agenda({proposal.request.student_id for proposal in chosen})
    for placement, proposal in zip(_new_placements(chosen, by), chosen, strict=True):
        _confirm_one(placement, proposal, room, pairs, agenda, result, batch)
    Placement.objects.bulk_create(result.made)
    confirmed = [placement.request_id for placement in result.made]
    Proposal.objects.filter(request__in=confirmed).update(status=ProposalStatus.CONFIRMED)
    _withdraw_questions(confirmed, by)
    _follow_up(result.made, by, batch)
    return result


def _chosen(rows):
    """The koppelingen that can be confirmed, with what a stage is made of, as they are after locking."""
    return list(
        rows.filter(offer__isnull=False)
        .exclude(status=ProposalStatus.CONFIRMED)
        .select_related(
            "request__student",
            "request__programme",
            "offer__leerplaats__profile__published",
            "offer__leerplaats__location",
            "offer__leerplaats__institution",
        )
        .order_by("pk")
    )


def _agenda(students):
    """Per student the dates of the stages that stand, at any institution."""
    agenda = {student: [] for student in students}
    dates = Placement.objects.active().filter(student__in=students).values_list("student", "starts_on", "ends_on")
    for student, first, last in dates:
        agenda[student].append((first, last))
    return agenda


def _confirm_one(placement, proposal, room, pairs, agenda, result, batch):
    request, offer = proposal.request, proposal.offer
    stay = stay_of(placement)
    busy = agenda[request.student_id]
    if request.withdrawn_at:
        refusal = NoRoom(Refusal.WITHDRAWN)
    elif any(first <= placement.ends_on and placement.starts_on <= last for first, last in busy):
        refusal = NoRoom(Refusal.BUSY)
    elif why := pairs.why_not(request.pk, offer.pk):
        refusal = NoRoom(Refusal.RULE, rule=why)
    else:
        refusal = room.refusal(offer=offer.pk, leerplaats=offer.leerplaats_id, school=request.school_id, stay=stay)
    if refusal:
        result.refused.append(Refused(proposal, refusal))
        return
    placement.seat = room.take(offer=offer.pk, leerplaats=offer.leerplaats_id, stay=stay)
    placement.batch = batch
    busy.append((placement.starts_on, placement.ends_on))
    result.made.append(placement)


def preview_placements(proposals):
    """The stages that confirming `proposals` would make, unsaved and in their order: for the page and its mails."""
    return _new_placements(proposals, by=None)


def _new_placements(proposals, by):
    """A stage for each of `proposals`, with the holidays of all their schools asked once."""
    if not proposals:
        return []
    requests = [proposal.request for proposal in proposals]
    holidays = holidays_of(
        {request.school_id for request in requests},
        min(request.starts_on for request in requests),
        max(request.ends_on for request in requests),
    )
    return [_new_placement(one.request, one.offer, holidays[one.request.school_id], by) for one in proposals]


def _new_placement(request, offer, holidays, by):
    placement = Placement(
        student=request.student,
        school_id=request.school_id,
        institution=offer.leerplaats.institution,
        leerplaats=offer.leerplaats,
        offer=offer,
        request=request,
        seat=0,
        starts_on=request.starts_on,
        ends_on=request.ends_on,
        weekdays=request.weekdays,
        confirmed_by=by,
    )
    # From here on the first day is stagedag 1, in every mail, list and print.
    placement.days_off = days_off_of(placement, holidays)
    placement.starts_on = next(iter(stagedagen(placement.rhythm)), placement.starts_on)
    return placement


def _withdraw_questions(requests, by):
    """Nobody needs to answer any more: the decision is made."""
    PlaceQuestion.objects.waiting().filter(request__in=requests).update(
        answer=PlaceAnswer.WITHDRAWN, answered_at=timezone.now(), answered_by=by
    )


def _follow_up(placements, by, batch):
    by_leerplaats = {}
    for placement in placements:
        by_leerplaats.setdefault(placement.leerplaats, []).append(placement)
    AuditEvent.objects.bulk_create(
        AuditEvent.line(
            "placement.confirmed", placement, by=by, institution=placement.institution, offer=placement.offer_id
        )
        for placement in placements
    )
    for leerplaats, group in by_leerplaats.items():
        copy_items(placements=group, templates=templates_in_force(leerplaats))
        make_cards(placements=group, templates=play_templates(leerplaats))
    plan_new_stages(placements)
    settle(placements=placements, signal=Signal.CONFIRMED, by=by)
    queue_start_mails(
        placements=placements,
        instruction=batch.instruction if batch else "",
        send_after=batch.send_after if batch else None,
    )


def _told(refused):
    """What the batch keeps of a refusal: with who had the last place, or was the last within the limit."""
    proposal, limit = refused.proposal, refused.room.limit
    stages = Placement.objects.active()
    if refused.room.why == Refusal.FULL:
        stages = stages.filter(offer=proposal.offer_id)
    elif refused.room.why == Refusal.LIMIT:
        stages = stages.filter(leerplaats__limits=limit)
    else:
        stages = stages.none()
    earlier = stages.order_by("-confirmed_at", "-pk").values_list("pk", flat=True).first()
    return {
        "request": proposal.request_id,
        "offer": proposal.offer_id,
        "why": refused.room.why.value,
        "earlier": earlier,
        "limit": int(limit) if limit else None,
        "rule": refused.room.rule,
    }
