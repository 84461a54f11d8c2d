"""Places beside demand of one institution, per opleiding, leerjaar and period: what is short, and where first."""

from dataclasses import dataclass

from django.utils import timezone

from onboarding.places_and_demand import Counts, places_and_demand
from profiles.dutch import count, long_date
from profiles.models import Period, Programme


@dataclass(frozen=True)
class Line:
    """One opleiding and leerjaar in one period, with how many there are."""

    period: Period
    programme: Programme
    year: int
    counts: Counts

    @property
    def short(self):
        """How many places are missing; negative when some are left."""
        return self.counts.short

    @property
    def words(self):
        """The difference in words."""
        if self.short > 0:
            return f"{count(self.short, 'plek', 'plekken')} te weinig"
        return f"{count(-self.short, 'plek', 'plekken')} over" if self.short < 0 else "Precies genoeg"

    @property
    def with_maybe(self):
        """What the places that may come do to a shortage, in words; empty when there is nothing to say."""
        if self.short <= 0 or not self.counts.maybe:
            return ""
        rest = self.short - self.counts.maybe
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
    lines = [
        Line(periods[period], programmes[programme], year, counts)
        for (_, period, programme, year), counts in places_and_demand(periods, institution).items()
    ]
    return Supply(tuple(sorted(lines, key=lambda line: _order(line, today))))


def _order(line, today):
    first = line.period.starts_on
    return first <= today, first, line.programme.level, line.programme.name, line.year


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
