"""Placements: made from proposals, changed and cancelled, with everything that follows from it."""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from onboarding.actions.messages import queue_start_mails
from onboarding.actions.play_cards import make_cards, play_templates
from onboarding.actions.statuses import change_status
from onboarding.actions.tasks import copy_items, settle, templates_in_force, unsettle
from onboarding.enums import PlacementStatus, ProposalStatus
from onboarding.models import Placement, Proposal
from onboarding.stagedagen import stagedagen
from profiles.actions.members import end
from profiles.models import AuditEvent, PlaceOffer
from toolbox.enums import Signal


@dataclass
class Confirmation:
    """What confirming a batch of proposals gave."""

    made: list[Placement] = field(default_factory=list)
    full: list[Proposal] = field(default_factory=list)  # somebody was earlier: no place left
    busy: list[Proposal] = field(default_factory=list)  # the student has another stage in these weeks


class ChangedMeanwhile(Exception):
    """Somebody else saved this placement after the form was opened."""


@transaction.atomic
def confirm_proposals(*, proposals, by):
    """Make a placement of each proposal with a place; returns a Confirmation.

    The offers are locked in order of their key, so that of two coordinators on the last place exactly one
    wins; the database refuses a seat taken twice as a second net. Tasks are dated, mails put in the outbox.
    A proposal that was confirmed before is passed over, so a double click makes nothing double.
    """
    chosen = list(
        Proposal.objects.select_for_update(of=("self",))
        .filter(pk__in=[proposal.pk for proposal in proposals], offer__isnull=False)
        .exclude(status=ProposalStatus.CONFIRMED)
        .select_related("request__student", "request__programme", "institution")
        .order_by("pk")
    )
    offers = {
        offer.pk: offer
        for offer in PlaceOffer.objects.select_for_update(of=("self",))
        .filter(pk__in={proposal.offer_id for proposal in chosen})
        .select_related("leerplaats__profile__published", "leerplaats__location", "leerplaats__institution")
        .order_by("pk")
    }
    seats = _free_seats(offers.values())
    result = Confirmation()
    for proposal in chosen:
        _confirm_one(proposal, offers[proposal.offer_id], seats, result, by)
    _follow_up(result.made, by)
    return result


def _free_seats(offers):
    taken = {offer.pk: set() for offer in offers}
    for offer, seat in Placement.objects.active().filter(offer__in=taken).values_list("offer", "seat"):
        taken[offer].add(seat)
    return {offer.pk: [seat for seat in range(1, offer.number + 1) if seat not in taken[offer.pk]] for offer in offers}


def _confirm_one(proposal, offer, seats, result, by):
    if not seats[offer.pk]:
        result.full.append(proposal)
        return
    try:
        with transaction.atomic():
            placement = _new_placement(proposal.request, offer, seats[offer.pk][0], by)
            placement.save(force_insert=True)
    except IntegrityError as refusal:
        if "placement_one_at_a_time" not in str(refusal):
            raise
        result.busy.append(proposal)
        return
    seats[offer.pk].pop(0)
    proposal.status = ProposalStatus.CONFIRMED
    proposal.save(update_fields=["status"])
    result.made.append(placement)


def preview_placement(proposal):
    """The placement that confirming `proposal` would make, unsaved: for the preview of its mail."""
    return _new_placement(proposal.request, proposal.offer, seat=0, by=None)


def _new_placement(request, offer, seat, by):
    placement = Placement(
        student=request.student,
        school_id=request.school_id,
        institution=offer.leerplaats.institution,
        leerplaats=offer.leerplaats,
        offer=offer,
        request=request,
        seat=seat,
        starts_on=request.starts_on,
        ends_on=request.ends_on,
        weekdays=request.weekdays,
        confirmed_by=by,
    )
    # From here on the first day is stagedag 1, in every mail, list and print.
    placement.starts_on = next(iter(stagedagen(placement.rhythm)), placement.starts_on)
    return placement


def _follow_up(placements, by):
    by_leerplaats = {}
    for placement in placements:
        by_leerplaats.setdefault(placement.leerplaats, []).append(placement)
        AuditEvent.record("placement.confirmed", placement, by=by, institution=placement.institution)
    for leerplaats, group in by_leerplaats.items():
        copy_items(placements=group, templates=templates_in_force(leerplaats))
        make_cards(placements=group, templates=play_templates(leerplaats))
    settle(placements=placements, signal=Signal.CONFIRMED, by=by)
    queue_start_mails(placements=placements)


@transaction.atomic
def change_arrival(*, placement, version, by, werkbegeleider, start_time, report_place):
    """Set who guides the student and when and where they report; raises ChangedMeanwhile on an old `version`."""
    updated = Placement.objects.filter(pk=placement.pk, version=version).update(
        werkbegeleider=werkbegeleider,
        start_time=start_time,
        report_place=report_place,
        version=F("version") + 1,
    )
    if not updated:
        raise ChangedMeanwhile
    follow = settle if werkbegeleider else unsettle
    options = {"by": by} if werkbegeleider else {}
    follow(placements=[placement], signal=Signal.SUPERVISOR_KNOWN, **options)
    AuditEvent.record("placement.arrival", placement, by=by, institution=placement.institution)


@transaction.atomic
def end_role(*, membership, by):
    """End a role, and with it the guidance of students in that role; returns how many students are concerned."""
    placements = list(Placement.objects.select_for_update().guided_under(membership))
    end(membership=membership, by=by)
    for placement in placements:
        placement.werkbegeleider = None
        placement.version += 1
        placement.save(update_fields=["werkbegeleider", "version"])
        AuditEvent.record("placement.guide_left", placement, by=by, institution=membership.institution)
    unsettle(placements=placements, signal=Signal.SUPERVISOR_KNOWN)
    return len(placements)


@transaction.atomic
def cancel_placement(*, placement, by):
    """Let a stage lapse: the place is free again and the student can be matched anew. Twice does it once."""
    locked = Placement.objects.select_for_update().select_related("institution").get(pk=placement.pk)
    if locked.status == PlacementStatus.CANCELLED:
        return
    locked.cancelled_at = timezone.now()
    locked.cancelled_by = by
    change_status(locked, PlacementStatus.CANCELLED, by=by)
    Proposal.objects.filter(request=locked.request_id).delete()


@transaction.atomic
def mark_seen(*, placement):
    """Note the first time the student opened the page."""
    if Placement.objects.filter(pk=placement.pk, first_seen_at__isnull=True).update(first_seen_at=timezone.now()):
        settle(placements=[placement], signal=Signal.PAGE_SEEN)
