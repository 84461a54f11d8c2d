"""How many places a school asks of each institution in a period: a whole table saved at once."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from profiles.enums import Certainty
from profiles.models import AuditEvent, Period, School, SchoolDemand

A_YEAR, ABOUT_A_YEAR = timedelta(days=364), timedelta(days=60)


@dataclass(frozen=True)
class Asked:
    """A row as somebody left it: what it was when the page was opened, and what it should be. None: no row."""

    institution: int
    programme: int
    year: int
    was: tuple | None  # (number, certainty)
    wants: tuple | None

    @property
    def key(self):
        """What makes the row one row."""
        return self.institution, self.programme, self.year


class Clashes(Exception):
    """Rows that a colleague changed in between: {key: what is stored now, None when it is gone}."""

    def __init__(self, now):
        super().__init__(f"{len(now)} rows")
        self.now = now


@transaction.atomic
def save_demand(*, school, period, rows, by):
    """Store the Asked `rows`; what somebody did not touch stays as it is. The number of rows that changed.

    Raises Clashes, with nothing stored, when a row that was touched is no longer what it was.
    """
    stored = _held(school, period)
    touched = [row for row in rows if row.was != row.wants]
    now = {row.key: _said(stored.get(row.key)) for row in touched}
    clashes = {row.key: now[row.key] for row in touched if now[row.key] not in (row.was, row.wants)}
    if clashes:
        raise Clashes(clashes)
    changed = [row for row in touched if now[row.key] != row.wants]
    for row in changed:
        _store(school, period, row, stored.get(row.key), by)
    return len(changed)


def year_earlier(period):
    """The period that began about a year before `period`; None when there is none."""
    wished = period.starts_on - A_YEAR
    near = Period.objects.filter(
        starts_on__range=(wished - ABOUT_A_YEAR, wished + ABOUT_A_YEAR), starts_on__lt=period.starts_on
    ).exclude(pk=period.pk)
    return min(near, key=lambda one: (abs(one.starts_on - wished), one.pk), default=None)


@transaction.atomic
def copy_demand(*, school, period, source, by):
    """Add the rows of `source` that `period` does not have yet, as "ongeveer". The number of rows that came.

    A row that is there already stays: copying twice is copying once.
    """
    stored = _held(school, period)
    earlier = SchoolDemand.objects.filter(school=school, period=source, number__gt=0)
    new = [row for row in earlier.order_by("pk") if _key(row) not in stored]
    for row in new:
        wants = (row.number, Certainty.ABOUT.value)
        _store(school, period, Asked(*_key(row), was=None, wants=wants), None, by)
    return len(new)


def _held(school, period):
    """The rows of the table by key, with the table held for this transaction."""
    School.objects.select_for_update(no_key=True).get(pk=school.pk)
    return {_key(row): row for row in SchoolDemand.objects.filter(school=school, period=period)}


def _key(row):
    return row.institution_id, row.programme_id, row.year


def _said(row):
    return (row.number, row.certainty) if row else None


def _store(school, period, asked, row, by):
    institution, programme, year = asked.key
    names = {"institution_id": institution, "programme_id": programme, "year": year}
    row = row or SchoolDemand(school=school, period=period, version=0, **names)
    before = _said(row)[0] if row.pk else None
    after = asked.wants[0] if asked.wants else None
    if asked.wants:
        row.number, row.certainty = asked.wants
        row.version += 1
        row.save()
    AuditEvent.record(
        "demand.saved", row, by=by, institution=row.institution, school=school.name, before=before, after=after
    )
    if not asked.wants:
        row.delete()
