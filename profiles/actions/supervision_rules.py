"""Who must guide: the rules of the region per opleiding and leerjaar."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Case, Count, Q, When
from django.utils import timezone

from profiles.models import AuditEvent, PlaceOffer, Programme, SupervisionRule


class Clash(Exception):
    """Somebody else changed these rules since the page was opened; `theirs` is {year: level} as it is now."""

    def __init__(self, theirs):
        super().__init__(str(theirs))
        self.theirs = theirs


@dataclass(frozen=True)
class Consequence:
    """What a rule does to the coming places of a year: leerplaatsen that do not say who guides, or too low."""

    year: int
    level: int
    leerplaatsen: int
    unknown: int
    lower: int


def levels_of(programme):
    """The rules of an opleiding as {year: level}."""
    return dict(SupervisionRule.objects.filter(programme=programme).values_list("year", "level"))


def levels_mark(levels):
    """The rules as a short text, for a hidden field."""
    return " ".join(f"{year}={level}" for year, level in sorted(levels.items()))


def all_levels():
    """Every rule there is as {(programme, year): level}."""
    return {(p, year): level for p, year, level in SupervisionRule.objects.values_list("programme", "year", "level")}


def consequences(programme):
    """What the rules of an opleiding do now: one Consequence per year with a rule, in two queries."""
    levels = levels_of(programme)
    too_low = Case(*(When(year=year, then=level) for year, level in levels.items()), default=0)
    coming = PlaceOffer.objects.filter(
        programme=programme,
        year__in=levels,
        number__gt=0,
        period__ends_on__gte=timezone.localdate(),
        leerplaats__archived_at=None,
    )
    counts = (
        coming.order_by()
        .values("year")
        .annotate(
            leerplaatsen=Count("leerplaats", distinct=True),
            unknown=Count("leerplaats", filter=Q(supervision=None), distinct=True),
            lower=Count("leerplaats", filter=Q(supervision__lt=too_low), distinct=True),
        )
    )
    by_year = {row.pop("year"): row for row in counts}
    nothing = {"leerplaatsen": 0, "unknown": 0, "lower": 0}
    return [Consequence(year, level, **by_year.get(year, nothing)) for year, level in sorted(levels.items())]


@transaction.atomic
def set_levels(*, programme, levels, seen, by):
    """Store the rules {year: level} of an opleiding; a year that is not in it has no rule. Raises Clash."""
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    before = levels_of(programme)
    if before == levels:
        return
    if levels_mark(before) != seen:
        raise Clash(before)
    SupervisionRule.objects.filter(programme=programme).exclude(year__in=levels).delete()
    SupervisionRule.objects.bulk_create(
        [SupervisionRule(programme=programme, year=year, level=level) for year, level in levels.items()],
        update_conflicts=True,
        unique_fields=["programme", "year"],
        update_fields=["level"],
    )
    AuditEvent.record("supervision_rules_changed", programme, by=by, before=before, after=levels)
