"""What the limits over places together still leave in a result, for one student at a time."""

from collections import defaultdict
from collections.abc import Mapping

from onboarding.matching.model import Offer, Request, World
from onboarding.matching.stays import Limit, Tally, moments, weekday


class Headroom:
    """The limits of a world with everyone of `assignments` (request key to offer key) counted."""

    def __init__(self, world: World, assignments: Mapping[str, str]):
        self._offers = world.offer_by_key
        self._assignments = assignments
        self._tallies = defaultdict(list)
        self._places_by_limit = {}
        for limit in world.limits:
            tally = Tally(limit)
            for leerplaats in limit.leerplaatsen:
                self._tallies[leerplaats].append(tally)
        for request_key, offer_key in assignments.items() if world.limits else ():
            for tally in self._tallies.get(self._offers[offer_key].leerplaats, ()):
                tally.add(world.request_by_key[request_key].stay)

    def blocking(self, request: Request, offer: Offer) -> tuple[Limit, ...]:
        """The limits, in order of key, that keep this student from the offer while all others stay where they are."""
        return tuple(self.short(request, offer))

    def short(self, request: Request, offer: Offer) -> dict[Limit, int]:
        """The `blocking` limits with how many more students at once each must allow to let this one in."""
        loads = {tally.limit: self._load(tally, request) for tally in self._tallies.get(offer.leerplaats, ())}
        return {limit: load + 1 - limit.number for limit, load in loads.items() if load >= limit.number}

    def tight(self, offer: Offer) -> dict[Limit, int]:
        """The limits over an offer that may bind once it has one place more, though they may not bind now.

        With how many more students at once each must allow, so that it cannot bind then either.
        """
        limits = [tally.limit for tally in self._tallies.get(offer.leerplaats, ())]
        most = {limit: len(limit.taken) + self._places(limit) + 1 for limit in limits}
        return {limit: number - limit.number for limit, number in most.items() if number > limit.number}

    def _places(self, limit: Limit) -> int:
        if limit.key not in self._places_by_limit:
            there = (offer.capacity for offer in self._offers.values() if offer.leerplaats in limit.leerplaatsen)
            self._places_by_limit[limit.key] = sum(there)
        return self._places_by_limit[limit.key]

    def _load(self, tally: Tally, request: Request) -> int:
        """How many others are there at the busiest moment of this student."""
        counts = tally.count
        if request.stay is not None:
            when = moments(request.stay, tally.limit.per_day)
            if not when:
                return 0
            counts = {moment: counts[moment] for moment in when}
        return max(counts.values(), default=0) + tally.always - self._is_in(tally, request)

    def _is_in(self, tally: Tally, request: Request) -> bool:
        now = self._assignments.get(request.key)
        return now is not None and self._offers[now].leerplaats in tally.limit.leerplaatsen

    def weekdays(self, limit: Limit, request: Request) -> tuple[int, ...]:
        """On which weekdays of the student (0 is Monday) a limit per day is reached; empty for a limit per week."""
        if not limit.per_day or request.stay is None:
            return ()
        tally = next(one for ones in self._tallies.values() for one in ones if one.limit.key == limit.key)
        room = limit.number - tally.always + self._is_in(tally, request)
        return tuple(sorted({weekday(day) for day in moments(request.stay, True) if tally.count[day] >= room}))
