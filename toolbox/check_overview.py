"""The checklist zorginstelling of many leerplaatsen: the last one of each, and which must be looked at again."""

from dataclasses import dataclass

from django.db.models import Max, Q

from profiles.dutch import count, enumerate_dutch
from profiles.models import Leerplaats
from profiles.upkeep import months_before
from toolbox.checks import AGAIN_AFTER_MONTHS, counts_of, is_due, score_words
from toolbox.models import LeerplaatsCheck


@dataclass(frozen=True)
class CheckRow:
    """One leerplaats: its last finished check, whether somebody is filling one in, and what it says in words."""

    leerplaats: Leerplaats
    last: LeerplaatsCheck | None
    is_busy: bool
    score: str
    kind: str
    status: str


def with_last_check(leerplaatsen):
    """The queryset with `last_checked`: when the last check was finished, None for never."""
    finished = Max("checks__finished_at")
    return leerplaatsen.annotate(last_checked=finished)


def due(now):
    """The filter on `last_checked` for leerplaatsen that were never checked, or more than half a year ago."""
    return Q(last_checked__isnull=True) | Q(last_checked__lte=months_before(now, AGAIN_AFTER_MONTHS))


def check_rows(leerplaatsen, now):
    """A CheckRow for each of these leerplaatsen, in their order; two queries."""
    leerplaatsen = list(leerplaatsen)
    checks = LeerplaatsCheck.objects.filter(leerplaats__in=leerplaatsen)
    last = checks.finished().order_by("leerplaats_id", "-started_at").distinct("leerplaats_id")
    last = {check.leerplaats_id: check for check in last.select_related("finished_by")}
    busy = set(checks.filter(finished_at=None).values_list("leerplaats_id", flat=True))
    return [_row(one, last.get(one.pk), one.pk in busy, now) for one in leerplaatsen]


def summary(leerplaatsen, now):
    """How it stands with all leerplaatsen of the queryset (with_last_check), in a sentence; two queries."""
    total = leerplaatsen.count()
    never = leerplaatsen.filter(last_checked__isnull=True).count()
    old = leerplaatsen.filter(due(now)).count() - never
    parts = []
    if never:
        parts.append(f"{never} nog nooit nagekeken")
    if old:
        parts.append(f"{old} langer dan een half jaar geleden")
    words = count(total, "leerplaats", "leerplaatsen")
    return f"{words}: {enumerate_dutch(parts)}." if parts else f"{words}, allemaal dit half jaar nagekeken."


def _row(leerplaats, check, is_busy, now):
    if check is None:
        return CheckRow(leerplaats, None, is_busy, "", "rust", "Nog nooit nagekeken")
    fine, total = counts_of(check)
    if is_due(check, now):
        kind, status = "bezig", "Kijk opnieuw na"
    elif fine == total:
        kind, status = "klaar", "Alles in orde"
    else:
        still_open = total - fine
        kind = "mist" if still_open * 2 > total else "bezig"
        status = f"Nagekeken, {count(still_open, 'punt', 'punten')} open"
    return CheckRow(leerplaats, check, is_busy, score_words(fine, total), kind, status)
