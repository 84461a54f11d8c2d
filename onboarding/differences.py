"""The difference between what is proposed now and a draft, and what taking one over changed, as rows for the page."""

from collections import Counter
from dataclasses import dataclass

from onboarding.board_changes import rules_against, standing, together
from onboarding.earlier import who_was_earlier
from onboarding.matching import Rule
from onboarding.matching.edge import edge
from onboarding.matching.model import travel_km
from onboarding.matching.wording_rules import rule_text
from onboarding.models import PlacementRequest
from onboarding.telling_apart import names_of
from profiles.dutch import enumerate_dutch
from profiles.models import PlaceOffer

NOT_NOW = "Er is intussen iets veranderd. Maak het voorstel opnieuw."
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
    gain: str = ""
    name: str = ""  # of the student, apart from namesakes in the same list
    cause: str = ""  # what takes the place of now away

    @property
    def loses(self):
        """Whether this student has a place now and none afterwards."""
        return bool(self.before and not self.after)


def outcome_of(run):
    """What a draft proposes: request key to offer key or None."""
    return {key: str(answer["offer"]) if answer["offer"] else None for key, answer in run.outcome.items()}


def open_rows(run, board, keys, changes):
    """The rows of a draft for `keys`, out of all `changes`, with why and who must come along."""
    outcome, now = outcome_of(run), standing(board)
    called = names_of(board.requests[key].student for key in {*keys, *changes})
    rows = []
    for key in keys:
        request, answer = board.requests[key], run.outcome[key]
        along = together(board, outcome, changes, {key}) - {key} if len(changes) <= MOST_CHAINS else set()
        names = [called[board.requests[other].student_id] for other in sorted(along, key=int)]
        rows.append(
            ChangedRow(
                key,
                request.student,
                board.offers.get(now.get(key)),
                board.offers.get(outcome[key]),
                key not in now,
                tuple(answer.get("because") or answer["reasons"]["why" if outcome[key] else "without"]),
                enumerate_dutch(names),
                _gain(board, key, now.get(key), outcome[key]),
                called[request.student_id],
                _cause(board, key, now, outcome, answer.get("because")),
            )
        )
    return rows


def counted(board, outcome, keys):
    """Of the changes `keys`: how many get another place, a first place, lose theirs, and still have none."""
    now = standing(board)
    kinds = Counter((bool(now.get(key)), bool(outcome[key])) for key in keys)
    return kinds[True, True], kinds[False, True], kinds[True, False], kinds[False, False]


def why_not(board, key, offer):
    """Why a place of a draft cannot be given any more, in one or two sentences."""
    found, rules = board.offers.get(offer), rules_against(board, key, offer)
    if not found or rules is None:
        return NOT_NOW
    if Rule.DECLINED in rules:
        return f"{found.leerplaats.name} zei intussen nee."
    if rules:
        return f"{found.leerplaats.name} past niet meer bij deze student."
    return who_was_earlier(found)


def _cause(board, key, now, outcome, because):
    """What takes the place of now away: a hard rule, or who gets it; empty when `because` tells it, or nobody knows."""
    before = board.offers.get(now.get(key))
    if not before:
        return ""
    place = before.leerplaats.name
    rules = [rule for rule in rules_against(board, key, now[key]) or () if rule != Rule.DECLINED]
    if rules:
        request, offer = board.world.request_by_key[key], board.world.offer_by_key[now[key]]
        told = " ".join(rule_text(rule, edge(request, offer), board.names) for rule in rules)
        return f"{place} past niet meer. {told}"
    there = [other for other, offer in outcome.items() if offer == now[key]]
    if because or len(there) < board.world.offer_by_key[now[key]].capacity:
        return ""
    come = [other for other in there if now.get(other) != now[key]]
    if not come:
        return ""
    newcomer = any(other not in now for other in come)
    return f"De plek op {place} gaat naar {'een nieuwe' if newcomer else 'een andere'} student."


def _gain(board, key, before, after):
    """What the move gives in wishes and kilometres, where that differs: "Van wens 2 naar wens 1."."""
    offers = board.world.offer_by_key
    if before not in offers or after not in offers:
        return ""
    request, old, new = board.world.request_by_key[key], offers[before], offers[after]
    parts = []
    if request.wishes:
        ranks = [_wish(request.wish_rank(offer.leerplaats)) for offer in (old, new)]
        if ranks[0] != ranks[1]:
            parts.append(f"Van {ranks[0]} naar {ranks[1]}.")
    if request.position and old.position and new.position:
        kilometres = [travel_km(request, offer) for offer in (old, new)]
        if kilometres[0] != kilometres[1]:
            parts.append(f"Van {kilometres[0]} naar {kilometres[1]} km.")
    return " ".join(parts)


def _wish(rank):
    return f"wens {rank}" if rank else "geen wens"


def changed_rows(run):
    """What taking over `run` changed, in the order in which it was taken over."""
    changed = run.difference.get("changed", [])
    requests = PlacementRequest.objects.select_related("student").in_bulk([row["request"] for row in changed])
    ids = {row[side] for row in changed for side in ("before", "after") if row[side]}
    offers = PlaceOffer.objects.select_related("leerplaats").in_bulk(ids)
    called = names_of(request.student for request in requests.values())
    return [
        ChangedRow(
            str(row["request"]),
            requests[row["request"]].student,
            offers.get(row["before"]),
            offers.get(row["after"]),
            not row["known"],
            name=called[requests[row["request"]].student_id],
        )
        for row in changed
        if row["request"] in requests
    ]
