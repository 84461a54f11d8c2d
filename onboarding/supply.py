"""Places beside demand, per opleiding, leerjaar and period: where there is too little, and where first.

Demand counts per school the students whose names are there. A number a school gave before holds as long as it is
higher than the names: names replace the number. Places of a group are for that school only, and places kept free
without a school are for nobody.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q, Sum
from django.utils import timezone

from onboarding.models import PlacementRequest
from profiles.dutch import count, long_date
from profiles.enums import Certainty
from profiles.models import HeldPlaces, Period, PlaceOffer, Programme, SchoolDemand

GIVEN_AWAY = (Certainty.SURE, Certainty.ABOUT)


@dataclass
class Line:
    """One opleiding and leerjaar in one period. The dicts count per school (None: every school)."""

    period: Period
    programme: Programme
    year: int
    places: dict = field(default_factory=lambda: dict.fromkeys(Certainty, 0))
    usable: dict = field(default_factory=lambda: defaultdict(int))
    held: int = 0
    named: dict = field(default_factory=lambda: defaultdict(int))
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
    def words(self):
        """The difference in words."""
        if self.short > 0:
            return f"{count(self.short, 'plek', 'plekken')} te weinig"
        return f"{count(-self.short, 'plek', 'plekken')} over" if self.short < 0 else "Precies genoeg"

    @property
    def with_maybe(self):
        """What the places that may come do to a shortage, in words; empty when there is nothing to say."""
        if self.short <= 0 or not self.maybe:
            return ""
        rest = self.short - self.maybe
        return f"Met ‘misschien’ erbij nog {rest} te weinig" if rest > 0 else "Met ‘misschien’ erbij is er genoeg"


@dataclass(frozen=True)
class Supply:
    """The lines in order of period, level, name and leerjaar; the period that runs already comes last."""

    lines: tuple[Line, ...]

    @property
    def shortages(self):
        """The lines with too few places: the first period to come first, the largest shortage first."""
        order = {period: place for place, period in enumerate(dict.fromkeys(line.period for line in self.lines))}
        short = [line for line in self.lines if line.short > 0]
        return sorted(short, key=lambda line: (order[line.period], -line.short))


def supply_of(institution):
    """The Supply of an institution in the periods that have not ended, in a fixed number of queries."""
    today = timezone.localdate()
    periods = {period.pk: period for period in Period.objects.filter(ends_on__gte=today)}
    programmes = Programme.objects.in_bulk()
    lines = {}

    def line(period, programme, year):
        key = (period, programme, year)
        if key not in lines:
            lines[key] = Line(periods[period], programmes[programme], year)
        return lines[key]

    _add_places(line, institution, periods)
    _add_held(line, institution, periods, today)
    _add_students(line, institution, periods)
    found = [one for one in lines.values() if one.sure or one.about or one.maybe or one.demand or one.not_sure]
    return Supply(tuple(sorted(found, key=lambda one: _order(one, today))))


def _order(line, today):
    first = line.period.starts_on
    return first <= today, first, line.programme.level, line.programme.name, line.year


def _add_places(line, institution, periods):
    offers = PlaceOffer.objects.filter(institution=institution, period__in=periods, leerplaats__archived_at=None)
    rows = offers.order_by().values_list("period", "programme", "year", "school", "certainty")
    for *key, school, certainty, number in rows.annotate(total=Sum("number")):
        found = line(*key)
        found.places[certainty] += number
        if certainty in GIVEN_AWAY:
            found.usable[school] += number


def _add_held(line, institution, periods, today):
    """Places held for a school are for that school; held for nobody, they are taken off."""
    held = HeldPlaces.objects.standing(today).filter(
        institution=institution, offer__period__in=periods, offer__leerplaats__archived_at=None
    )
    rows = held.order_by().values_list(
        "offer__period", "offer__programme", "offer__year", "offer__school", "offer__certainty", "school"
    )
    for *key, group, certainty, school, number in rows.annotate(total=Sum("number")):
        found = line(*key)
        found.held += number
        if certainty in GIVEN_AWAY:
            found.usable[group] -= number
            if school:
                found.usable[school] += number


def _add_students(line, institution, periods):
    asked = PlacementRequest.objects.filter(institution=institution, period__in=periods)
    asked = asked.filter(Q(withdrawn_at=None) | Q(placements__status__in=["agreed", "informed"]))
    rows = asked.order_by().values_list("period", "programme", "year", "school")
    for *key, school, number in rows.annotate(total=Count("pk", distinct=True)):
        line(*key).named[school] += number
    demand = SchoolDemand.objects.filter(institution=institution, period__in=periods).order_by()
    rows = demand.values_list("period", "programme", "year", "school", "certainty", "number")
    for *key, school, certainty, number in rows:
        kind = "expected" if certainty in GIVEN_AWAY else "perhaps"
        getattr(line(*key), kind)[school] += number


def warning(supply, today):
    """A sentence or two: which shortage comes first, and how many there are; empty when there is none."""
    shortages = supply.shortages
    if not shortages:
        return ""
    first = shortages[0]
    days = (first.period.starts_on - today).days
    begins = long_date(first.period.starts_on)
    when = f"Dat begint op {begins}, over {_far(days)}." if days > 0 else f"Die periode begon op {begins}."
    what = f"{first.programme}, leerjaar {first.year}"
    said = f"Het eerste tekort is in {first.period}: {count(first.short, 'plek', 'plekken')} te weinig voor {what}."
    more = len(shortages) - 1
    rest = f" Daarna {'is' if more == 1 else 'zijn'} er nog {count(more, 'tekort', 'tekorten')}." if more else ""
    return f"{said} {when}{rest}"


def _far(days):
    return count(days // 7, "week", "weken") if days >= 14 else count(days, "dag", "dagen")
