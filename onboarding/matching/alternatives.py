"""Every offer as one student sees it, for a coordinator who looks for another place by hand."""

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum

from onboarding.matching.edge import Edge, edge
from onboarding.matching.evaluate import Result
from onboarding.matching.facts import Price
from onboarding.matching.headroom import Headroom
from onboarding.matching.model import MAX_WISHES, Offer, Request, Rule, World, broken_rules
from onboarding.matching.prices import prices

# So many places are priced by solving again, where that is the only way: see `prices`.
MOST_SOLVED = 3


class State(StrEnum):
    """How an offer stands for one student, best first."""

    CHOSEN = "chosen"
    FREE = "free"
    TAKEN = "taken"  # full in this result; a lock can still give it to this student
    LIMITED = "limited"  # a free place, but a limit is reached in this result; a lock can still give it
    FULL = "full"  # no free place at all, or those who are locked leave none
    FORBIDDEN = "forbidden"


@dataclass(frozen=True)
class Alternative:
    """One offer as seen by one student: its state, the hard rules it breaks, the wish it meets (from 1).

    `places` were free before this result, `left` are free after it. `price`: what giving it to this student costs
    the others, for a place that is TAKEN or LIMITED; None when it was not computed.
    """

    offer: str
    leerplaats: int
    edge: Edge
    state: State
    rules: tuple[Rule, ...]
    rank: int | None
    places: int
    left: int
    price: Price | None = None


def alternatives(world: World, result: Result, request_key: str) -> tuple[Alternative, ...]:
    """Every offer in the world as seen by one student, best first; KeyError when there is no such request."""
    request = world.request_by_key[request_key]
    states = _States(world, result, request)
    found = [_alternative(request, offer, states) for offer in world.offers]
    found.sort(key=_best_first)
    wanted = [row.offer for row in found if row.state in (State.TAKEN, State.LIMITED)]
    priced = prices(world, result, request_key, wanted, most_solved=MOST_SOLVED)
    return tuple(replace(row, price=priced.get(row.offer)) for row in found)


class _States:
    """How each offer stands for one request."""

    def __init__(self, world: World, result: Result, request: Request):
        locks = {key: offer for key, offer in world.locked.items() if key != request.key}
        self._request = request
        self._chosen = result.assignments.get(request.key)
        self.taken = Counter(result.assignments.values())
        self._locked = Counter(locks.values())
        self._now, self._fixed = Headroom(world, result.assignments), Headroom(world, locks)

    def of(self, offer: Offer, rules: tuple[Rule, ...]) -> State:
        if rules:
            return State.FORBIDDEN
        if offer.key == self._chosen:
            return State.CHOSEN
        if self._locked[offer.key] >= offer.capacity or self._fixed.blocking(self._request, offer):
            return State.FULL
        if self.taken[offer.key] >= offer.capacity:
            return State.TAKEN
        return State.LIMITED if self._now.blocking(self._request, offer) else State.FREE


def _alternative(request: Request, offer: Offer, states: _States) -> Alternative:
    rules = broken_rules(request, offer)
    return Alternative(
        offer=offer.key,
        leerplaats=offer.leerplaats,
        edge=edge(request, offer),
        state=states.of(offer, rules),
        rules=rules,
        rank=request.wish_rank(offer.leerplaats),
        places=offer.capacity,
        left=offer.capacity - states.taken[offer.key],
    )


def _best_first(row: Alternative):
    state = list(State).index(row.state)
    far = (row.edge.km is None, row.edge.km or 0)
    return state, len(row.rules), row.rank or MAX_WISHES + 1, far, row.offer
