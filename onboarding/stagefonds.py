"""The list for the Stagefonds: per leerbedrijf, opleiding and leerweg what was realised in a school year, no names.

It is counted from the stages that are here and from what removed stages left (RealisedStage). What is missing is
counted and never guessed: a stage without hours has weeks and no hours, one without leerweg has no fte.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from onboarding.enums import LearningWay
from onboarding.models import Placement, RealisedStage
from onboarding.realised import bounds_of, realised, school_year_of
from profiles.inheritance import shown_answers
from profiles.models import Leerplaats, Programme

# Hours of one whole stageplaats in a school year, by the rules of the Stagefonds as the payer (DUS-I) explains them.
HOURS_PER_FTE = {
    LearningWay.BOL: 1440,
    LearningWay.FULL_TIME: 1440,
    LearningWay.BBL: 1280,
    LearningWay.PART_TIME: 1280,
    LearningWay.DUAL: 1280,
}
HUNDREDTH = Decimal("0.01")


@dataclass
class Line:
    """One row of the list. `hours` are those that are known; `without_hours` counts the stages without."""

    number: str
    programme: Programme
    learning_way: str
    stages: int = 0
    weeks: int = 0
    hours: Decimal = Decimal(0)
    without_hours: int = 0

    @property
    def codes(self):
        """The codes of the opleiding: more than one when it has one per cohort."""
        return " of ".join(self.programme.codes)

    @property
    def way(self):
        """The leerweg in words; empty when nobody said it."""
        return LearningWay(self.learning_way).label if self.learning_way else ""

    @property
    def fte(self):
        """Hours divided by those of a whole stageplaats, to one hundredth, half up; None without a leerweg."""
        if not self.learning_way:
            return None
        return (self.hours / HOURS_PER_FTE[LearningWay(self.learning_way)]).quantize(HUNDREDTH, ROUND_HALF_UP)


@dataclass
class Missing:
    """What has to be filled in. Of removed stages only the number is left: nobody can repair those."""

    ways: list = field(default_factory=list)  # placements
    hours: list = field(default_factory=list)  # placements
    numbers: list = field(default_factory=list)  # leerplaatsen
    codes: list = field(default_factory=list)  # opleidingen
    removed_ways: int = 0
    removed_hours: int = 0

    def __bool__(self):
        return any((self.ways, self.hours, self.numbers, self.codes, self.removed_ways, self.removed_hours))


@dataclass(frozen=True)
class StagefondsList:
    """The list of one institution and school year, with its totals."""

    school_year: str
    lines: list[Line]
    missing: Missing

    @property
    def stages(self):
        """All stages together."""
        return sum(line.stages for line in self.lines)

    @property
    def hours(self):
        """All known hours together."""
        return sum((line.hours for line in self.lines), Decimal(0))

    @property
    def without_hours(self):
        """How many stages have no hours, so that they are in none of the sums."""
        return sum(line.without_hours for line in self.lines)

    @property
    def hours_without_fte(self):
        """The known hours of which no fte can be computed: they are in `hours` and not in `fte`."""
        return sum((line.hours for line in self.lines if line.fte is None), Decimal(0))

    @property
    def fte(self):
        """The fte of all lines that have one, each rounded as it stands in the list."""
        return sum((line.fte for line in self.lines if line.fte is not None), Decimal(0))


def school_years(institution, today):
    """The school years of which there is something to tell, the newest first."""
    found = set(RealisedStage.objects.filter(institution=institution).values_list("school_year", flat=True))
    for first, last in _begun(institution, today).values_list("starts_on", "ends_on"):
        found |= _years_between(first, min(last, today))
    return sorted(found, reverse=True)


def stagefonds_list(institution, school_year, today):
    """The list of one school year ("2026-2027"), up to and including `today`."""
    first, last = bounds_of(school_year)
    stages = _begun(institution, today).filter(starts_on__lte=last, ends_on__gte=first)
    rows, missing = [], Missing()
    for stage in stages.select_related("request__programme", "leerplaats", "student").order_by("pk"):
        asked = stage.request
        for done in realised(stage.rhythm, asked.hours_per_week, today=today):
            if done.school_year == school_year:
                rows.append((stage.leerplaats_id, asked.programme, asked.learning_way, done.weeks, done.hours))
                missing.ways += [] if asked.learning_way else [stage]
                missing.hours += [stage] if done.hours is None else []
    left = RealisedStage.objects.filter(institution=institution, school_year=school_year)
    for row in left.select_related("programme").order_by("pk"):
        weeks = int(row.weeks)  # they are counted whole, and stored with a place behind the comma
        rows.append((row.leerplaats_id, row.programme, row.learning_way, weeks, row.hours))
        missing.removed_ways += not row.learning_way
        missing.removed_hours += row.hours is None
    numbers = _numbers({row[0] for row in rows}, missing)
    lines = _lines(rows, numbers)
    missing.codes = list({line.programme.pk: line.programme for line in lines if not line.programme.codes}.values())
    return StagefondsList(school_year, lines, missing)


def _begun(institution, today):
    return Placement.objects.active().filter(institution=institution, starts_on__lte=today)


def _years_between(first, last):
    years = range(int(school_year_of(first)[:4]), int(school_year_of(last)[:4]) + 1)
    return {school_year_of(date(year, 8, 1)) for year in years}


def _numbers(leerplaats_ids, missing):
    """{leerplaats: number of the leerbedrijf}, as it stands online, else as it was filled in."""
    found = {}
    rows = Leerplaats.objects.filter(pk__in=leerplaats_ids).select_related(
        "profile__published", "location__institution"
    )
    for leerplaats in rows.order_by("sort_name", "pk"):
        profile = getattr(leerplaats, "profile", None)
        online = profile.published.answers.get("leerbedrijf") if profile and profile.published else ""
        number = online or shown_answers(leerplaats, profile.answers if profile else {}).get("leerbedrijf") or ""
        found[leerplaats.pk] = str(number).strip()
        missing.numbers += [] if number else [leerplaats]
    return found


def _lines(rows, numbers):
    lines = {}
    for leerplaats_id, programme, way, weeks, hours in rows:
        key = (numbers[leerplaats_id], programme.pk, way)
        line = lines.setdefault(key, Line(key[0], programme, way))
        line.stages += 1
        line.weeks += weeks
        line.hours += hours or 0
        line.without_hours += hours is None
    return sorted(lines.values(), key=lambda one: (one.number, one.programme.level, one.programme.name, one.way))
