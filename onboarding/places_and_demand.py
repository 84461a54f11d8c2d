"""How many places there are and how many students ask for them: one count for every page that shows it.

Places are those a leerplaats in use is sure of or has about; "misschien" is counted apart, and gives nobody a place.
Places of a group are for that school only, and places held free without a school are for nobody. Asked are the
students whose names are there, unless they withdrew without a stage. A number a school gave before holds as long as
it is higher than the names of that school: names replace the number.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.utils import timezone

from onboarding.models import Placement, PlacementRequest
from profiles.enums import GIVEN_AWAY, Certainty
from profiles.models import HeldPlaces, PlaceOffer, SchoolDemand

KEY = ("institution", "period", "programme", "year")


@dataclass
class Counts:
    """Places and students of one opleiding and leerjaar. The dicts count per school (None: every school)."""

    places: dict = field(default_factory=lambda: dict.fromkeys(Certainty, 0))
    usable: dict = field(default_factory=lambda: defaultdict(int))
    held: int = 0
    named: dict = field(default_factory=lambda: defaultdict(int))
    placed: int = 0
    expected: dict = field(default_factory=lambda: defaultdict(int))
    perhaps: dict = field(default_factory=lambda: defaultdict(int))

    @property
    def sure(self):
        """Places the leerplaatsen are sure of."""
        return self.places[Certainty.SURE]

    @property
    def about(self):
        """Places that are about right."""
        return self.places[Certainty.ABOUT]

    @property
    def maybe(self):
        """Places that may come; they are not given away."""
        return self.places[Certainty.MAYBE]

    @property
    def counted(self):
        """The places that count."""
        return sum(self.places[certainty] for certainty in GIVEN_AWAY)

    @property
    def students(self):
        """Students whose names are there."""
        return sum(self.named.values())

    @property
    def not_named(self):
        """Students that schools expect on top of the names."""
        return sum(max(0, number - self.named.get(school, 0)) for school, number in self.expected.items())

    @property
    def not_sure(self):
        """Students that schools may bring on top of that."""
        known = {school: max(self.named.get(school, 0), self.expected.get(school, 0)) for school in self.perhaps}
        return sum(max(0, number - known[school]) for school, number in self.perhaps.items())

    @property
    def demand(self):
        """How many places are asked for, with and without names."""
        return self.students + self.not_named

    @property
    def short(self):
        """How many places are missing; negative when some are left."""
        schools = self.named.keys() | self.expected.keys() | self.usable.keys() - {None}
        wanted = {
            school: max(self.named.get(school, 0), self.expected.get(school, 0)) - self.usable.get(school, 0)
            for school in schools
        }
        missing = sum(max(0, number) for number in wanted.values()) - self.usable.get(None, 0)
        return missing if missing > 0 else missing + sum(min(0, number) for number in wanted.values())

    @property
    def is_empty(self):
        """Whether there is nothing to say about it."""
        return not (any(self.places.values()) or self.demand or self.not_sure)


def places_and_demand(periods, institution=None):
    """{(institution, period, programme, year): Counts} of these periods, all by key; in four queries.

    Of one institution, or of all of them.
    """
    found = defaultdict(Counts)
    _add_places(found, _of(PlaceOffer.objects.in_use(), periods, institution))
    _add_held(found, periods, institution)
    _add_students(found, _of(PlacementRequest.objects.all(), periods, institution))
    _add_announced(found, _of(SchoolDemand.objects.all(), periods, institution))
    return {key: counts for key, counts in found.items() if not counts.is_empty}


def _of(rows, periods, institution):
    rows = rows.filter(period__in=periods).order_by()
    return rows.filter(institution=institution) if institution else rows


def _add_places(found, offers):
    rows = offers.values_list(*KEY, "school", "certainty")
    for *key, school, certainty, number in rows.annotate(total=Sum("number")):
        counts = found[tuple(key)]
        counts.places[certainty] += number
        if certainty in GIVEN_AWAY:
            counts.usable[school] += number


def _add_held(found, periods, institution):
    """Places held for a school are for that school; held for nobody, they are taken off."""
    held = HeldPlaces.objects.standing(timezone.localdate()).filter(
        offer__period__in=periods, offer__leerplaats__archived_at=None
    )
    held = held.filter(institution=institution) if institution else held
    key_of_offer = ("institution", *(f"offer__{name}" for name in KEY[1:]))
    rows = held.order_by().values_list(*key_of_offer, "offer__school", "offer__certainty", "school")
    for *key, group, certainty, school, number in rows.annotate(total=Sum("number")):
        counts = found[tuple(key)]
        counts.held += number
        if certainty in GIVEN_AWAY:
            counts.usable[group] -= number
            if school:
                counts.usable[school] += number


def _add_students(found, requests):
    stands = Exists(Placement.objects.active().filter(request=OuterRef("pk")))
    asked = requests.annotate(stands=stands).filter(Q(withdrawn_at=None) | Q(stands=True))
    rows = asked.values_list(*KEY, "school", "stands")
    for *key, school, is_placed, number in rows.annotate(total=Count("pk")):
        counts = found[tuple(key)]
        counts.named[school] += number
        counts.placed += number if is_placed else 0


def _add_announced(found, demand):
    for *key, school, certainty, number in demand.values_list(*KEY, "school", "certainty", "number"):
        kind = "expected" if certainty in GIVEN_AWAY else "perhaps"
        getattr(found[tuple(key)], kind)[school] += number
