"""Tiny worlds with everything in them that the model knows: stays, limits, positions, earlier places, every rule.

From a number, so that thousands can be made in a loop and each can be made again.
"""

import random
from dataclasses import replace

from onboarding.matching import Goal, Limit, Lock, Offer, Request, Rule, Stay, World, bad_locks

GROUPS = [(1, 2, 1)] * 6 + [(1, 2, 2)] * 2 + [(2, 2, 1)]
MONDAY = 735_603  # 5 January 2015, as a day number
SECTORS = ("hospital", "home", "")


def random_world(seed, requests=5, offers=4, limits=2, rules=True, goals=None):
    """A world that follows from `seed`; `rules` False leaves out what forbids an edge, so that more compete."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    asked = [_request(chance, number, rules) for number in range(chance.randint(1, requests))]
    offered = [_offer(chance, number, rules) for number in range(chance.randint(1, offers))]
    limited = [_limit(chance, number) for number in range(chance.randint(0, limits))]
    asked = [_with_before(chance, request, offered) for request in asked]
    order = [goal for goal in Goal if chance.random() < 0.6]
    chance.shuffle(order)
    pairs = [Lock(request.key, offer.key) for request in asked for offer in offered]
    locks = chance.sample(pairs, min(len(pairs), chance.choice((0, 0, 1, 2))))
    bad = {error.lock for error in bad_locks(asked, offered, locks, limited)}
    return World(
        tuple(asked),
        tuple(offered),
        tuple(lock for lock in locks if lock not in bad),
        tuple(limited),
        tuple(order) if goals is None else goals,
        frozenset((chance.randint(1, 4), MONDAY + chance.choice((0, 7))) for _ in range(chance.choice((0, 0, 1, 2)))),
    )


def _stay(chance):
    first = MONDAY + chance.choice((0, 0, 3, 7, 7, 14))
    weekdays = frozenset(chance.sample(range(5), chance.choice((1, 2, 5))))
    return Stay(first, first + chance.choice((6, 13, 20)), weekdays)


def _position(chance):
    return chance.choice((None, *[(chance.randint(0, 9) * 1000, chance.randint(0, 9) * 1000) for _ in range(4)]))


def _request(chance, number, rules):
    return Request(
        f"r{number}",
        *chance.choice(GROUPS),
        wishes=tuple(
            frozenset(chance.sample(range(1, 5), chance.choice((1, 2)))) for _ in range(chance.choice((0, 1, 3)))
        ),
        excluded=tuple(
            (chance.randint(1, 4), chance.choice((Rule.BEEN_THERE, Rule.EXCLUDED, Rule.DECLINED)))
            for _ in range(chance.choice((0, 0, 1)) * rules)
        ),
        stay=chance.choice((None, _stay(chance), _stay(chance))),
        supervision=chance.choice((0, 0, 0, 2)) * rules,
        school=chance.choice((None, 1, 2)),
        position=_position(chance),
        most_km=chance.choice((None, 3, 5, 8)) if rules else None,
        has_car=chance.choice((None, True, False)),
        sectors_seen=frozenset(chance.sample(SECTORS, chance.choice((0, 1)))),
    )


def _with_before(chance, request, offers):
    before = chance.choice([None, *(offer.key for offer in offers), "gone"])
    return replace(request, before=before)


def _offer(chance, number, rules):
    first = MONDAY + chance.randint(0, 20)
    return Offer(
        f"o{number}",
        chance.randint(1, 4),
        *chance.choice(GROUPS),
        capacity=chance.choice((0, 1, 1, 2, 3)),
        supervision=chance.choice((None, 1, 2, 3)),
        weekdays=frozenset(chance.sample(range(5), 4)) if rules and chance.random() < 0.2 else frozenset(),
        school=chance.choice((None, None, None, 1)) if rules else None,
        position=_position(chance),
        sector=chance.choice(SECTORS),
        needs_car=rules and chance.random() < 0.2,
        closed=((first, first + chance.choice((0, 2))),) if rules and chance.random() < 0.2 else (),
        no_start=((first, first + chance.choice((0, 6))),) if rules and chance.random() < 0.2 else (),
    )


def _limit(chance, number):
    return Limit(
        f"l{number}",
        frozenset(chance.sample(range(1, 5), chance.choice((1, 2, 3)))),
        chance.choice((0, 1, 1, 2, 3)),
        per_day=chance.random() < 0.5,
        taken=tuple(_stay(chance) for _ in range(chance.choice((0, 0, 1)))),
    )
