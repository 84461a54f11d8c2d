"""Which hard rules stand between every request and offer of a group: `broken_rules` for all pairs at once."""

from functools import cached_property

import numpy as np

from onboarding.matching.groups import Group
from onboarding.matching.model import Rule
from onboarding.matching.stays import is_closed

RULES = tuple(Rule)
BITS = {rule: np.int32(1 << place) for place, rule in enumerate(RULES)}


def rule_table(group: Group) -> np.ndarray:
    """For each pair (R x O) the bits of the rules that it breaks, as in BITS; 0 where it is allowed."""
    table = np.zeros(group.eligible.shape, dtype=np.int32)
    if not table.size or group.eligible.all():
        return table
    requests, offers = group.requests, group.offers
    _traits(requests, offers, table)
    _days(requests, offers, table)
    _travel(requests, offers, table)
    columns = {pk: np.flatnonzero(group.ids[group.leerplaats] == pk) for pk in group.ids.tolist()}
    for row, request in enumerate(requests):
        for leerplaats in {pk for pk, _ in request.excluded} & columns.keys():
            table[row, columns[leerplaats]] |= BITS[request.exclusion(leerplaats)]
    return table


def _traits(requests, offers, table) -> None:
    kept = np.array([offer.school is not None for offer in offers])
    if kept.any():
        other = np.array([[r.school != o.school for o in offers] for r in requests])
        table[other & kept] |= BITS[Rule.SCHOOL]
    asked = np.array([request.supervision for request in requests])
    guides = np.array([offer.supervision or 0 for offer in offers])
    table[guides < asked[:, None]] |= BITS[Rule.SUPERVISION]
    without = np.array([request.has_car is False for request in requests])
    table[without[:, None] & np.array([offer.needs_car for offer in offers])] |= BITS[Rule.CAR]


def _days(requests, offers, table) -> None:
    """Once per kind of stay and kind of offer, as there are few of both."""
    rows, columns = {}, {}
    for row, request in enumerate(requests):
        rows.setdefault(request.stay, []).append(row)
    for column, offer in enumerate(offers):
        columns.setdefault((offer.weekdays, offer.closed, offer.no_start), []).append(column)
    for stay in rows.keys() - {None}:
        for calendar, where in columns.items():
            weekdays, closed, no_start = calendar
            broken = BITS[Rule.DAYS] if weekdays and not stay.weekdays <= weekdays else 0
            broken |= BITS[Rule.CLOSED] if is_closed(stay, closed, no_start) else 0
            if broken:
                table[np.ix_(rows[stay], where)] |= broken


def _travel(requests, offers, table) -> None:
    there = np.array([offer.position or (0, 0) for offer in offers], dtype=np.int64)
    known = np.array([offer.position is not None for offer in offers])
    for row, request in enumerate(requests):
        if request.most_km is not None and request.position is not None:
            square = ((there - np.array(request.position, dtype=np.int64)) ** 2).sum(axis=1)
            table[row, known & (square > (request.most_km * 1000) ** 2)] |= BITS[Rule.TRAVEL]


class RuleTable:
    """The table of one group, worked out when it is first asked for."""

    def __init__(self, group: Group):
        self._group = group

    @cached_property
    def bits(self) -> np.ndarray:
        """As from `rule_table`."""
        return rule_table(self._group)


def rules_of(bits: int) -> tuple[Rule, ...]:
    """The rules in one cell of the table, in the order in which they are told."""
    return tuple(rule for rule in RULES if bits & BITS[rule])
