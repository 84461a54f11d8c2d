"""The model: who asks, what is offered, what a person already decided, and the hard rules between them.

Every key is a stable text (such as a primary key as text). A `World` is kept sorted by key, so nothing that
is computed from it can depend on the order in which rows came out of a database. No name, origin, gender,
age, photo or health is part of it.
"""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import isqrt

from onboarding.matching.stays import Limit, Stay, is_closed, tallies_by_leerplaats

# What it costs a student with wishes when none is met: more than the last wish, and the same for everyone, so
# that naming more wishes never makes a student weigh more.
MAX_WISHES = 10
# The furthest that a position may lie from its fixed point, in metres: then every distance is exact in 64 bits.
MAX_METRES = 10_000_000


class Rule(StrEnum):
    """The hard rules between a request and an offer, in the order in which they are told."""

    PROGRAMME = "programme"
    YEAR = "year"
    PERIOD = "period"
    SCHOOL = "school"  # the places are for a group of another school
    SUPERVISION = "supervision"  # nobody there guides at the level that the programme asks, or that is not known
    DAYS = "days"
    CLOSED = "closed"  # the leerplaats has no students in those days, or lets none begin
    TRAVEL = "travel"  # further than the student can go
    CAR = "car"
    BEEN_THERE = "been_there"
    EXCLUDED = "excluded"  # asked for by the student or the school, without having to say why
    DECLINED = "declined"  # the leerplaats said that this student cannot come


EXCLUSION_CAUSES = (Rule.BEEN_THERE, Rule.EXCLUDED, Rule.DECLINED)


class Goal(StrEnum):
    """What counts after the number of students placed, in the order that the coordinator chooses."""

    WISHES = "wishes"
    TRAVEL = "travel"  # kilometres in all
    VARIETY = "variety"  # students in a kind of care that they have been in before
    TOGETHER = "together"  # students who begin alone at their leerplaats that day
    SPREAD = "spread"  # pairs of students of one programme, year and period at one leerplaats
    KEEP = "keep"  # students who move from where the earlier proposal put them


DEFAULT_GOALS = (Goal.WISHES, Goal.TRAVEL, Goal.VARIETY, Goal.SPREAD)


@dataclass(frozen=True)
class Request:
    """A student who needs one place: programme, year and period by id, ranked wishes, excluded leerplaatsen.

    `wishes[0]` holds the ids of all leerplaatsen that meet wish 1, and so on; at most MAX_WISHES of them.
    `excluded` holds pairs of a leerplaats id and its cause, one of EXCLUSION_CAUSES. `stay` None: the days are not
    known, and no rule about days holds. `supervision`: the level that must guide, 0 when any will do. `position`:
    metres east and north of one fixed point, None when not known. `before`: the key of the offer in the earlier
    proposal.
    """

    key: str
    programme: int
    year: int
    period: int
    wishes: tuple[frozenset[int], ...] = ()
    excluded: tuple[tuple[int, Rule], ...] = ()
    stay: Stay | None = None
    supervision: int = 0
    school: int | None = None
    position: tuple[int, int] | None = None
    most_km: int | None = None
    has_car: bool | None = None
    sectors_seen: frozenset[str] = frozenset()
    before: str | None = None

    def __post_init__(self):
        if len(self.wishes) > MAX_WISHES:
            raise ValueError(f"Request {self.key} has {len(self.wishes)} wishes; at most {MAX_WISHES} count.")
        if any(cause not in EXCLUSION_CAUSES for _, cause in self.excluded):
            raise ValueError(f"Request {self.key} has an exclusion with another cause than {EXCLUSION_CAUSES}.")
        if self.supervision < 0:
            raise ValueError(f"Request {self.key} asks supervision {self.supervision}; the least is 0.")
        _check_position(self)

    @cached_property
    def group(self) -> tuple[int, int, int]:
        """Programme, year and period: requests and offers of different groups never meet."""
        return self.programme, self.year, self.period

    def wish_rank(self, leerplaats: int) -> int | None:
        """The first wish (counted from 1) that this leerplaats meets; None when it meets none."""
        return next((rank for rank, wish in enumerate(self.wishes, 1) if leerplaats in wish), None)

    def wish_cost(self, leerplaats: int | None) -> int:
        """0 for wish 1, 1 for wish 2, ...; MAX_WISHES when no wish is met or there is no place; 0 without wishes."""
        if not self.wishes:
            return 0
        rank = None if leerplaats is None else self.wish_rank(leerplaats)
        return MAX_WISHES if rank is None else rank - 1

    def exclusion(self, leerplaats: int) -> Rule | None:
        """Why this leerplaats is excluded; having been there is told first, as everyone may know that."""
        causes = {cause for excluded, cause in self.excluded if excluded == leerplaats}
        return next((cause for cause in EXCLUSION_CAUSES if cause in causes), None)


@dataclass(frozen=True)
class Offer:
    """Free places at one leerplaats for one programme, year and period.

    `capacity` counts the places still free: the caller takes off what is already agreed or held free.
    `supervision`: the highest level that can guide, None when not known. Empty `weekdays`: every day. `school`: only
    a group of this school. `closed` and `no_start`: day numbers from and until (both included) in which nobody can
    be there, or nobody can begin. `about`: the number is not certain. `particulars`: what a student must bring or do
    first, such as "letter" or "interview". Those two are told beside a proposal and decide nothing.
    """

    key: str
    leerplaats: int
    programme: int
    year: int
    period: int
    capacity: int
    supervision: int | None = None
    weekdays: frozenset[int] = frozenset()
    school: int | None = None
    position: tuple[int, int] | None = None
    sector: str = ""
    needs_car: bool = False
    closed: tuple[tuple[int, int], ...] = ()
    no_start: tuple[tuple[int, int], ...] = ()
    about: bool = False
    particulars: frozenset[str] = frozenset()

    def __post_init__(self):
        if self.capacity < 0:
            raise ValueError(f"Offer {self.key} has capacity {self.capacity}; the least is 0.")
        _check_position(self)

    @cached_property
    def group(self) -> tuple[int, int, int]:
        """Programme, year and period, as in `Request.group`."""
        return self.programme, self.year, self.period


@dataclass(frozen=True, order=True)
class Lock:
    """A person decided: this request gets this offer. Overrules wishes and spread, never a hard rule."""

    request: str
    offer: str


class LockError(ValueError):
    """A lock that cannot hold; `lock` says which, `request` and `offer` are None where they do not exist."""

    def __init__(self, lock: Lock, request: Request | None, offer: Offer | None, why: str):
        super().__init__(f"Lock of request {lock.request} on offer {lock.offer}: {why}")
        self.lock, self.request, self.offer = lock, request, offer


class UnknownRequest(LockError):
    """The locked request is not in the world."""


class UnknownOffer(LockError):
    """The offer of the lock is not in the world."""


class LockedTwice(LockError):
    """The request is locked on an offer already; the lock with the lowest offer key counts."""


class LockedOverCapacity(LockError):
    """More requests are locked on the offer than it has places; those with the lowest keys count."""


class LockedOverLimit(LockError):
    """With those locked before it there would be more students at once than `limit` allows."""

    def __init__(self, lock: Lock, request: Request, offer: Offer, limit: Limit):
        super().__init__(lock, request, offer, f"limit {limit.key} of {limit.number} students at once is reached.")
        self.limit = limit


class LockBreaksRule(LockError):
    """A hard rule forbids the locked offer; `rules` says which."""

    def __init__(self, lock: Lock, request: Request, offer: Offer, rules: tuple[Rule, ...]):
        super().__init__(lock, request, offer, f"breaks {', '.join(rules)}.")
        self.rules = rules


def _check_position(row: Request | Offer) -> None:
    if row.position and max(map(abs, row.position)) > MAX_METRES:
        raise ValueError(f"Position {row.position} of {row.key} is further than {MAX_METRES} metres.")


def travel_km(request: Request, offer: Offer) -> int:
    """Whole kilometres in a straight line, rounded; 0 when one of the two positions is not known."""
    square = square_metres(request, offer)
    return 0 if square is None else (isqrt(square) + 500) // 1000


def square_metres(request: Request, offer: Offer) -> int | None:
    """The square of the distance in metres; None when one of the two positions is not known."""
    if request.position is None or offer.position is None:
        return None
    return sum((here - there) ** 2 for here, there in zip(request.position, offer.position, strict=True))


def broken_rules(request: Request, offer: Offer) -> tuple[Rule, ...]:
    """The hard rules, apart from capacity and limits, that keep this request from this offer; empty when it may go.

    What is not known about a student (the days, where from, a car) forbids nothing; a level of supervision that is
    not known does.
    """
    broken = [rule for rule, holds in _RULES if not holds(request, offer)]
    exclusion = request.exclusion(offer.leerplaats)
    return (*broken, exclusion) if exclusion else tuple(broken)


def _within_days(request: Request, offer: Offer) -> bool:
    return not (request.stay and offer.weekdays) or request.stay.weekdays <= offer.weekdays


def _open(request: Request, offer: Offer) -> bool:
    return request.stay is None or not is_closed(request.stay, offer.closed, offer.no_start)


def _near(request: Request, offer: Offer) -> bool:
    square = square_metres(request, offer)
    return request.most_km is None or square is None or square <= (request.most_km * 1000) ** 2


_RULES = (
    (Rule.PROGRAMME, lambda request, offer: request.programme == offer.programme),
    (Rule.YEAR, lambda request, offer: request.year == offer.year),
    (Rule.PERIOD, lambda request, offer: request.period == offer.period),
    (Rule.SCHOOL, lambda request, offer: offer.school is None or offer.school == request.school),
    (Rule.SUPERVISION, lambda request, offer: (offer.supervision or 0) >= request.supervision),
    (Rule.DAYS, _within_days),
    (Rule.CLOSED, _open),
    (Rule.TRAVEL, _near),
    (Rule.CAR, lambda request, offer: not offer.needs_car or request.has_car is not False),
)


@dataclass(frozen=True)
class World:
    """Everything one run looks at. Sorted by key on creation; equal worlds give equal results.

    Raises ValueError on a key that occurs twice, and the first of `bad_locks` when a lock cannot hold.
    """

    requests: tuple[Request, ...]
    offers: tuple[Offer, ...]
    locks: tuple[Lock, ...] = ()
    limits: tuple[Limit, ...] = ()
    goals: tuple[Goal, ...] = DEFAULT_GOALS
    starting: frozenset[tuple[int, int]] = frozenset()  # (leerplaats, day number) on which others begin already

    def __post_init__(self):
        for name in ("requests", "offers", "limits"):
            rows = sorted(getattr(self, name), key=lambda row: row.key)
            twice = [key for key, times in Counter(row.key for row in rows).items() if times > 1]
            if twice:
                raise ValueError(f"Keys of {name} must be unique; these are not: {', '.join(twice)}.")
            object.__setattr__(self, name, tuple(rows))
        object.__setattr__(self, "locks", tuple(sorted(self.locks)))
        if len(set(self.goals)) < len(self.goals):
            raise ValueError(f"Each goal counts once; these do not: {', '.join(self.goals)}.")
        for error in bad_locks(self.requests, self.offers, self.locks, self.limits):
            raise error

    @property
    def order(self) -> tuple[Goal, ...]:
        """The goals as they are solved after the number placed; KEEP comes last when not named, so a plan is calm."""
        return self.goals if Goal.KEEP in self.goals else (*self.goals, Goal.KEEP)

    @cached_property
    def request_by_key(self) -> dict[str, Request]:
        """Every request by its key."""
        return {request.key: request for request in self.requests}

    @cached_property
    def offer_by_key(self) -> dict[str, Offer]:
        """Every offer by its key."""
        return {offer.key: offer for offer in self.offers}

    @cached_property
    def locked(self) -> dict[str, str]:
        """Request key to offer key of every lock."""
        return {lock.request: lock.offer for lock in self.locks}


def bad_locks(requests, offers, locks, limits=()) -> tuple[LockError, ...]:
    """Every lock that cannot hold, with why, sorted by request and offer key. Without them the rest can hold.

    For a caller that wants to tell all of them at once, and to leave them out of the `World`.
    """
    request_by_key = {request.key: request for request in requests}
    offer_by_key = {offer.key: offer for offer in offers}
    tallies = tallies_by_leerplaats(limits if locks else ())
    taken, done, errors = Counter(), set(), []
    for lock in sorted(locks):
        request, offer = request_by_key.get(lock.request), offer_by_key.get(lock.offer)
        if request is None:
            errors.append(UnknownRequest(lock, request, offer, "there is no such request."))
            continue
        if offer is None:
            errors.append(UnknownOffer(lock, request, offer, "there is no such offer."))
            continue
        there = tallies[offer.leerplaats]
        full = next((tally.limit for tally in there if not tally.fits(request.stay)), None)
        if request.key in done:
            errors.append(LockedTwice(lock, request, offer, "the request is locked already."))
        elif rules := broken_rules(request, offer):
            errors.append(LockBreaksRule(lock, request, offer, rules))
        elif taken[offer.key] == offer.capacity:
            errors.append(LockedOverCapacity(lock, request, offer, f"all {offer.capacity} places are locked."))
        elif full:
            errors.append(LockedOverLimit(lock, request, offer, full))
        else:
            taken[offer.key] += 1
            done.add(request.key)
            for tally in there:
                tally.add(request.stay)
    return tuple(errors)
