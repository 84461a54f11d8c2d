"""A made-up region (or country) for measuring the matching: towns, leerplaatsen, offers and students, from a number.

As dense as care in the Netherlands: a student can reach a good hundred places for the own opleiding and year, wishes
gather at the places that everyone knows, and there are just enough places for nearly all.
"""

import random
from collections import defaultdict
from math import hypot

from onboarding.matching import DEFAULT_GOALS, Limit, Offer, Request, Rule, Stay, World

LEERPLAATSEN = 0.3  # per student
KM_PER_STUDENT = 0.16  # square kilometres: 10,000 students in a region of 40 by 40
GROUPS = [(programme, year) for programme in range(1, 6) for year in (1, 2, 3)] + [(6, 4)]
SECTORS = ("hospital", "nursing_home", "home", "mental", "disability", "rehabilitation")
FIRST_MONDAY = 739_860  # 1 September 2026 falls in the week after
BLOCK, WEEKS = 20 * 7, 20  # days between the starts of two periods, weeks of a stay


def region(students: int, *, overlap: bool = False, seed: int = 42) -> World:
    """A world of so many requests and 0.3 times as many leerplaatsen in two periods, each with a limit per week.

    Without `overlap` everyone of a period begins on the same Monday and the limit is per period; with it stays have
    dates of their own, two periods run through each other and a limit counts at every week.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    side = int((students * KM_PER_STUDENT) ** 0.5 * 1000)
    towns = [(chance.randint(0, side), chance.randint(0, side)) for _ in range(max(4, students // 250))]
    number = max(4, int(students * LEERPLAATSEN))
    places = [_near(chance, chance.choice(towns), 3000) for _ in range(number)]
    known = [chance.random() ** 3 for _ in range(number)]  # some are known by everyone
    sectors = [chance.choice(SECTORS) for _ in range(number)]
    offers = _offers(chance, students, places, sectors)
    offering = defaultdict(set)
    for offer in offers:
        offering[offer.group].add(offer.leerplaats)
    near = {group: _Near(places, sorted(here)) for group, here in offering.items()}
    requests = tuple(_request(chance, index, towns, known, near, overlap) for index in range(students))
    return World(requests, offers, (), _limits(chance, offers, overlap), DEFAULT_GOALS)


def _near(chance, town, metres):
    return round(town[0] + chance.gauss(0, metres)), round(town[1] + chance.gauss(0, metres))


def _offers(chance, students, places, sectors):
    offers, free = [], 0
    while free < students * 1.06:
        index = chance.randrange(len(places))
        group, period, capacity = chance.choice(GROUPS), chance.choice((1, 2)), chance.choice((1, 1, 2, 2, 3))
        offers.append(
            Offer(
                f"o{len(offers):06}",
                index,
                *group,
                period,
                capacity,
                supervision=chance.choice((1, 2, 3)) if group[1] < 3 else 3,
                position=places[index],
                sector=sectors[index],
                needs_car=chance.random() < 0.05,
            )
        )
        free += capacity
    return tuple(offers)


class _Near:
    """Finds the leerplaatsen with a place for one group near a point, by squares of ten kilometres."""

    def __init__(self, places, indexes):
        self.places, self.squares = places, defaultdict(list)
        for index in indexes:
            x, y = places[index]
            self.squares[x // 10_000, y // 10_000].append(index)

    def around(self, x, y, metres):
        """The leerplaatsen within so many metres."""
        reach = metres // 10_000 + 1
        here, there = x // 10_000, y // 10_000
        return [
            index
            for across in range(here - reach, here + reach + 1)
            for up in range(there - reach, there + reach + 1)
            for index in self.squares.get((across, up), ())
            if hypot(self.places[index][0] - x, self.places[index][1] - y) <= metres
        ]


def _request(chance, index, towns, known, near, overlap):
    programme, year = chance.choice(GROUPS)
    period = chance.choice((1, 2))
    home = _near(chance, chance.choice(towns), 4000)
    most_km = chance.choice((15, 20, 25, 25, 30, 40))
    around = near[programme, year, period].around(*home, most_km * 1000) if (programme, year, period) in near else []
    best_known = sorted(
        chance.sample(around, min(len(around), 12)), key=lambda place: known[place] + chance.random() / 2, reverse=True
    )
    wished = best_known[: chance.choice((0, 3, 3, 4, 5))]
    first = FIRST_MONDAY + (period - 1) * BLOCK
    weekdays = frozenset(range(5))
    if overlap:
        first += 7 * chance.randint(0, 6)
        weekdays = frozenset(chance.sample(range(5), chance.choice((2, 3, 4, 5))))
    return Request(
        f"r{index:06}",
        programme,
        year,
        period,
        wishes=tuple(frozenset({place}) for place in wished),
        excluded=tuple((place, Rule.BEEN_THERE) for place in chance.sample(around, min(len(around), year - 1))),
        stay=Stay(first, first + WEEKS * 7 - 1, weekdays),
        supervision=1 if year == 3 else 0,
        position=home,
        most_km=most_km,
        has_car=chance.choice((None, None, True, False)),
        sectors_seen=frozenset(chance.sample(SECTORS, year - 1)),
    )


def _limits(chance, offers, overlap):
    """A total for three in ten of the leerplaatsen that have more than two places."""
    total = defaultdict(int)
    for offer in offers:
        total[offer.leerplaats] += offer.capacity
    limits = []
    for leerplaats, capacity in sorted(total.items()):
        if capacity > 2 and chance.random() < 0.3:
            number = max(2, round(capacity * (0.7 if overlap else 0.5)))
            limits.append(Limit(f"leerplaats-{leerplaats}", frozenset({leerplaats}), number))
    return tuple(limits)
