"""Why each student has this place or none, computed from the model and the optimal result.

What is said holds because the result is optimal: a wish that a student misses without a lock, and every offer
open to a student without a place, is full; else the solver would have used the room. So pass a result of
`solve` for the same world.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property

import numpy as np

from onboarding.matching.facts import (
    AllFull,
    ExtraPlace,
    MissedWish,
    NewPlace,
    NoOffer,
    ProgrammeFits,
    Reason,
    RoomLeft,
    RuledOut,
    Unlock,
    WishMet,
)
from onboarding.matching.groups import Group, groups
from onboarding.matching.model import Request, Rule, World
from onboarding.matching.solve import Result

# More than this nobody reads beside one student.
MOST_TOLD = 3


def reasons(world: World, result: Result) -> dict[str, Reason]:
    """The reason of every request, by key in order of key."""
    found = {}
    for group in groups(world):
        found |= {reason.request: reason for reason in _GroupReasons(group, result).all()}
    return dict(sorted(found.items()))


class _GroupReasons:
    """The reasons within one group, over arrays of R requests and O offers."""

    def __init__(self, group: Group, result: Result):
        self.group = group
        column = {offer.key: index for index, offer in enumerate(group.offers)}
        keys = [result.assignments.get(request.key) for request in group.requests]
        self.chosen = np.array([-1 if key is None else column[key] for key in keys], dtype=np.int64)
        self.left = group.capacity - np.bincount(self.chosen[self.chosen >= 0], minlength=len(group.offers))
        self.columns = defaultdict(list)
        for index, offer in enumerate(group.offers):
            self.columns[offer.leerplaats].append(index)
        self.unplaced = np.flatnonzero(self.chosen < 0)

    def all(self) -> Iterator[Reason]:
        for row in np.flatnonzero(self.chosen >= 0):
            yield self._placed(self.group.requests[row], self.chosen[row])
        if len(self.unplaced):
            yield from self._without_place()

    def _placed(self, request: Request, column: int) -> Reason:
        offer = self.group.offers[column]
        rank = request.wish_rank(offer.leerplaats)
        fits = (
            ProgrammeFits(request.programme, request.year),
            *([WishMet(rank)] if rank else []),
            RoomLeft(offer.capacity, int(self.left[column])),
        )
        missed = range(1, rank or len(request.wishes) + 1)[:MOST_TOLD]
        watch_out = tuple(self._missed_wish(request, number) for number in missed)
        return Reason(request.key, offer.key, fits=fits, watch_out=watch_out)

    def _missed_wish(self, request: Request, rank: int) -> MissedWish:
        wish = request.wishes[rank - 1]
        causes = Counter(self._obstacle(request, leerplaats) for leerplaats in wish)
        return MissedWish(
            rank=rank,
            only=next(iter(wish)) if len(wish) == 1 else None,
            **{name: causes[name] for name in ("no_offer", "been_there", "excluded", "full", "open")},
            programme=request.programme,
            year=request.year,
            period=request.period,
        )

    def _obstacle(self, request: Request, leerplaats: int) -> str:
        """What keeps the student from this leerplaats, as the name of a count in `MissedWish`."""
        columns = self.columns.get(leerplaats)
        if not columns:
            return "no_offer"
        exclusion = request.exclusion(leerplaats)
        if exclusion:
            return exclusion.value
        return "open" if self.left[columns].any() else "full"

    def _without_place(self) -> Iterator[Reason]:
        """The reasons of all who have no place, from the offers that each can reach when others move on.

        A student reaches the offers it may go to, and from a full offer those that a student there (not
        locked) may move to. No reachable offer has room, as the result places as many as possible; one place
        more on a reachable offer therefore places exactly one more. When only this student reaches it, every
        best result of the changed world gives this student a place; the others who do are its rivals.
        """
        steps = np.array([self._steps(row) for row in self.unplaced])
        rivals = (steps >= 0).sum(axis=0) - 1
        helpful = self._helpful_locks()
        for row, reach in zip(self.unplaced, steps, strict=True):
            request = self.group.requests[row]
            yield Reason(
                request.key,
                None,
                causes=self._causes(request, self.group.eligible[row]),
                changes=self._changes(row, reach, rivals, helpful),
            )

    def _steps(self, row: int) -> np.ndarray:
        """For each offer (O) how many others must move on before one more place there helps; -1: never."""
        frontier = self.group.eligible[row]
        steps = np.where(frontier, 0, -1)
        depth = 0
        while frontier.any():
            depth += 1
            frontier = self._next[frontier].any(axis=0) & (steps < 0)
            steps[frontier] = depth
        return steps

    @cached_property
    def _next(self) -> np.ndarray:
        """Whether (O x O) a student on the one offer, not locked, may go to the other."""
        free = np.flatnonzero((self.chosen >= 0) & (self.group.locked < 0))
        found = np.zeros((len(self.group.offers),) * 2, dtype=bool)
        np.logical_or.at(found, self.chosen[free], self.group.eligible[free])
        return found

    def _helpful_locks(self) -> np.ndarray:
        """The rows of locked students who, once let go, could move on until someone lands on a free place."""
        ends_free = self.left > 0
        while True:
            wider = ends_free | self._next[:, ends_free].any(axis=1)
            if np.array_equal(wider, ends_free):
                break
            ends_free = wider
        return np.flatnonzero((self.group.locked >= 0) & self.group.eligible[:, ends_free].any(axis=1))

    def _causes(self, request: Request, eligible: np.ndarray) -> tuple[NoOffer | RuledOut | AllFull, ...]:
        where = {"programme": request.programme, "year": request.year, "period": request.period}
        if not self.group.offers:
            return (NoOffer(**where),)
        ruled_out = Counter(request.exclusion(leerplaats) for leerplaats in self.columns)
        been_there, excluded = ruled_out[Rule.BEEN_THERE], ruled_out[Rule.EXCLUDED]
        some, every = been_there + excluded > 0, not eligible.any()
        places = int(self.group.capacity[eligible].sum())
        return (
            *([RuledOut(**where, been_there=been_there, excluded=excluded, all=every)] if some else []),
            *([] if every else [AllFull(**where, places=places, others=some)]),
        )

    def _changes(self, row, reach, rivals, helpful) -> tuple[Unlock | ExtraPlace | NewPlace, ...]:
        request, offers = self.group.requests[row], self.group.offers
        if not self.group.eligible[row].any():
            others = len(self.unplaced) - 1
            return (NewPlace(*request.group, rivals=others, elsewhere=bool(offers)),)
        locks = [
            (reach[column], rivals[column], self.group.requests[locked].key, column)
            for locked, column in zip(helpful, self.group.locked[helpful], strict=True)
            if reach[column] >= 0
        ]
        places = [
            (reach[column], rivals[column], self.group.cost[row, column], column)
            for column in np.flatnonzero(reach >= 0)
        ]
        unlock = [
            Unlock(key, offers[column].key, offers[column].leerplaats, int(others))
            for _, others, key, column in sorted(locks)
        ]
        extra = [
            ExtraPlace(offers[column].key, offers[column].leerplaats, int(moved), int(others))
            for moved, others, _, column in sorted(places)
        ]
        return (*unlock[:1], *extra[:MOST_TOLD])
