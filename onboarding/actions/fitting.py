"""When the facts or wishes of a request change: does the place of its proposal still fit?"""

from django.db import transaction
from django.utils import timezone

from onboarding.boards import load_board
from onboarding.enums import PlaceAnswer, ProposalStatus
from onboarding.matching.model import broken_rules
from onboarding.models import Placement, PlaceQuestion, Proposal
from profiles.models import AuditEvent

# Says what to do and not which rule: a wish not to go somewhere is nobody's business.
REASONS = {
    "why": [],
    "mind": [],
    "not": [],
    "without": ["De gegevens of wensen zijn veranderd. De plek van het vorige voorstel past niet meer."],
    "helps": ["Maak een nieuw voorstel, of zoek zelf een andere plek."],
}


@transaction.atomic
def loosen_when_unfit(*, request, by):
    """Take the place out of the proposal of `request` when a hard rule now forbids it; returns whether it did.

    Also when it was locked: what a person fixed holds within the rules only. A confirmed stage is left alone.
    A leerplaats that was asked meanwhile reads that its answer is not needed any more.
    """
    found = Proposal.objects.select_for_update(of=("self",)).filter(request=request, offer__isnull=False)
    proposal = found.exclude(status=ProposalStatus.CONFIRMED).select_related("offer", "institution").first()
    if proposal is None or Placement.objects.active().filter(request=request).exists():
        return False
    if _fits(request, proposal):
        return False
    offer = proposal.offer_id
    proposal.offer = proposal.locked_by = proposal.locked_at = None
    proposal.status = ProposalStatus.PROPOSED
    proposal.reasons = REASONS
    proposal.save()
    PlaceQuestion.objects.filter(request=request, answer=PlaceAnswer.ASKED).update(
        answer=PlaceAnswer.WITHDRAWN, answered_at=timezone.now(), answered_by=by
    )
    AuditEvent.record("proposal.loosened", request, by=by, institution=proposal.institution, offer=offer)
    return True


def _fits(request, proposal):
    board = load_board(request.institution, request.period, group=(request.programme_id, request.year))
    asks = board.world.request_by_key.get(str(request.pk))
    offers = board.world.offer_by_key.get(str(proposal.offer_id))
    return bool(asks and offers) and not broken_rules(asks, offers)
