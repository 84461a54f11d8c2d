"""The difference between what is proposed now and a draft, and what taking one over changed, as rows for the page."""

from dataclasses import dataclass

from onboarding.board_changes import standing, together
from onboarding.models import PlacementRequest
from profiles.dutch import enumerate_dutch
from profiles.models import PlaceOffer

MOST_CHAINS = 200  # changes; above that the page does not work out who must go together, taking over does


@dataclass(frozen=True)
class ChangedRow:
    """One koppeling that is another one: whose, from where to where (None: no place), why, and with whom."""

    key: str
    student: object
    before: object
    after: object
    is_new: bool = False
    why: tuple = ()
    along: str = ""


def outcome_of(run):
    """What a draft proposes: request key to offer key or None."""
    return {key: str(answer["offer"]) if answer["offer"] else None for key, answer in run.outcome.items()}


def open_rows(run, board, keys, changes):
    """The rows of a draft for `keys`, out of all `changes`, with why and who must come along."""
    outcome, now = outcome_of(run), standing(board)
    rows = []
    for key in keys:
        request, answer = board.requests[key], run.outcome[key]
        along = together(board, outcome, changes, {key}) - {key} if len(changes) <= MOST_CHAINS else set()
        names = [board.requests[other].student.short_name for other in sorted(along, key=int)]
        rows.append(
            ChangedRow(
                key,
                request.student,
                board.offers.get(now.get(key)),
                board.offers.get(outcome[key]),
                key not in now,
                tuple(answer.get("because") or answer["reasons"]["why" if outcome[key] else "without"]),
                enumerate_dutch(names),
            )
        )
    return rows


def changed_rows(run):
    """What taking over `run` changed, in the order in which it was taken over."""
    changed = run.difference.get("changed", [])
    requests = PlacementRequest.objects.select_related("student").in_bulk([row["request"] for row in changed])
    ids = {row[side] for row in changed for side in ("before", "after") if row[side]}
    offers = PlaceOffer.objects.select_related("leerplaats").in_bulk(ids)
    return [
        ChangedRow(
            str(row["request"]),
            requests[row["request"]].student,
            offers.get(row["before"]),
            offers.get(row["after"]),
            not row["known"],
        )
        for row in changed
        if row["request"] in requests
    ]
