"""The best assignment of a tiny world by trying everything, with every rule, limit and goal stated once more.

Shares with the solver only the lots. Slow and plain on purpose.
"""

from collections import Counter
from datetime import date, timedelta
from itertools import product

from onboarding.matching import MAX_WISHES, Goal
from onboarding.matching.lots import lots


def best(world):
    """The lowest (unplaced, each goal in order, lots) of all that is allowed, and whose it is, as request to offer."""
    lot = lots([request.key for request in world.requests], [offer.key for offer in world.offers]).tolist()
    locked = {lock.request: lock.offer for lock in world.locks}
    choices = [
        [column for column, offer in enumerate(world.offers) if offer.key == locked[request.key]]
        if request.key in locked
        else [None, *(column for column, offer in enumerate(world.offers) if may_go(request, offer))]
        for request in world.requests
    ]
    found = None
    for chosen in product(*choices):
        pairs = [
            (request, world.offers[column])
            for request, column in zip(world.requests, chosen, strict=True)
            if column is not None
        ]
        if not fits(world, pairs):
            continue
        value = (
            chosen.count(None),
            *(goal_value(world, goal, pairs) for goal in world.order),
            sum(lot[row][column] for row, column in enumerate(chosen) if column is not None),
        )
        if found is None or value < found[0]:
            found = value, {request.key: offer.key for request, offer in pairs}
    return found


def may_go(request, offer):
    """Every hard rule for one pair."""
    if (request.programme, request.year, request.period) != (offer.programme, offer.year, offer.period):
        return False
    if offer.school is not None and request.school != offer.school:
        return False
    if request.supervision and (offer.supervision is None or offer.supervision < request.supervision):
        return False
    if request.stay:
        there = set(stay_days(request.stay))
        if offer.weekdays and request.stay.weekdays - offer.weekdays:
            return False
        if any(there & set(range(first, last + 1)) for first, last in offer.closed):
            return False
        if any(request.stay.first in range(first, last + 1) for first, last in offer.no_start):
            return False
    known = request.most_km is not None and request.position and offer.position
    if known and metres(request, offer) > request.most_km * 1000:
        return False
    if offer.needs_car and request.has_car is False:
        return False
    return offer.leerplaats not in {leerplaats for leerplaats, _ in request.excluded}


def metres(request, offer):
    """As the crow flies."""
    (x, y), (x2, y2) = request.position, offer.position
    return ((x - x2) ** 2 + (y - y2) ** 2) ** 0.5


def stay_days(stay):
    """The day numbers, by the calendar of the standard library."""
    first = date.fromordinal(stay.first)
    every = (first + timedelta(days=number) for number in range(stay.last - stay.first + 1))
    return [day.toordinal() for day in every if day.weekday() in stay.weekdays]


def fits(world, pairs):
    """Capacity, and every limit on each day or in each week on which somebody could be there."""
    taken = Counter(offer.key for _, offer in pairs)
    if any(number > offer.capacity for offer in world.offers for number in [taken[offer.key]]):
        return False
    return all(limit_fits(limit, [r for r, o in pairs if o.leerplaats in limit.leerplaatsen]) for limit in world.limits)


def limit_fits(limit, there):
    """At each moment at most `number`, unless only those of before are too many."""
    always = sum(request.stay is None for request in there)
    moments = Counter(moment for stay in limit.taken for moment in set(when(stay, limit)))
    own = Counter(moment for request in there if request.stay for moment in set(when(request.stay, limit)))
    if always and always > limit.number:
        return False
    for moment in moments.keys() | own.keys():
        if own[moment] + always and moments[moment] + own[moment] + always > limit.number:
            return False
    return True


def when(stay, limit):
    """Each day, or each week by the calendar."""
    days = stay_days(stay)
    return days if limit.per_day else [date.fromordinal(day).isocalendar()[:2] for day in days]


def goal_value(world, goal, pairs):
    """One goal, counted from its description."""
    if goal == Goal.WISHES:
        place = {request.key: offer.leerplaats for request, offer in pairs}
        return sum(
            next((rank for rank, wish in enumerate(r.wishes) if place.get(r.key) in wish), MAX_WISHES)
            for r in world.requests
            if r.wishes
        )
    if goal == Goal.TRAVEL:
        return sum(int(metres(r, o) / 1000 + 0.5) for r, o in pairs if r.position and o.position)
    if goal == Goal.VARIETY:
        return sum(o.sector != "" and o.sector in r.sectors_seen for r, o in pairs)
    if goal == Goal.TOGETHER:
        starts = Counter((o.leerplaats, r.stay.first) for r, o in pairs if r.stay)
        return sum(number == 1 and start not in world.starting for start, number in starts.items())
    if goal == Goal.SPREAD:
        there = Counter((o.leerplaats, o.programme, o.year, o.period) for _, o in pairs)
        return sum(number * (number - 1) // 2 for number in there.values())
    given = {request.key: offer.key for request, offer in pairs}
    return sum(r.before is not None and given.get(r.key) != r.before for r in world.requests)
