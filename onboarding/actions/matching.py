"""Proposals: load the pure model, solve it, store the answer with its reasons; lock, choose and unlock."""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from onboarding import matching
from onboarding.enums import PlacementStatus, ProposalStatus
from onboarding.models import MatchRun, Placement, PlacementRequest, Proposal
from onboarding.wishes import fulfilling
from profiles.models import AuditEvent, Institution, PlaceOffer


@dataclass(frozen=True)
class Board:
    """One institution and period as the pure model sees it. Keys of requests and offers are primary keys as text."""

    world: matching.World
    names: matching.Names
    requests: dict
    offers: dict
    refused: tuple  # sentences about locks that can no longer hold


def load_board(institution, period):
    """The Board of waiting requests and free places, in a fixed number of queries."""
    requests = list(
        PlacementRequest.objects.filter(institution=institution, period=period)
        .waiting()
        .select_related("student", "programme", "proposal")
        .prefetch_related(
            "wishes", Prefetch("student__placements", queryset=Placement.objects.active().only("student", "leerplaats"))
        )
        .order_by("pk")
    )
    offers = list(
        PlaceOffer.objects.filter(institution=institution, period=period, leerplaats__archived_at=None)
        .select_related("leerplaats__location", "programme")
        .order_by("pk")
    )
    taken = Counter(Placement.objects.active().filter(offer__in=offers).values_list("offer_id", flat=True))
    leerplaatsen = list({offer.leerplaats_id: offer.leerplaats for offer in offers}.values())
    pure_requests = tuple(_request(request, leerplaatsen) for request in requests)
    pure_offers = tuple(_offer(offer, taken[offer.pk]) for offer in offers)
    locks = [matching.Lock(str(r.pk), str(r.proposal.offer_id)) for r in requests if _is_locked(r)]
    names = _names(leerplaatsen, requests, offers, period)
    bad = matching.bad_locks(pure_requests, pure_offers, locks)
    kept = [lock for lock in locks if lock not in {error.lock for error in bad}]
    return Board(
        world=matching.World(pure_requests, pure_offers, tuple(kept)),
        names=names,
        requests={str(request.pk): request for request in requests},
        offers={str(offer.pk): offer for offer in offers},
        refused=tuple(matching.lock_error_text(error, names) for error in bad),
    )


def _is_locked(request):
    return hasattr(request, "proposal") and request.proposal.status == ProposalStatus.LOCKED


def _request(request, leerplaatsen):
    been = {placement.leerplaats_id for placement in request.student.placements.all()}
    been |= {pk for wish in request.been for pk in fulfilling(wish, leerplaatsen)}
    unwanted = {pk for wish in request.unwanted for pk in fulfilling(wish, leerplaatsen)}
    return matching.Request(
        key=str(request.pk),
        programme=request.programme_id,
        year=request.year,
        period=request.period_id,
        wishes=tuple(fulfilling(wish, leerplaatsen) for wish in request.wished),
        excluded=(
            *((pk, matching.Rule.BEEN_THERE) for pk in sorted(been)),
            *((pk, matching.Rule.EXCLUDED) for pk in sorted(unwanted)),
        ),
    )


def _offer(offer, taken):
    return matching.Offer(
        key=str(offer.pk),
        leerplaats=offer.leerplaats_id,
        programme=offer.programme_id,
        year=offer.year,
        period=offer.period_id,
        capacity=max(0, offer.number - taken),
    )


def _names(leerplaatsen, requests, offers, period):
    programmes = {row.programme_id: row.programme.name for row in (*requests, *offers)}
    return matching.Names(
        leerplaatsen={leerplaats.pk: leerplaats.name for leerplaats in leerplaatsen},
        programmes=programmes,
        periods={period.pk: f"{period.name[0].lower()}{period.name[1:]}"},
    )


@transaction.atomic
def make_proposal(*, institution, period, by):
    """Solve and store; locked proposals stay. Returns the MatchRun with what changed since the last one.

    The institution's row is locked meanwhile, so two people (or two clicks) get two proposals one after the
    other, each whole.
    """
    Institution.objects.select_for_update().get(pk=institution.pk)
    board = load_board(institution, period)
    before = {key: r.proposal.offer_id for key, r in board.requests.items() if hasattr(r, "proposal")}
    result = matching.solve(board.world)
    run = MatchRun.objects.create(
        institution=institution,
        period=period,
        made_by=by,
        placed=len(result.assignments),
        unplaced=len(result.unplaced),
        difference=_changes(board, before, result) | {"refused": list(board.refused)},
    )
    _store(board, result, run)
    AuditEvent.record("proposal.made", run, by=by, institution=institution, placed=run.placed)
    return run


def _changes(board, before, result):
    """What the coordinator reads after a re-run: per request where it was and is, and how many stayed."""
    changed, same = [], 0
    for key in board.requests:
        old, new = before.get(key), int(result.assignments[key]) if key in result.assignments else None
        if key not in before or old == new:
            same += key in before
            continue
        changed.append({"request": int(key), "before": old, "after": new})
    return {"first": not before, "same": same, "changed": changed}


def _store(board, result, run):
    reasons = matching.reasons(board.world, result)
    proposals = []
    for key, request in board.requests.items():
        words = matching.reason_text(reasons[key], board.names)
        locked = key in board.world.locked
        proposal = request.proposal if hasattr(request, "proposal") else Proposal(request=request)
        proposal.institution_id = run.institution_id
        proposal.run = run
        proposal.offer_id = int(result.assignments[key]) if key in result.assignments else None
        proposal.status = ProposalStatus.LOCKED if locked else ProposalStatus.PROPOSED
        if not locked:
            proposal.locked_by = proposal.locked_at = None
        proposal.reasons = {
            "why": list(words.fits),
            "mind": list(words.watch_out),
            "without": list(words.causes),
            "helps": list(words.changes),
        }
        proposals.append(proposal)
    Proposal.objects.bulk_create(
        proposals,
        update_conflicts=True,
        unique_fields=["request"],
        update_fields=["institution", "run", "offer", "status", "locked_by", "locked_at", "reasons"],
    )


class NotPossible(Exception):
    """The asked place cannot be given; the message is the sentence for the coordinator."""


@transaction.atomic
def lock_proposal(*, proposal, by, offer=None):
    """Fix `proposal` on its own offer, or on another one; raises NotPossible with the reason in words."""
    Institution.objects.select_for_update().get(pk=proposal.institution_id)
    proposal.refresh_from_db()
    offer = offer or proposal.offer
    if offer is None:
        raise NotPossible("Deze student heeft nog geen plek. Kies eerst een plek.")
    board = load_board(proposal.institution, proposal.request.period)
    _check_lock(board, proposal, offer)
    moved = proposal.offer_id != offer.pk
    proposal.offer = offer
    proposal.status = ProposalStatus.LOCKED
    proposal.locked_by, proposal.locked_at = by, timezone.now()
    if moved:
        proposal.reasons = {"why": ["Jullie kozen deze plek zelf."], "mind": [], "without": [], "helps": []}
    proposal.save()
    AuditEvent.record("proposal.locked", proposal, by=by, institution=proposal.institution, offer=offer.pk)


def _check_lock(board, proposal, offer):
    key = str(proposal.request_id)
    if key not in board.requests:
        raise NotPossible("Deze stage is al bevestigd. Kijk bij Overzicht.")
    others = [lock for lock in board.world.locks if lock.request != key]
    lock = matching.Lock(key, str(offer.pk))
    errors = matching.bad_locks(board.world.requests, board.world.offers, [*others, lock])
    if errors:
        raise NotPossible(matching.lock_error_text(errors[0], board.names))


@transaction.atomic
def unlock_proposal(*, proposal, by):
    """Let the next proposal decide again; a confirmed one is left alone."""
    changed = Proposal.objects.filter(pk=proposal.pk, status=ProposalStatus.LOCKED).update(
        status=ProposalStatus.PROPOSED, locked_by=None, locked_at=None
    )
    if changed:
        AuditEvent.record("proposal.unlocked", proposal, by=by, institution=proposal.institution)


@dataclass(frozen=True)
class Choice:
    """An offer in the list of "Andere plek zoeken": whether it can be chosen, and why (not) in words."""

    offer: PlaceOffer
    possible: bool
    sentence: str


def choices(proposal):
    """Every offer for the opleiding and year of a proposal, best first, as Choice rows."""
    board = load_board(proposal.institution, proposal.request.period)
    key = str(proposal.request_id)
    if key not in board.requests:
        return []
    stored = {str(p.request_id): p.offer_id for p in Proposal.objects.filter(request__in=board.requests)}
    current = {k: str(v) for k, v in stored.items() if v and str(v) in board.offers}
    result = matching.evaluate(board.world, _within_capacity(board, current))
    found = matching.alternatives(board.world, result, key)
    return [
        Choice(
            board.offers[one.offer],
            one.state not in (matching.State.FORBIDDEN, matching.State.FULL),
            matching.alternative_text(one, board.names),
        )
        for one in found
        if matching.Rule.PROGRAMME not in one.rules and matching.Rule.YEAR not in one.rules
    ]


def _within_capacity(board, assignments):
    """`assignments` without those that no longer fit, after places or wishes changed since the proposal."""
    left = {key: offer.capacity for key, offer in board.world.offer_by_key.items()}
    kept = dict(board.world.locked)
    for offer in kept.values():
        left[offer] -= 1
    for key, offer in sorted(assignments.items()):
        if key in kept or key not in board.world.request_by_key:
            continue
        fits = not matching.model.broken_rules(board.world.request_by_key[key], board.world.offer_by_key[offer])
        if fits and left[offer] > 0:
            kept[key] = offer
            left[offer] -= 1
    return kept


@dataclass(frozen=True)
class Demand:
    """How many look for a place of one programme and year, beside how many places are free."""

    programme: str
    year: int
    waiting: int
    free: int

    @property
    def short(self):
        """How many places are missing; negative when some are left."""
        return self.waiting - self.free

    @property
    def words(self):
        """The difference in words."""
        if self.short > 0:
            return f"{self.short} te weinig"
        return f"{-self.short} over" if self.short < 0 else "Precies genoeg"


def supply_and_demand(institution, period):
    """Per programme and year a Demand, by level and name."""
    waiting = Counter(
        PlacementRequest.objects.filter(institution=institution, period=period)
        .waiting()
        .values_list("programme__level", "programme__name", "year")
    )
    places, taken = Counter(), Counter()
    offers = PlaceOffer.objects.filter(institution=institution, period=period, leerplaats__archived_at=None)
    for level, name, year, number in offers.values_list("programme__level", "programme__name", "year", "number"):
        places[level, name, year] += number
    active = Placement.objects.filter(offer__in=offers).exclude(status=PlacementStatus.CANCELLED)
    for level, name, year in active.values_list("offer__programme__level", "offer__programme__name", "offer__year"):
        taken[level, name, year] += 1
    return [
        Demand(name, year, waiting[level, name, year], places[level, name, year] - taken[level, name, year])
        for level, name, year in sorted(waiting.keys() | places.keys())
    ]
