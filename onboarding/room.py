"""How much room there is: the places of offers, those held free, and the limits over all periods and schools.

`Room` only counts; `load_room` reads the database and `hold` locks it first. Whoever gives a place away does all of
it in one transaction: hold, load, `refusal`, `take`.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils import timezone

from onboarding.enums import Refusal
from onboarding.matching.stays import Limit, Stay, Tally
from onboarding.models import Placement, Student
from onboarding.stagedagen import Rhythm, dutch_days_off, stagedagen
from profiles.enums import LimitPer
from profiles.models import HeldPlaces, Institution, PlaceLimit, PlaceOffer


@dataclass(frozen=True)
class NoRoom:
    """Why somebody does not fit: a Refusal, with the limit (by key) that is reached, or the broken rules in words."""

    why: Refusal
    limit: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Seats:
    """The places of one offer: how many there are, which are taken, and how many are held for which school."""

    number: int
    taken: frozenset[int]
    held: tuple[tuple[int | None, int], ...] = ()  # (school, number); no school: for nobody yet

    def refusal(self, school):
        """Why a student of this school gets no place here, or None. Places held for the own school do count."""
        free = self.number - len(self.taken)
        if free < 1:
            return NoRoom(Refusal.FULL)
        held = sum(number for holder, number in self.held if holder is None or holder != school)
        return NoRoom(Refusal.HELD) if free - held < 1 else None

    @property
    def first_free(self):
        """The lowest place nobody has."""
        return next(seat for seat in range(1, self.number + 1) if seat not in self.taken)

    def with_taken(self, seat):
        """The same places after this one is taken."""
        return Seats(self.number, self.taken | {seat}, self.held)


class Room:
    """The room of some offers, counted down while places are given away. Pure: no database."""

    def __init__(self, seats: dict[int, Seats], limits: tuple[Limit, ...] = ()):
        self.seats = dict(seats)
        self.tallies = [Tally(limit) for limit in limits]

    def refusal(self, *, offer: int, leerplaats: int, school: int, stay: Stay) -> NoRoom | None:
        """Why this stay does not fit, or None: first the places of the offer, then the limits in order of key."""
        if found := self.seats[offer].refusal(school):
            return found
        return self.limit_refusal(leerplaats=leerplaats, stay=stay)

    def limit_refusal(self, *, leerplaats: int, stay: Stay) -> NoRoom | None:
        """Why this stay does not fit in a limit, or None."""
        for tally in self._tallies(leerplaats):
            if not tally.fits(stay):
                return NoRoom(Refusal.LIMIT, tally.limit.key)
        return None

    def take(self, *, offer: int, leerplaats: int, stay: Stay) -> int:
        """Give a place away; returns which one."""
        seat = self.seats[offer].first_free
        self.seats[offer] = self.seats[offer].with_taken(seat)
        for tally in self._tallies(leerplaats):
            tally.add(stay)
        return seat

    def _tallies(self, leerplaats):
        return [tally for tally in self.tallies if leerplaats in tally.limit.leerplaatsen]


def hold(*, institutions, offers=(), students=()):
    """Lock what decides whether there is room; to be called first in the transaction.

    Always in this order and by key: institutions, offers, limits, students. So of two who give places away one
    waits, never both; nobody changes a number in between, and no student gets two stages from two institutions.
    """
    lock(Institution.objects.filter(pk__in=institutions))
    lock(PlaceOffer.objects.filter(pk__in=offers))
    lock(PlaceLimit.objects.filter(institution__in=institutions))
    lock(Student.objects.filter(pk__in=students))


def lock(rows):
    """Lock these rows in order of key until the end of the transaction. Rows that only refer to them can be added."""
    list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))


def load_room(offers, *, without=None):
    """The Room of `offers` (leerplaats at hand by key) as the database has it now, in five queries.

    `without` leaves out one placement: that of the stage that is being changed.
    """
    others = Placement.objects.active().exclude(pk=without.pk if without else None)
    taken, held = defaultdict(set), defaultdict(Counter)
    keys = [offer.pk for offer in offers]
    for offer, seat in others.on_a_place().filter(offer__in=keys).values_list("offer", "seat"):
        taken[offer].add(seat)
    standing = HeldPlaces.objects.standing(timezone.localdate()).filter(offer__in=keys)
    for offer, school, number in standing.values_list("offer", "school", "number"):
        held[offer][school] += number
    numbers = dict(PlaceOffer.objects.filter(pk__in=keys).order_by().values_list("pk", "number"))
    seats = {key: Seats(numbers[key], frozenset(taken[key]), tuple(held[key].items())) for key in numbers}
    return Room(seats, _limits({offer.leerplaats_id for offer in offers}, others))


def _limits(leerplaatsen, others):
    limits = list(
        PlaceLimit.objects.filter(leerplaatsen__in=leerplaatsen)
        .distinct()
        .order_by("pk")
        .prefetch_related("leerplaatsen")
    )
    members = {limit.pk: frozenset(one.pk for one in limit.leerplaatsen.all()) for limit in limits}
    there = defaultdict(list)
    stages = others.filter(leerplaats__in=frozenset().union(*members.values()), ends_on__gte=timezone.localdate())
    for stage in stages.only("leerplaats", "starts_on", "ends_on", "weekdays") if limits else ():
        there[stage.leerplaats_id].append(stay_of(stage))
    return tuple(
        Limit(
            key=str(limit.pk),
            leerplaatsen=members[limit.pk],
            number=limit.number,
            per_day=limit.per == LimitPer.DAY,
            taken=tuple(stay for leerplaats in sorted(members[limit.pk]) for stay in there[leerplaats]),
        )
        for limit in limits
    )


def stay_of(row):
    """When a student is there, of anything with starts_on, ends_on and weekdays: from stagedag 1 on."""
    days = frozenset(row.weekdays)
    rhythm = Rhythm(row.starts_on, row.ends_on, days, dutch_days_off(row.starts_on, row.ends_on))
    first = next(iter(stagedagen(rhythm)), row.starts_on)
    return Stay(first.toordinal(), row.ends_on.toordinal(), days)
