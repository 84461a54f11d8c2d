"""Drafts: up to three proposals side by side, that change nothing until somebody takes one over."""

import hashlib
import logging
import uuid
from dataclasses import replace

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Greatest

from onboarding import matching
from onboarding.becauses import becauses
from onboarding.board_changes import standing
from onboarding.boards import load_board
from onboarding.by_hand import by_hand, causes_in_words
from onboarding.enums import RunStatus
from onboarding.goal_rows import goal_names
from onboarding.jobs import make_drafts_job
from onboarding.matching.facts import MissedWish
from onboarding.models import MatchRun, PlacementRequest
from onboarding.variant_counts import variant_counts
from onboarding.world_text import written
from profiles.models import AuditEvent, Institution, PlaceLimit

BIG = 2_000  # requests: above that the worker makes the proposals, and the page shows how far it is
BIG_WITH_LIMITS = 500  # a limit over leerplaatsen can make the same work much more
WAITING_SECONDS, JOB_SECONDS = 5, 60  # of the solver, per part of the board that stands on its own
UNFINISHED = (RunStatus.QUEUED, RunStatus.MAKING)
LOADED, SOLVED, EXPLAINED = 15, 55, 90  # percent

logger = logging.getLogger(__name__)


@transaction.atomic
def ask_drafts(*, institution, period, by):
    """Make drafts, or put that in the queue for a big board; returns the first MatchRun of the batch.

    The institution's row is locked meanwhile: two people, or two clicks, get one and the same batch as long as
    nothing changed between them.
    """
    Institution.objects.select_for_update().get(pk=institution.pk)
    busy = MatchRun.objects.filter(institution=institution, period=period, status__in=UNFINISHED).first()
    if busy:
        return busy
    if _is_big(institution, period):
        run = MatchRun.objects.create(
            institution=institution, period=period, made_by=by, status=RunStatus.QUEUED, batch=uuid.uuid4()
        )
        make_drafts_job.defer(run_id=run.pk)
        return run
    board = load_board(institution, period)
    same = _same_drafts(institution, period, board)
    if same:
        return same
    run = MatchRun(institution=institution, period=period, made_by=by, batch=uuid.uuid4())
    _store(run, board, _outcomes(board, _computed(board.world, WAITING_SECONDS)))
    return run


def _is_big(institution, period):
    number = PlacementRequest.objects.filter(institution=institution, period=period).waiting().count()
    limited = number > BIG_WITH_LIMITS and PlaceLimit.objects.filter(institution=institution).exists()
    return number > BIG or limited


def make_drafts(run_id):
    """The work of the job: make the drafts of a queued run, or begin again after a worker that was killed.

    Everything is stored at once at the end, so a second try leaves nothing double. What the page says of the
    progress never goes back. Who stopped it meanwhile is heard between two parts of the work.
    """
    if not MatchRun.objects.filter(pk=run_id, status__in=UNFINISHED).update(status=RunStatus.MAKING):
        return
    run = MatchRun.objects.select_related("institution", "period", "made_by").get(pk=run_id)
    try:
        board = load_board(run.institution, run.period)
        if not _tell(run, LOADED):
            return
        computed = _computed(board.world, JOB_SECONDS)
        if not _tell(run, SOLVED):
            return
        outcomes = _outcomes(board, computed)
        _tell(run, EXPLAINED)
        with transaction.atomic():
            Institution.objects.select_for_update().get(pk=run.institution_id)
            if MatchRun.objects.filter(pk=run.pk, status=RunStatus.MAKING).exists():
                _store(run, board, outcomes)
    except (ArithmeticError, LookupError, MemoryError, ValueError):
        logger.exception("A proposal failed")
        MatchRun.objects.filter(pk=run.pk, status=RunStatus.MAKING).update(status=RunStatus.FAILED)


def _tell(run, percent):
    """Say how far it is; returns whether anybody still waits for it."""
    waited_for = MatchRun.objects.filter(pk=run.pk, status=RunStatus.MAKING)
    return bool(waited_for.update(progress=Greatest("progress", percent)))


@transaction.atomic
def stop_drafts(*, run, by):
    """Stop what is being made, so that nothing is stored; returns whether there was something to stop."""
    Institution.objects.select_for_update().get(pk=run.institution_id)  # the worker stores under the same lock
    stopped = MatchRun.objects.filter(pk=run.pk, status__in=UNFINISHED).update(status=RunStatus.DROPPED)
    if stopped:
        AuditEvent.record("proposal.stopped", run, by=by, institution=run.institution)
    return bool(stopped)


def _computed(world, seconds):
    """The proposals as (goals, result), the one by the chosen order first; no two of them count the same."""
    return matching.variants(world, patience=matching.Patience(seconds=seconds))


def _outcomes(board, computed):
    """Per variant (goals, result, outcome), with the reasons of every request in words."""
    found = []
    causes = becauses(board, computed, matching.Patience(seconds=WAITING_SECONDS))
    for (goals, result), because in zip(computed, causes, strict=True):
        reasons = matching.reasons(replace(board.world, goals=goals), result)
        outcome = {
            key: {
                "offer": int(result.assignments[key]) if key in result.assignments else None,
                "reasons": reasons_in_words(board, reasons[key]),
                "because": because.get(key, []),
            }
            for key in board.requests
        }
        found.append((goals, result, outcome))
    return found


def reasons_in_words(board, reason):
    """The sentences of a Proposal: why it fits, what to mind, why no earlier wish, why no place and what helps."""
    words = matching.reason_text(reason, board.names)
    hints = [] if reason.offer else by_hand(board, reason.request)
    told = list(zip(reason.watch_out, words.watch_out, strict=True))
    return {
        "why": list(words.fits),
        "mind": [text for fact, text in told if not isinstance(fact, MissedWish)],
        "not": [text for fact, text in told if isinstance(fact, MissedWish)],
        "without": causes_in_words(reason, words.causes, hints),
        "helps": [*hints, *words.changes],
    }


def _store(first, board, outcomes):
    """Store the variants as drafts, `first` being the run of the first one; older drafts are done with."""
    close_drafts(first.institution, first.period)
    mark = _mark(board.world)
    for number, (goals, result, outcome) in enumerate(outcomes):
        run = first
        if number:
            run = MatchRun(institution=first.institution, period=first.period, made_by=first.made_by, batch=first.batch)
        run.status = RunStatus.DRAFT
        run.progress = 100
        run.goals = [goal.value for goal in goals]
        run.placed, run.unplaced = len(result.assignments), len(result.unplaced)
        run.score = _score(result)
        run.outcome = outcome
        run.difference = {"mark": mark, "refused": list(board.refused), "number": number + 1, "changed": []}
        run.difference["first"] = not standing(board)
        run.difference["title"] = f"{goal_names(goals)[0]} eerst"
        run.difference["counts"] = [list(row) for row in variant_counts(board.world, result)]
        run.save()
    AuditEvent.record("proposal.made", first, by=first.made_by, institution=first.institution, placed=first.placed)


def _score(result):
    goals = getattr(result.score, "goals", {})
    return {"placed": result.score.placed, **{str(goal): int(value) for goal, value in goals.items()}}


def close_drafts(institution, period, keep=None):
    """Let go of the drafts that nobody will take over any more; one of which a part was taken over stays as taken."""
    drafts = MatchRun.objects.filter(institution=institution, period=period, status=RunStatus.DRAFT)
    if keep:
        drafts = drafts.exclude(pk=keep.pk)
    drafts.filter(taken_at__isnull=False).update(status=RunStatus.TAKEN, outcome={})
    drafts.filter(taken_at__isnull=True).update(status=RunStatus.DROPPED, outcome={})


def drafts_of(institution, period):
    """The drafts that wait for a choice, the one by the chosen order first."""
    rows = MatchRun.objects.filter(institution=institution, period=period, status=RunStatus.DRAFT)
    return list(rows.select_related("made_by").order_by("pk"))


def busy_run(institution, period):
    """The run that is being made, or the last one when that failed; None when there is nothing to tell."""
    rows = MatchRun.objects.filter(Q(institution=institution), period=period).defer("outcome")
    last = rows.first()
    return last if last and last.status in (*UNFINISHED, RunStatus.FAILED) else None


def _same_drafts(institution, period, board):
    """The first of the drafts that were made of exactly this board, or None."""
    mark = _mark(board.world)
    rows = MatchRun.objects.filter(institution=institution, period=period, status=RunStatus.DRAFT)
    return next((run for run in rows.order_by("pk") if run.difference.get("mark") == mark), None)


def is_old(run, board):
    """Whether anything that a draft looked at is not the same any more on the Board of now."""
    return run.difference.get("seen", run.difference.get("mark")) != _mark(board.world)


def keep_seen(run):
    """A part of the draft was taken over: what that changed does not make the rest of it old."""
    run.difference["seen"] = _mark(load_board(run.institution, run.period).world)


def _mark(world):
    """What stands for a world: equal worlds have the same mark, in every process."""
    return hashlib.sha256(written(world).encode()).hexdigest()
