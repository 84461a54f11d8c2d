"""Withdrawing what was asked: the student needs no place here any more. By the school or by a coordinator."""

from django.db import transaction
from django.utils import timezone

from onboarding.actions.staff_mails import coordinators_of, coordinators_of_school, queue_staff_mails
from onboarding.actions.stages import CannotChange, cancel_placement
from onboarding.enums import CancelReason, PlaceAnswer, ProposalStatus
from onboarding.models import Placement, PlacementRequest, PlaceQuestion, Proposal
from onboarding.room import hold
from onboarding.stage_changes import has_started
from onboarding.telling_apart import name_in_mail
from profiles.models import AuditEvent


@transaction.atomic
def withdraw_request(*, request, reason, by, today=None):
    """Take a request back; returns whether that is new. Twice does it once.

    The proposal goes, a question to a leerplaats needs no answer any more, and a stage that has not started lapses
    with all that follows. Institution and school hear it, apart from who did it. Raises CannotChange when the stage
    has started: then it gets another last day.
    """
    today = today or timezone.localdate()
    hold(institutions=[request.institution_id])
    PlacementRequest.objects.select_for_update().get(pk=request.pk)
    current = PlacementRequest.objects.select_related("student", "school", "institution", "period").get(pk=request.pk)
    if current.withdrawn_at:
        return False
    placement = Placement.objects.active().filter(request=current).first()
    if placement and has_started(placement, today):
        raise CannotChange
    if placement:
        cancel_placement(placement=placement, by=by, reason=reason, still_looking=False, today=today)
    now = timezone.now()
    current.withdrawn_at, current.withdrawn_by, current.withdraw_reason = now, by, reason
    current.save(update_fields=["withdrawn_at", "withdrawn_by", "withdraw_reason"])
    Proposal.objects.filter(request=current).exclude(status=ProposalStatus.CONFIRMED).delete()
    PlaceQuestion.objects.waiting().filter(request=current).update(
        answer=PlaceAnswer.WITHDRAWN, answered_at=now, answered_by=by
    )
    AuditEvent.record("request.withdrawn", current, by=by, institution=current.institution, reason=reason)
    people = dict.fromkeys(coordinators_of(current.institution))
    if not placement:  # else the mail about the stage says it
        people |= dict.fromkeys(coordinators_of_school(current.school))
    name = name_in_mail(current.student)
    queue_staff_mails(
        key=f"withdrawn:{current.pk}:{now:%Y%m%d%H%M%S}",
        institution=current.institution,
        people=[user for user in people if user != by],
        subject=f"De aanvraag voor {name} is ingetrokken",
        template="request_withdrawn",
        context={"request": current, "reason": CancelReason(reason).label, "by": by, "name": name},
    )
    return True


@transaction.atomic
def ask_again(*, request, by):
    """Take the withdrawal back: the student looks for a place again. Returns whether it was withdrawn."""
    again = PlacementRequest.objects.filter(pk=request.pk, withdrawn_at__isnull=False).update(
        withdrawn_at=None, withdrawn_by=None, withdraw_reason=""
    )
    if again:
        AuditEvent.record("request.asked_again", request, by=by, institution=request.institution)
    return bool(again)
