"""Why each student has this place or none, computed from the model and the optimal result.

What is said holds because the result is optimal: every offer open to a student without a place is full, or a limit
is reached; else the solver would have used the room. So pass a result of `solve` for the same world. Where somebody
else decided (a stored result, changed since), what is told of each place is still counted from that result.

The price of a missed wish is told where one table gives the prices of a whole group (see `exchange`): that keeps the
reasons of ten thousand students within seconds. Elsewhere it is None, and `price` computes it for one student.
"""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from onboarding.matching.changes import Changes
from onboarding.matching.components import Part, parts
from onboarding.matching.edge import FAR_KM, kilometres
from onboarding.matching.evaluate import Result
from onboarding.matching.exchange import chosen_columns
from onboarding.matching.facts import (
    AboutPlaces,
    AllFull,
    AsksFirst,
    CarUnknown,
    Cause,
    DaysUnknown,
    Distance,
    DistanceUnknown,
    FarAway,
    Fit,
    Guided,
    LimitReached,
    Mind,
    NoOffer,
    OtherCare,
    ProgrammeFits,
    Reason,
    RoomLeft,
    RuledOut,
    SameCare,
    SamePlace,
    StartsAlone,
    StartTogether,
    WishMet,
)
from onboarding.matching.groups import Group
from onboarding.matching.headroom import Headroom
from onboarding.matching.missed import MissedWishes
from onboarding.matching.model import Goal, Offer, Request, World
from onboarding.matching.prices import exchange_of
from onboarding.matching.rule_table import BITS, RULES, RuleTable, rules_of

# More than this nobody reads beside one student.
MOST_TOLD = 3


def reasons(world: World, result: Result) -> dict[str, Reason]:
    """The reason of every request, by key in order of key."""
    found = {}
    headroom = Headroom(world, result.assignments)
    beginning = Beginning(world, result)
    for part in parts(world):
        exchange, groups = exchange_of(part, result)
        waiting = sum(request.key not in result.assignments for request in part.requests)
        for place, group in enumerate(groups):
            told = _GroupReasons(part, group, result, headroom, beginning)
            missed = MissedWishes(group, told.rules, told.left, headroom, exchange, place)
            found |= {reason.request: reason for reason in told.all(missed, waiting)}
    return dict(sorted(found.items()))


class Beginning:
    """Who begins where on which day: in this result, and from other periods and schools."""

    def __init__(self, world: World, result: Result):
        self._known, self._number = world.starting, Counter()
        for request_key, offer_key in result.assignments.items():
            stay = world.request_by_key[request_key].stay
            if stay:
                self._number[world.offer_by_key[offer_key].leerplaats, stay.first] += 1

    def others(self, request: Request, offer: Offer) -> int | None:
        """With how many others this student begins there; 0 when all are from elsewhere, None when there are none."""
        if request.stay is None:
            return None
        start = offer.leerplaats, request.stay.first
        others = self._number[start] - 1
        return others if others or start in self._known else None


class _GroupReasons:
    """The reasons within one group, over arrays of R requests and O offers."""

    def __init__(self, part: Part, group: Group, result: Result, headroom: Headroom, beginning: Beginning):
        self.part, self.group, self.headroom, self.beginning = part, group, headroom, beginning
        self.rules = RuleTable(group)
        self.chosen = chosen_columns(group, result)
        self.left = group.capacity - np.bincount(self.chosen[self.chosen >= 0], minlength=len(group.offers))
        known = any(one.position for one in part.requests) and any(one.position for one in part.offers)
        self.distance_counts = known and Goal.TRAVEL in part.order

    def all(self, missed: MissedWishes, waiting: int) -> Iterator[Reason]:
        """The reasons of the group; `waiting`: how many have no place in the whole component."""
        for row in np.flatnonzero(self.chosen >= 0):
            yield self._placed(row, missed)
        unplaced = np.flatnonzero(self.chosen < 0)
        changes = Changes(self.part, self.group, self.rules, self.chosen, self.headroom, waiting)
        for row in unplaced:
            yield Reason(self.group.requests[row].key, None, causes=self._causes(row), changes=changes.of(row))

    def _placed(self, row: int, wishes: MissedWishes) -> Reason:
        request, offer = self.group.requests[row], self.group.offers[self.chosen[row]]
        rank = request.wish_rank(offer.leerplaats)
        missed = range(1, rank or len(request.wishes) + 1)[:MOST_TOLD]
        return Reason(
            request.key,
            offer.key,
            fits=tuple(self._fits(request, offer, rank, int(self.left[self.chosen[row]])))[:MOST_TOLD],
            watch_out=(*(wishes.of(row, number) for number in missed), *self._minds(request, offer)),
        )

    def _fits(self, request: Request, offer: Offer, rank: int | None, left: int) -> Iterator[Fit]:
        """Everything that speaks for the place, what matters most to the student first."""
        if rank:
            yield WishMet(rank)
        km = kilometres(request, offer)
        if km is not None and km <= FAR_KM:
            yield Distance(km, request.most_km)
        if request.sectors_seen and offer.sector and offer.sector not in request.sectors_seen:
            yield OtherCare(offer.sector)
        others = self.beginning.others(request, offer)
        if others is not None:
            yield StartTogether(others)
        if request.supervision:
            yield Guided(offer.supervision)
        if request.before == offer.key:
            yield SamePlace()
        yield ProgrammeFits(request.programme, request.year)
        yield RoomLeft(offer.capacity, left)

    def _minds(self, request: Request, offer: Offer) -> Iterator[Mind]:
        """What to watch out for beside the wishes, what may stop the student from coming first."""
        km = kilometres(request, offer)
        if km is not None and km > FAR_KM:
            yield FarAway(km, request.most_km is not None)
        if offer.needs_car and request.has_car is None:
            yield CarUnknown()
        if request.sectors_seen and offer.sector in request.sectors_seen:
            yield SameCare(offer.sector)
        if request.stay is None and (offer.weekdays or offer.closed or offer.no_start or self._is_limited(offer)):
            yield DaysUnknown()
        if asked := sorted(offer.particulars - {"car"}):
            yield AsksFirst(tuple(asked))
        if offer.about:
            yield AboutPlaces()
        if km is None and (self.distance_counts or request.most_km is not None):
            yield DistanceUnknown(of_student=request.position is None)
        if Goal.TOGETHER in self.part.order and request.stay and self.beginning.others(request, offer) is None:
            yield StartsAlone()

    def _is_limited(self, offer: Offer) -> bool:
        return any(offer.leerplaats in limit.leerplaatsen for limit in self.part.limits)

    def _causes(self, row: int) -> tuple[Cause, ...]:
        request, eligible = self.group.requests[row], self.group.eligible[row]
        where = {"programme": request.programme, "year": request.year, "period": request.period}
        if not self.group.offers:
            return (NoOffer(**where),)
        rules, out = self._ruled_out(row)
        counted = tuple((rule, rules[rule]) for rule in RULES if rules[rule])
        limited = {self.group.offers[column].leerplaats for column in np.flatnonzero(eligible & (self.left > 0))}
        full = eligible & (self.left <= 0)
        others = bool(out or limited)
        return (
            *([RuledOut(**where, rules=counted, total=out, all=not eligible.any())] if out else []),
            *([LimitReached(len(limited))] if limited else []),
            *([AllFull(**where, places=int(self.group.capacity[full].sum()), others=others)] if full.any() else []),
        )

    def _ruled_out(self, row: int) -> tuple[Counter, int]:
        """How many leerplaatsen break which rules, each by its offer that breaks the fewest, and how many are out."""
        at, eligible = self.group.leerplaats, self.group.eligible[row]
        out = ~np.isin(at, at[eligible])
        bits, at = self.rules.bits[row, out], at[out]
        if len(np.unique(at)) == len(at):
            return Counter({rule: int(((bits & BITS[rule]) > 0).sum()) for rule in RULES}), len(at)
        best = {}
        for place, cell in zip(at.tolist(), bits.tolist(), strict=True):
            best[place] = min(best.get(place, RULES), rules_of(cell), key=len)
        return Counter(rule for rules in best.values() for rule in rules), len(best)
