"""The smallest changes that would give a student without a place one: in order of effect, each of them true.

A student reaches the offers it may go to, and from a full offer those that a student there (not locked) may move to.
No reachable offer has room, as the result places as many as possible; one place more on a reachable offer therefore
places exactly one more. When only this student reaches it, every best result of the changed world gives this student
a place; the others who do are its rivals. In the same way a rule that is eased (a longer way, a level filled in, more
weekdays) helps when it leads to an offer from which others can move on to a place with room.

Where a limit over places can bind, moving on is not that simple; there only changes are told with which this student
fits while all others stay. Its rivals are all others without a place in its group, or, when there are none, all of the
component; so without a rival the student is sure of the place there too.
"""

from functools import cached_property
from itertools import islice
from math import isqrt

import numpy as np

from onboarding.matching.components import Part
from onboarding.matching.facts import (
    Change,
    ExtraPlace,
    FurtherTravel,
    LevelFilledIn,
    MoreDays,
    NewPlace,
    RaiseLimit,
    Unlock,
)
from onboarding.matching.groups import Group
from onboarding.matching.headroom import Headroom
from onboarding.matching.model import Request, Rule, square_metres
from onboarding.matching.rule_table import BITS, RuleTable
from onboarding.matching.stays import Limit

MOST_PLACES = 3
MOST_TOLD = 4


class Changes:
    """The changes for one group. `chosen` (R): the place of each request's offer, -1 without.

    `waiting`: how many have no place in the whole component.
    """

    def __init__(
        self, part: Part, group: Group, rules: RuleTable, chosen: np.ndarray, headroom: Headroom, waiting: int
    ):
        self.part, self.group, self.chosen, self.headroom, self.waiting = part, group, chosen, headroom, waiting
        self._rules = rules
        self.left = group.capacity - np.bincount(chosen[chosen >= 0], minlength=len(group.offers))
        self.unplaced = np.flatnonzero(chosen < 0)
        self._shorts = {}

    def of(self, row: int) -> tuple[Change, ...]:
        """The changes for request `row`, which has no place: what is sure to help first, four at most."""
        found = [*self._unlock(row), *self._eased(row), *self._more_places(row)]
        if not found or not self.group.eligible[row].any():
            others = self._waiting_too if self.part.limits else len(self.unplaced) - 1
            request = self.group.requests[row]
            found.append(NewPlace(*request.group, rivals=others, elsewhere=bool(self.group.offers)))
        found.sort(key=lambda change: getattr(change, "rivals", 0) > 0)
        return tuple(found[:MOST_TOLD])

    # Who reaches what.

    @cached_property
    def _steps(self) -> np.ndarray:
        """For each request without a place and each offer how many others must move on before one more place there
        helps; -1: never."""
        return np.array([self._steps_from(row) for row in self.unplaced])

    def _steps_from(self, row: int) -> np.ndarray:
        frontier = self.group.eligible[row]
        steps = np.where(frontier, 0, -1)
        depth = 0
        while frontier.any():
            depth += 1
            frontier = self._next[frontier].any(axis=0) & (steps < 0)
            steps[frontier] = depth
        return steps

    @cached_property
    def _rivals(self) -> np.ndarray:
        """For each offer how many without a place reach it, but one."""
        return (self._steps >= 0).sum(axis=0) - 1

    @cached_property
    def _movable(self) -> np.ndarray:
        return np.flatnonzero((self.chosen >= 0) & (self.group.locked < 0))

    @cached_property
    def _next(self) -> np.ndarray:
        """Whether (O x O) a student on the one offer, not locked, may go to the other."""
        found = np.zeros((len(self.group.offers),) * 2, dtype=bool)
        np.logical_or.at(found, self.chosen[self._movable], self.group.eligible[self._movable])
        return found

    @cached_property
    def _ends_free(self) -> np.ndarray:
        """The offers (O) with room, or from where someone can move on until someone lands on a place with room."""
        ends = self.left > 0
        while not self.part.limits:
            wider = ends | self._next[:, ends].any(axis=1)
            if np.array_equal(wider, ends):
                break
            ends = wider
        return ends

    def _fits_beside(self, row: int, column: int) -> bool:
        """Whether the limits let the request in while all others stay."""
        return not self.headroom.blocking(self.group.requests[row], self.group.offers[column])

    @property
    def _waiting_too(self) -> int:
        """The rivals where limits can bind: who waits in this group, or else anywhere in the component."""
        return len(self.unplaced) - 1 or self.waiting - 1

    # What a person locked.

    def _unlock(self, row: int) -> list[Unlock]:
        """The lock that, let go, costs the fewest moves."""
        group, options = self.group, []
        steps = self._steps_of(row)
        for locked in self._helpful_locks:
            column = group.locked[locked]
            if steps[column] < 0 or (self.part.limits and not self._fits_beside(row, column)):
                continue
            rivals = self._waiting_too if self.part.limits else self._rivals[column]
            options.append((steps[column], rivals, group.requests[locked].key, column))
        return [
            Unlock(key, group.offers[column].key, group.offers[column].leerplaats, int(rivals))
            for _, rivals, key, column in sorted(options)[:1]
        ]

    def _steps_of(self, row: int) -> np.ndarray:
        """As in `_steps`; where limits can bind nobody moves on."""
        if self.part.limits:
            return np.where(self.group.eligible[row], 0, -1)
        return self._steps[np.searchsorted(self.unplaced, row)]

    @cached_property
    def _helpful_locks(self) -> list[int]:
        """The rows of locked students who, once let go, could move on until someone lands on a place with room."""
        group = self.group
        locked = np.flatnonzero((group.locked >= 0) & group.eligible[:, self._ends_free].any(axis=1))
        if not self.part.limits:
            return locked.tolist()
        return [row for row in locked.tolist() if any(self._fits_beside(row, c) for c in self._free_for(row))]

    def _free_for(self, row: int) -> list[int]:
        return np.flatnonzero(self.group.eligible[row] & (self.left > 0)).tolist()

    # What is asked and offered, eased.

    def _eased(self, row: int) -> list[Change]:
        """One of each kind at most: a level filled in, more weekdays, a longer way."""
        level = (column for column in self._one_rule_off(row, Rule.SUPERVISION) if self._level_is_unknown(column))
        days = iter(self._one_rule_off(row, Rule.DAYS))
        return [
            *(self._level_filled_in(row, column) for column in islice(level, 1)),
            *(self._more_days(row, column) for column in islice(days, 1)),
            *self._further(row),
        ]

    def _one_rule_off(self, row: int, rule: Rule) -> list[int]:
        """The offers that only this rule keeps from the student and that lead to room, the most wished first."""
        columns = np.flatnonzero((self._rules.bits[row] == BITS[rule]) & self._ends_free).tolist()
        columns = [c for c in columns if not self.part.limits or self._fits_beside(row, c)]
        return sorted(columns, key=lambda column: (self.group.cost[row, column], column))

    def _level_is_unknown(self, column: int) -> bool:
        return self.group.offers[column].supervision is None

    def _level_filled_in(self, row: int, column: int) -> LevelFilledIn:
        offer, level = self.group.offers[column], self.group.requests[row].supervision
        helped = np.array([request.supervision <= level for request in self.group.requests])
        return LevelFilledIn(offer.key, offer.leerplaats, level, self._rivals_at(column, Rule.SUPERVISION, helped))

    def _more_days(self, row: int, column: int) -> MoreDays:
        offer, request = self.group.offers[column], self.group.requests[row]
        more = request.stay.weekdays | offer.weekdays
        helped = np.array([one.stay is None or one.stay.weekdays <= more for one in self.group.requests])
        missing = tuple(sorted(request.stay.weekdays - offer.weekdays))
        return MoreDays(offer.key, offer.leerplaats, missing, self._rivals_at(column, Rule.DAYS, helped))

    def _rivals_at(self, column: int, rule: Rule, helped: np.ndarray) -> int:
        """How many others without a place reach an offer once `rule` is eased there for the rows in `helped`."""
        if self.part.limits:
            return self._waiting_too
        eligible = self.group.eligible.copy()
        eligible[:, column] |= helped & (self._rules.bits[:, column] == BITS[rule])
        reaches = np.zeros(len(self.group.offers), dtype=bool)
        reaches[column] = True
        while True:
            wider = reaches.copy()
            wider[self.chosen[self._movable[eligible[self._movable][:, reaches].any(axis=1)]]] = True
            if np.array_equal(wider, reaches):
                return int(eligible[self.unplaced][:, reaches].any(axis=1).sum()) - 1
            reaches = wider

    def _further(self, row: int) -> list[FurtherTravel]:
        request = self.group.requests[row]
        offers = [self.group.offers[column] for column in self._one_rule_off(row, Rule.TRAVEL)]
        if not offers:
            return []
        nearest = min(offers, key=lambda offer: (square_metres(request, offer), offer.key))
        metres = square_metres(request, nearest)
        km = -(-(isqrt(metres - 1) + 1) // 1000)  # whole kilometres, rounded up
        return [FurtherTravel(km, request.most_km, nearest.leerplaats)]

    # More places.

    def _more_places(self, row: int) -> list[Change]:
        if self.part.limits:
            return self._more_within_limits(row)
        steps, offers = self._steps_of(row), self.group.offers
        options = sorted(
            (steps[column], self._rivals[column], self.group.cost[row, column], column)
            for column in np.flatnonzero(steps >= 0)
        )
        found = {}  # one per leerplaats
        for moved, rivals, _, column in options:
            offer, limits = offers[column], self._raised(row, column, moved)
            if offer.leerplaats not in found and all(number == 1 for number in limits.values()):
                keys = tuple(limit.key for limit in limits)
                found[offer.leerplaats] = ExtraPlace(offer.key, offer.leerplaats, int(moved), int(rivals), keys)
            if len(found) == MOST_PLACES:
                break
        return list(found.values())

    def _raised(self, row: int, column: int, moved: int) -> dict[Limit, int]:
        """The limits that cannot bind now, but would with one place more on this offer, and by how much."""
        offer = self.group.offers[column]
        return self.headroom.tight(offer) if moved else self.headroom.short(self.group.requests[row], offer)

    def _more_within_limits(self, row: int) -> list[Change]:
        """Where one place more, one student more within the limits, or both are enough."""
        request, options = self.group.requests[row], []
        for column in np.flatnonzero(self.group.eligible[row]).tolist():
            short = self._short(request, column)
            if all(number == 1 for number in short.values()):
                full = self.left[column] <= 0
                options.append((len(short) + full, self.group.cost[row, column], column, full, tuple(short)))
        options.sort(key=lambda option: option[:3])
        first = {}  # one per leerplaats
        for option in options:
            first.setdefault(self.group.leerplaats[option[2]], option)
        return [self._with_more(row, *option[2:]) for option in list(first.values())[:MOST_PLACES]]

    def _short(self, request: Request, column: int) -> dict[Limit, int]:
        """`Headroom.short`, kept: for all who have no place and the same stay it is the same."""
        key = request.stay, column
        if key not in self._shorts:
            self._shorts[key] = self.headroom.short(request, self.group.offers[column])
        return self._shorts[key]

    def _with_more(self, row: int, column: int, full: bool, limits: tuple) -> ExtraPlace | RaiseLimit:
        offer, rivals = self.group.offers[column], self._waiting_too
        keys = tuple(limit.key for limit in limits)
        if full:
            return ExtraPlace(offer.key, offer.leerplaats, 0, rivals, keys)
        request = self.group.requests[row]
        days = {day for limit in limits for day in self.headroom.weekdays(limit, request)}
        together = sorted({pk for limit in limits for pk in limit.leerplaatsen})
        per_day = all(limit.per_day for limit in limits)
        weekdays = tuple(sorted(days)) if per_day else ()
        return RaiseLimit(offer.key, offer.leerplaats, keys, tuple(together), weekdays, rivals)
