"""Every offer as one student sees it, for a coordinator who looks for another place by hand."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from onboarding.matching.model import MAX_WISHES, Offer, Rule, World, broken_rules
from onboarding.matching.solve import Result


class State(StrEnum):
    """How an offer stands for one student, best first."""

    CHOSEN = "chosen"
    FREE = "free"
    TAKEN = "taken"  # full in this result; a lock can still give it to this student
    FULL = "full"  # no free place at all, or others are locked on every one
    FORBIDDEN = "forbidden"


@dataclass(frozen=True)
class Alternative:
    """One offer as seen by one student: its state, the hard rules it breaks, the wish it meets (from 1).

    `places` were free before this result, `left` are free after it.
    """

    offer: str
    leerplaats: int
    programme: int
    year: int
    period: int
    state: State
    rules: tuple[Rule, ...]
    rank: int | None
    places: int
    left: int


def alternatives(world: World, result: Result, request_key: str) -> tuple[Alternative, ...]:
    """Every offer in the world as seen by one student, best first."""
    request = world.request_by_key[request_key]
    taken = Counter(result.assignments.values())
    locked = Counter(world.locked.values())
    chosen = result.assignments.get(request_key)

    def state(offer: Offer, rules: tuple[Rule, ...]) -> State:
        if rules:
            return State.FORBIDDEN
        if offer.key == chosen:
            return State.CHOSEN
        if taken[offer.key] < offer.capacity:
            return State.FREE
        return State.TAKEN if locked[offer.key] < offer.capacity else State.FULL

    found = []
    for offer in world.offers:
        rules = broken_rules(request, offer)
        found.append(
            Alternative(
                offer=offer.key,
                leerplaats=offer.leerplaats,
                programme=offer.programme,
                year=offer.year,
                period=offer.period,
                state=state(offer, rules),
                rules=rules,
                rank=request.wish_rank(offer.leerplaats),
                places=offer.capacity,
                left=offer.capacity - taken[offer.key],
            )
        )
    return tuple(sorted(found, key=_best_first))


def _best_first(alternative: Alternative):
    state = list(State).index(alternative.state)
    return state, len(alternative.rules), alternative.rank or MAX_WISHES + 1, alternative.offer
