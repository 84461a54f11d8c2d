"""Who must guide: the rules of the region per opleiding and leerjaar."""

from django.db import transaction

from profiles.merging import Clash
from profiles.models import AuditEvent, Programme, SupervisionRule


def levels_of(programme):
    """The rules of an opleiding as {year: level}."""
    return dict(SupervisionRule.objects.filter(programme=programme).values_list("year", "level"))


def levels_mark(levels):
    """The rules as a short text, for a hidden field."""
    return " ".join(f"{year}={level}" for year, level in sorted(levels.items()))


def all_levels():
    """Every rule there is as {(programme, year): level}."""
    return {(p, year): level for p, year, level in SupervisionRule.objects.values_list("programme", "year", "level")}


@transaction.atomic
def set_levels(*, programme, levels, seen, by):
    """Store the rules {year: level} of an opleiding; a year that is not in it has no rule. Raises Clash.

    Returns the line of the log, with what stood there before; None when nothing changed.
    """
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    before = levels_of(programme)
    if before == levels:
        return None
    if levels_mark(before) != seen:
        raise Clash(before)
    SupervisionRule.objects.filter(programme=programme).exclude(year__in=levels).delete()
    SupervisionRule.objects.bulk_create(
        [SupervisionRule(programme=programme, year=year, level=level) for year, level in levels.items()],
        update_conflicts=True,
        unique_fields=["programme", "year"],
        update_fields=["level"],
    )
    return AuditEvent.record("supervision_rules_changed", programme, by=by, before=before, after=levels)


def levels_before(programme, event):
    """What `event` (a key, as text) replaced, as {year: level}, while that still is the last change; else None."""
    if not event.isdecimal() or len(event) > 15:
        return None
    changes = AuditEvent.objects.filter(what="supervision_rules_changed", subject=f"profiles.programme:{programme.pk}")
    last = changes.order_by("-pk").first()
    if last is None or last.pk != int(event):
        return None
    return {int(year): level for year, level in last.detail["before"].items()}
