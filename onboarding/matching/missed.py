"""The wishes that a student misses, with what stands in the way: counted over the leerplaatsen of each wish."""

from collections import Counter

import numpy as np

from onboarding.matching.exchange import Exchange
from onboarding.matching.facts import MissedWish
from onboarding.matching.groups import Group
from onboarding.matching.headroom import Headroom
from onboarding.matching.model import Rule
from onboarding.matching.rule_table import BITS, RULES, RuleTable, rules_of

BEST_FIRST = ("open", "limited", "full")
FEW = 12  # leerplaatsen; up to here a loop is faster than arrays


class MissedWishes:
    """The missed wishes of one group. `left` (O): places left in the result.

    `exchange` tells the prices of this group, number `place` of its component, if it can.
    """

    def __init__(
        self,
        group: Group,
        rules: RuleTable,
        left: np.ndarray,
        headroom: Headroom,
        exchange: Exchange | None,
        place: int,
    ):
        self._group, self._rules, self._left, self._headroom = group, rules, left, headroom
        self._exchange, self._place = exchange, place
        self._of_leerplaats = {pk: index for index, pk in enumerate(group.ids.tolist())}
        self._by_wish = {}

    def of(self, row: int, rank: int) -> MissedWish:
        """What stands between request `row` and its wish `rank` (from 1)."""
        request = self._group.requests[row]
        wish = request.wishes[rank - 1]
        columns, missing = self._columns(wish)
        causes = self._obstacles(row, columns)
        price = None
        if (causes["full"] or causes["limited"]) and not causes["open"] and self._exchange:
            price = self._exchange.cheapest(self._place, row, columns[self._group.eligible[row, columns]])
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

    def _obstacles(self, row: int, columns: np.ndarray) -> Counter:
        """How many leerplaatsen are kept from the student by what: a Rule, or the name of a count in MissedWish."""
        at, open_to = self._group.leerplaats[columns], self._group.eligible[row, columns]
        best = {}  # per leerplaats what is told of its best offer
        for column, place in zip(columns[open_to].tolist(), at[open_to].tolist(), strict=True):
            roomy = self._left[column] > 0
            told = "full" if not roomy else "open" if self._can_be_given(row, column) else "limited"
            best[place] = min(best.get(place, told), told, key=BEST_FIRST.index)
        causes = Counter(best.values())
        if not open_to.all():
            out = ~open_to & ~np.isin(at, list(best)) if best else ~open_to
            causes.update(self._rules_out(self._rules.bits[row, columns[out]], at[out]))
        return causes

    def _can_be_given(self, row: int, column: int) -> bool:
        return not self._headroom.blocking(self._group.requests[row], self._group.offers[column])

    @staticmethod
    def _rules_out(bits: np.ndarray, at: np.ndarray) -> dict[Rule, int]:
        """Per leerplaats the first rule of its offer that breaks the fewest."""
        if len(at) > FEW and len(at) == len(np.unique(at)):
            first = bits & -bits
            return {rule: int(number) for rule in RULES if (number := (first == BITS[rule]).sum())}
        best = {}
        for place, cell in zip(at.tolist(), bits.tolist(), strict=True):
            best[place] = min(best.get(place, RULES), rules_of(cell), key=len)
        return Counter(rules[0] for rules in best.values())
