"""The wishes that a student misses, with what stands in the way: counted over the leerplaatsen of each wish."""

from collections import Counter
from functools import cached_property

import numpy as np

from onboarding.matching.exchange import Exchange
from onboarding.matching.facts import MissedWish
from onboarding.matching.groups import Group
from onboarding.matching.headroom import Headroom
from onboarding.matching.model import Rule
from onboarding.matching.rule_table import BITS, RULES, rule_table, rules_of


class MissedWishes:
    """The missed wishes of one group. `left` (O): places left in the result; `exchange` tells prices, if it can."""

    def __init__(self, group: Group, left: np.ndarray, headroom: Headroom, exchange: Exchange | None):
        self._group, self._left, self._headroom, self._exchange = group, left, headroom, exchange
        self._of_leerplaats = {pk: index for index, pk in enumerate(group.ids.tolist())}
        self._by_wish = {}

    def of(self, row: int, rank: int) -> MissedWish:
        """What stands between request `row` and its wish `rank` (from 1)."""
        request = self._group.requests[row]
        wish = request.wishes[rank - 1]
        columns, missing = self._columns(wish)
        causes = self._obstacles(row, columns)
        price = None
        if causes["full"] and not causes["open"] and self._exchange:
            price = self._exchange.cheapest(row, columns[self._group.eligible[row, columns]])
        return MissedWish(
            rank=rank,
            only=next(iter(wish)) if len(wish) == 1 else None,
            no_offer=missing,
            out=tuple((rule, causes[rule]) for rule in RULES if causes[rule]),
            **{name: causes[name] for name in ("full", "limited", "open")},
            programme=request.programme,
            year=request.year,
            period=request.period,
            locked=bool(self._group.locked[row] >= 0),
            price=price,
        )

    def _columns(self, wish: frozenset[int]) -> tuple[np.ndarray, int]:
        """The offers of the leerplaatsen of a wish, and how many of those have none. Many students share a wish."""
        if wish not in self._by_wish:
            known = [self._of_leerplaats[pk] for pk in wish if pk in self._of_leerplaats]
            columns = np.flatnonzero(np.isin(self._group.leerplaats, known))
            self._by_wish[wish] = columns, len(wish) - len(known)
        return self._by_wish[wish]

    @cached_property
    def _rules(self) -> np.ndarray:
        return rule_table(self._group)

    def _obstacles(self, row: int, columns: np.ndarray) -> Counter:
        """How many leerplaatsen are kept from the student by what: a Rule, or the name of a count in MissedWish."""
        open_to = self._group.eligible[row, columns]
        at = self._group.leerplaats[columns]
        allowed = np.unique(at[open_to])
        roomy = columns[open_to & (self._left[columns] > 0)]
        with_room = np.unique(self._group.leerplaats[roomy])
        given = {self._group.leerplaats[column] for column in roomy if self._can_be_given(row, column)}
        causes = Counter(full=len(allowed) - len(with_room), limited=len(with_room) - len(given), open=len(given))
        out = ~np.isin(at, allowed)
        causes.update(self._rules_out(self._rules[row, columns[out]], at[out]))
        return causes

    def _can_be_given(self, row: int, column: int) -> bool:
        return not self._headroom.blocking(self._group.requests[row], self._group.offers[column])

    @staticmethod
    def _rules_out(bits: np.ndarray, at: np.ndarray) -> dict[Rule, int]:
        """Per leerplaats the first rule of its offer that breaks the fewest."""
        if len(at) == len(np.unique(at)):
            first = bits & -bits
            return {rule: int(number) for rule in RULES if (number := (first == BITS[rule]).sum())}
        best = {}
        for place, cell in zip(at.tolist(), bits.tolist(), strict=True):
            best[place] = min(best.get(place, RULES), rules_of(cell), key=len)
        return Counter(rules[0] for rules in best.values())
