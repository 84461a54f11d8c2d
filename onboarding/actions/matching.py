"""Koppelingen by hand: make a first proposal, fix, choose another place, and loosen."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from onboarding import matching
from onboarding.actions.drafts import ask_drafts
from onboarding.actions.moves import log_moves
from onboarding.actions.takeover import take_over
from onboarding.board_changes import is_loose, standing, within_capacity
from onboarding.boards import load_board
from onboarding.earlier import who_was_earlier
from onboarding.enums import ProposalStatus
from onboarding.models import MatchRun, PlacementRequest, Proposal
from profiles.dutch import count, enumerate_dutch
from profiles.enums import Certainty
from profiles.models import AuditEvent, Institution, PlaceOffer

CHOSEN = {"why": ["Jullie kozen deze plek zelf."], "mind": [], "not": [], "without": [], "helps": []}
MOST_NAMED = 3  # students whose place it is, on the page to choose a place
NOT_PROPOSED_YET = {
    "why": [],
    "mind": [],
    "not": [],
    "without": ["Deze student zat nog niet in een voorstel."],
    "helps": ["Kies zelf een plek, of maak een nieuw voorstel."],
}
CONFIRMED = "Deze stage is al bevestigd. Kijk bij Overzicht."


@transaction.atomic
def make_proposal(*, institution, period, by):
    """Make a proposal by the chosen order of goals and take it over whole; returns its MatchRun."""
    run = ask_drafts(institution=institution, period=period, by=by)
    take_over(run=run, by=by)
    run.refresh_from_db()
    return run


class NotPossible(Exception):
    """The asked place cannot be given; the message is the sentence for the coordinator."""


class ChangedMeanwhile(Exception):
    """Somebody else, or a new proposal, changed this koppeling after the page was opened; `now` is how it stands."""

    def __init__(self, now):
        super().__init__("The proposal changed meanwhile.")
        self.now = now


def mark_of(proposal):
    """What a page has seen of a proposal: the place, and whether it is fixed since when."""
    at = proposal.locked_at.isoformat() if proposal.locked_at else ""
    return f"{proposal.offer_id or ''}-{at}"


@transaction.atomic
def begin_by_hand(*, request):
    """The koppeling of `request`, without a place when it came after the last proposal; raises NotPossible.

    Nothing is decided yet, so the log gets its line when somebody fixes a place.
    """
    Institution.objects.select_for_update().get(pk=request.institution_id)
    found = Proposal.objects.filter(request=request).first()
    if found:
        return found
    if not PlacementRequest.objects.waiting().filter(pk=request.pk).exists():
        raise NotPossible("Deze student zoekt geen plek meer.")
    run = MatchRun.objects.filter(institution=request.institution_id, period=request.period_id).filter(
        proposals__isnull=False
    )
    last = run.first()
    if last is None:
        raise NotPossible("Maak eerst een voorstel. Daarna kies je zelf een plek.")
    return Proposal.objects.create(
        request=request, institution_id=request.institution_id, run=last, reasons=NOT_PROPOSED_YET
    )


@transaction.atomic
def lock_proposal(*, proposal, by, offer=None, seen=None):
    """Fix `proposal` on its own offer, or on another one; raises NotPossible with the reason in words.

    With `seen` (see `mark_of`) it raises ChangedMeanwhile when the koppeling is another one by now. The institution's
    row is locked meanwhile, so of two people on the last place exactly one wins; the other hears who was earlier,
    and their student keeps what was there.
    """
    Institution.objects.select_for_update().get(pk=proposal.institution_id)
    proposal.refresh_from_db()
    if proposal.status == ProposalStatus.CONFIRMED:
        raise NotPossible(CONFIRMED)
    if proposal.status == ProposalStatus.LOCKED and (offer is None or offer.pk == proposal.offer_id):
        return  # a second click
    if seen and seen != mark_of(proposal):
        raise ChangedMeanwhile(proposal)
    board = _board_of(proposal)
    _lock(board, proposal, offer or proposal.offer, by)


@transaction.atomic
def lock_many(*, proposals, by):
    """Fix each of `proposals` on its own offer, in order. Returns those fixed, and (proposal, sentence) of the others.

    They are of one institution and period.
    """
    if not proposals:
        return [], []
    Institution.objects.select_for_update().get(pk=proposals[0].institution_id)
    loose = Proposal.objects.filter(status=ProposalStatus.PROPOSED, offer__isnull=False)
    fresh = loose.select_related("offer__leerplaats", "request__student", "institution").in_bulk(
        [proposal.pk for proposal in proposals]
    )
    board = load_board(proposals[0].institution, proposals[0].request.period)
    fixed, refused = [], []
    for proposal in (fresh[one.pk] for one in proposals if one.pk in fresh):
        try:
            board = _lock(board, proposal, proposal.offer, by)
        except NotPossible as problem:
            refused.append((proposal, str(problem)))
        else:
            fixed.append(proposal)
    return fixed, refused


def _board_of(proposal):
    request = proposal.request
    return load_board(proposal.institution, request.period, (request.programme_id, request.year))


def _lock(board, proposal, offer, by):
    """Fix one on a Board that is up to date; returns the Board with this lock."""
    if offer is None:
        raise NotPossible("Deze student heeft nog geen plek. Kies eerst een plek.")
    locked = _with_lock(board, proposal, offer)
    if proposal.offer_id != offer.pk:
        move = (proposal.request, proposal.offer_id, offer.pk)
        log_moves([move], institution=proposal.institution, by=by)
        proposal.offer = offer
        proposal.reasons = CHOSEN
    proposal.status = ProposalStatus.LOCKED
    proposal.locked_by, proposal.locked_at = by, timezone.now()
    proposal.save()
    AuditEvent.record("proposal.locked", proposal.request, by=by, institution=proposal.institution, offer=offer.pk)
    return locked


def _with_lock(board, proposal, offer):
    key, place = str(proposal.request_id), str(offer.pk)
    if key not in board.requests:
        raise NotPossible(CONFIRMED)
    others = [lock for lock in board.world.locks if lock.request != key]
    offers = board.world.offers
    if place in board.offers:
        offers = _opened(board, board.requests[key].school_id, only=place)
    before = {error.lock for error in matching.bad_locks(board.world.requests, offers, others, board.world.limits)}
    locks = [*others, matching.Lock(key, place)]
    errors = matching.bad_locks(board.world.requests, offers, locks, board.world.limits)
    new = [error for error in errors if error.lock not in before]
    if any(isinstance(error, matching.LockedOverCapacity) for error in new):
        raise NotPossible(who_was_earlier(board.offers[place]))
    if new:
        raise NotPossible(matching.lock_error_text(new[0], board.names))
    good = tuple(lock for lock in locks if lock not in before)
    return replace(board, world=replace(board.world, offers=_with_room(board, place, good), locks=good))


def _with_room(board, place, locks):
    """The offers as they were, with at least as many places on this one as are locked there now."""
    there = sum(lock.offer == place for lock in locks)
    return tuple(
        replace(offer, capacity=max(offer.capacity, there)) if offer.key == place else offer
        for offer in board.world.offers
    )


def _opened(board, school, only=None):
    """The offers with every place that a person may give a student of `school`: "misschien" and pencilled ones too."""
    return tuple(
        replace(offer, capacity=max(offer.capacity, board.most(offer.key, school)))
        if only is None or offer.key == only
        else offer
        for offer in board.world.offers
    )


@transaction.atomic
def unlock_proposal(*, proposal, by):
    """Let the next proposal decide again; a confirmed one is left alone. Returns whether there was something to do."""
    changed = Proposal.objects.filter(pk=proposal.pk, status=ProposalStatus.LOCKED).update(
        status=ProposalStatus.PROPOSED, locked_by=None, locked_at=None
    )
    if changed:
        proposal.refresh_from_db(fields=["offer"])
        AuditEvent.record(
            "proposal.unlocked", proposal.request, by=by, institution=proposal.institution, offer=proposal.offer_id
        )
    return bool(changed)


@dataclass(frozen=True)
class Choice:
    """An offer in the list of "Andere plek zoeken": whether it can be chosen, and why (not) in words."""

    offer: PlaceOffer
    possible: bool
    sentence: str

    @property
    def key(self):
        """The key as it stands in a form."""
        return str(self.offer.pk)


def choices(proposal):
    """Every offer for the opleiding and year of a proposal, best first, as Choice rows."""
    board = _board_of(proposal)
    key = str(proposal.request_id)
    if key not in board.requests:
        return []
    current = within_capacity(board, standing(board))
    opened = replace(
        board.world,
        requests=_of_now(board, current, key),
        offers=_opened(board, board.requests[key].school_id),
    )
    result = matching.evaluate(replace(opened, limits=()), current)
    return [
        Choice(
            board.offers[one.offer],
            one.state not in (matching.State.FORBIDDEN, matching.State.FULL),
            " ".join([matching.alternative_text(one, board.names), *_extra(board, one, key)]),
        )
        for one in matching.alternatives(opened, result, key)
        if matching.Rule.PROGRAMME not in one.rules and matching.Rule.YEAR not in one.rules
    ]


def _of_now(board, current, key):
    """The requests between which a place is weighed: who stands in a proposal now, and the one that chooses.

    Who came since, or whose place no longer fits, would get a place in the best answer. That is no gain of the choice.
    """
    without = {other for other, offer in standing(board).items() if offer is None}
    return tuple(one for one in board.world.requests if one.key in current or one.key in without or one.key == key)


def _extra(board, alternative, key):
    """What else to know of an offer before choosing it: how sure it is, and what is held there."""
    offer = board.offers[alternative.offer]
    if offer.certainty == Certainty.MAYBE:
        yield "Dit aantal is misschien. Vraag de leerplaats eerst."
    held = sum(number for (pk, _), number in board.pencilled.items() if pk == offer.pk)
    if held:
        yield f"{count(held, 'plek is', 'plekken zijn')} vrijgehouden voor een groep."
    if alternative.state not in (matching.State.FORBIDDEN, matching.State.FULL):
        yield from _takes_from(board, alternative.offer, key)


def _takes_from(board, offer, key):
    """Whose place it is in the proposal, when there is no other one left: that student loses it."""
    there = [other for other, place in standing(board).items() if place == offer and other != key]
    if len(there) < board.most(offer, board.requests[key].school_id):
        return
    loose = [board.requests[other].student.short_name for other in there if is_loose(board.requests[other])]
    if loose and len(loose) <= MOST_NAMED:
        verb = "staat" if len(loose) == 1 else "staan"
        yield f"In het voorstel {verb} {enumerate_dutch(loose)} op deze plek. Zoek dan daarvoor een andere plek."
    elif loose:
        yield f"In het voorstel staan hier {len(loose)} studenten. Een van hen zoekt dan een andere plek."
