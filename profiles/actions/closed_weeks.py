"""Days in which a leerplaats has no students, or lets none begin."""

from django.db import transaction

from profiles.dutch import plain_date
from profiles.merging import Clash, fingerprint
from profiles.models import AuditEvent, ClosedWeeks, Leerplaats

FACTS = ("starts_on", "ends_on", "closed_for", "why")


def closed_mark(closed):
    """What the row says as a short text, for a hidden field."""
    return fingerprint([str(getattr(closed, name)) for name in FACTS])


def overlapping(closed):
    """Other closed weeks of the same leerplaats that share a day with these."""
    others = ClosedWeeks.objects.filter(leerplaats=closed.leerplaats_id).exclude(pk=closed.pk)
    return others.filter(starts_on__lte=closed.ends_on, ends_on__gte=closed.starts_on)


@transaction.atomic
def save_closed(*, closed, seen, by):
    """Store new or changed closed weeks; the row that exists when it was sent twice. Raises Clash."""
    Leerplaats.objects.select_for_update(no_key=True).get(pk=closed.leerplaats_id)
    facts = {name: getattr(closed, name) for name in FACTS}
    if closed.pk is None:
        same = ClosedWeeks.objects.filter(leerplaats=closed.leerplaats_id, **facts).first()
        if same:
            return same
        what = "created"
    else:
        stored = ClosedWeeks.objects.get(pk=closed.pk)
        if closed_mark(stored) == closed_mark(closed):
            return stored
        if closed_mark(stored) != seen:
            raise Clash(stored)
        what = "changed"
    closed.save()
    _record(what, closed, by)
    return closed


@transaction.atomic
def remove_closed(*, closed, by):
    """Take closed weeks away; twice does it once."""
    stored = ClosedWeeks.objects.select_for_update().filter(pk=closed.pk).first()
    if stored:
        _record("removed", stored, by)
        stored.delete()


def _record(what, closed, by):
    days = f"{plain_date(closed.starts_on)} tot en met {plain_date(closed.ends_on)}"
    AuditEvent.record(
        f"closed_weeks_{what}", closed, by=by, institution=closed.institution, days=days, closed_for=closed.closed_for
    )
