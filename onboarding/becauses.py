"""Because of what a new proposal moves a student: which lock or change since the last one did it."""

from dataclasses import replace

from onboarding import matching
from onboarding.board_changes import standing
from onboarding.enums import RunStatus
from onboarding.models import MatchRun
from onboarding.world_text import read, written

MOST_KEPT = 2_000  # requests of a world that is kept; of a bigger one only the locks are told


def kept_with(board):
    """What a run that was taken over keeps, to tell the difference with the next one."""
    kept = {"placed": {key: offer for key, offer in standing(board).items() if offer}}
    if len(board.requests) <= MOST_KEPT:
        kept["world"] = written(board.world)
    return kept


def becauses(board, results, patience):
    """Per Result, per request key: the sentences on why that student would move. Empty for a first proposal."""
    last = (
        MatchRun.objects.filter(institution=_institution(board), period=_period(board), status=RunStatus.TAKEN)
        .filter(taken_at__isnull=False, undone_at__isnull=True)
        .order_by("-taken_at", "-pk")
        .first()
        if board.requests
        else None
    )
    if last is None or "placed" not in last.outcome:
        return [{} for _ in results]
    earlier = _as_of_now(board.world, last.outcome.get("world"))
    found = []
    for goals, result in results:
        causes = matching.because(
            replace(board.world, goals=goals), result, last.outcome["placed"], earlier=earlier, patience=patience
        )
        found.append(
            {
                key: [matching.because_text(change, key, board.names) for change in changes]
                for key, changes in causes.items()
            }
        )
    return found


def _institution(board):
    return next(iter(board.requests.values())).institution_id


def _period(board):
    return next(iter(board.requests.values())).period_id


def _as_of_now(world, text):
    """The world of then, with the earlier places of now: where students stand is no change by itself."""
    earlier = read(text) if text else None
    if earlier is None:
        return None
    before = {request.key: request.before for request in world.requests}
    rows = tuple(replace(request, before=before.get(request.key)) for request in earlier.requests)
    return replace(earlier, requests=rows)
