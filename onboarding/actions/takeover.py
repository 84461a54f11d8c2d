"""Taking over a draft, whole or row by row, and undoing that."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from onboarding.actions.drafts import close_drafts, is_old, keep_seen
from onboarding.actions.moves import log_moves
from onboarding.becauses import kept_with
from onboarding.board_changes import differing, fitting, is_loose, rules_against, together
from onboarding.boards import load_board
from onboarding.differences import outcome_of, why_not
from onboarding.enums import ProposalStatus, RunStatus
from onboarding.matching import Rule
from onboarding.models import MatchRun, PlacementRequest, Proposal
from profiles.models import AuditEvent, Institution

UNDO = timedelta(days=30)


@dataclass(frozen=True)
class Taken:
    """What taking over gave: keys of the requests that changed, those that came along, and (request, sentence) not."""

    changed: tuple = ()
    along: tuple = ()
    refused: tuple = ()


@transaction.atomic
def take_over(*, run, by, requests=None):
    """Make a draft so: every row, or only `requests` (keys) with those that must come along. Returns a Taken.

    What somebody fixed or confirmed meanwhile stays. A place that was given away meanwhile is refused with who
    did that, and that student keeps what was there. A run that is no draft any more changes nothing.
    """
    run = _locked_run(run)
    if run.status != RunStatus.DRAFT:
        return Taken()
    board = load_board(run.institution, run.period)
    outcome = outcome_of(run)
    old = is_old(run, board)
    changes = differing(board, outcome)
    asked = set(changes) if requests is None else set(requests) & set(changes)
    rows = asked if requests is None else together(board, outcome, changes, asked)
    possible, refused = fitting(board, {key: outcome[key] for key in rows})
    _note(run, board, possible, len(board.requests) - len(changes))
    log_moves(_moves(board, possible), institution=run.institution, by=by)
    _write(run, board, possible)
    left = set(changes) - set(possible)
    if requests is None or not left:
        _refresh_reasons(run, board)
        run.status = RunStatus.TAKEN
        run.outcome = kept_with(board)
    elif not old:
        keep_seen(run)
    run.taken_at = timezone.now()
    run.save()
    close_drafts(run.institution, run.period, keep=run)
    AuditEvent.record("proposal.taken", run, by=by, institution=run.institution, changed=len(possible))
    return Taken(
        tuple(possible),
        tuple(sorted(set(possible) - asked, key=int)),
        tuple((board.requests[key], why_not(board, key, outcome[key])) for key in sorted(refused, key=int)),
    )


@transaction.atomic
def leave_rest(*, run, by):
    """Be done with a draft: what was taken over stays, the rest is as it was."""
    run = _locked_run(run)
    if run.status == RunStatus.DRAFT:
        close_drafts(run.institution, run.period)
        AuditEvent.record("proposal.left", run, by=by, institution=run.institution)


@transaction.atomic
def undo(*, run, by):
    """Put back what taking over `run` changed; returns the sentences about what was left alone.

    A koppeling that was fixed, confirmed or changed since is left alone, and one whose old place is taken too. Only
    the last one that stands is undone: an older one would pull places from under it.
    """
    run = _locked_run(run)
    if not can_undo(run) or newer_taken(run):
        return run.difference.get("left", [])
    board = load_board(run.institution, run.period)
    rows = {str(row["request"]): row for row in run.difference["changed"]}
    problems = {key: why for key, row in rows.items() if (why := _changed_since(board, key, row))}
    back = {key: _key(row["before"]) for key, row in rows.items() if key not in problems}
    possible, refused = fitting(board, back)
    problems |= {key: _why_not_back(board, key, back[key]) for key in refused}
    log_moves(_moves(board, possible), institution=run.institution, by=by)
    _put_back(board, rows, possible)
    run.difference["left"] = _left_sentences(problems)
    run.undone_at = timezone.now()
    if run.status == RunStatus.DRAFT:
        run.status, run.outcome = RunStatus.TAKEN, {}
    run.save()
    AuditEvent.record("proposal.undone", run, by=by, institution=run.institution, back=len(possible))
    return run.difference["left"]


def can_undo(run, now=None):
    """Whether taking over this run can still be undone."""
    recent = run.taken_at and run.taken_at >= (now or timezone.now()) - UNDO
    return bool(recent and not run.undone_at and run.difference.get("changed"))


def newer_taken(run):
    """The last proposal taken over after `run` that still stands and changed something, or None."""
    later = MatchRun.objects.filter(institution=run.institution_id, period=run.period_id, undone_at=None)
    later = later.filter(taken_at__gt=run.taken_at, difference__changed__0__isnull=False).exclude(pk=run.pk)
    return later.defer("outcome").order_by("-taken_at", "-pk").first()


def _key(pk):
    return str(pk) if pk else None


def _locked_run(run):
    Institution.objects.select_for_update().get(pk=run.institution_id)
    rows = MatchRun.objects.select_for_update(of=("self",)).select_related("institution", "period")
    return rows.get(pk=run.pk)


def _note(run, board, possible, same):
    """Add to the run what it changes, to tell it and to put it back."""
    for key, offer in possible.items():
        request = board.requests[key]
        old = request.proposal if hasattr(request, "proposal") else None
        run.difference.setdefault("changed", []).append(
            {
                "request": request.pk,
                "before": old.offer_id if old else None,
                "after": int(offer) if offer else None,
                "known": old is not None,
                "run": old.run_id if old else None,
                "reasons": old.reasons if old else {},
            }
        )
    run.difference["same"] = same


def _moves(board, possible):
    """Of whoever stands in a proposal by now; a first proposal moves nobody."""
    for key, offer in possible.items():
        request = board.requests[key]
        if hasattr(request, "proposal"):
            yield request, request.proposal.offer_id, int(offer) if offer else None


def _write(run, board, possible):
    rows = []
    for key, offer in possible.items():
        request = board.requests[key]
        proposal = request.proposal if hasattr(request, "proposal") else Proposal(request=request)
        proposal.institution_id, proposal.run = run.institution_id, run
        proposal.offer_id = int(offer) if offer else None
        proposal.status = ProposalStatus.PROPOSED
        proposal.locked_by = proposal.locked_at = None
        proposal.reasons = run.outcome[key]["reasons"]
        rows.append(proposal)
    _save_all(rows)


def _save_all(rows):
    Proposal.objects.bulk_create(
        rows,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["request"],
        update_fields=["institution", "run", "offer", "status", "locked_by", "locked_at", "reasons"],
    )


def _refresh_reasons(run, board):
    """Who stays where they were may have other reasons by now: fewer places left, a wish that is full."""
    stays = []
    for key, answer in run.outcome.items():
        proposal = getattr(board.requests.get(key), "proposal", None)
        if proposal and proposal.offer_id == answer["offer"] and proposal.reasons != answer["reasons"]:
            proposal.reasons = answer["reasons"]
            stays.append(proposal)
    Proposal.objects.bulk_update(stays, ["reasons"], batch_size=1000)


def _changed_since(board, key, row):
    """Why a koppeling is left alone when taking over is undone; an empty text when it can go back."""
    request = board.requests.get(key)
    if request is None:
        return "is bevestigd, of zoekt geen plek meer"
    if not hasattr(request, "proposal") or not is_loose(request):
        return "is intussen vastgezet"
    return "" if request.proposal.offer_id == row["after"] else "is intussen veranderd"


def _why_not_back(board, key, offer):
    """Why the old place cannot be given back: a rule forbids it by now, or it is taken."""
    rules = rules_against(board, key, offer)
    if rules is None:
        return "de oude plek bestaat niet meer"
    if Rule.CLOSED in rules:
        return "de oude plek is in een deel van de stage gesloten"
    return "de oude plek past niet meer" if rules else "de oude plek is niet meer vrij"


def _put_back(board, rows, possible):
    unknown = [board.requests[key].pk for key in possible if not rows[key]["known"]]
    Proposal.objects.filter(request__in=unknown).delete()
    old = []
    for key in possible:
        if rows[key]["known"]:
            proposal = board.requests[key].proposal
            proposal.offer_id = rows[key]["before"]
            proposal.run_id, proposal.reasons = rows[key]["run"], rows[key]["reasons"]
            old.append(proposal)
    _save_all(old)


def _left_sentences(problems):
    students = PlacementRequest.objects.select_related("student").in_bulk(int(key) for key in problems)
    return [f"{students[int(key)].student.short_name}: {problems[key]}." for key in sorted(problems, key=int)]
