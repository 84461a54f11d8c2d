"""How long an institution keeps each kind of data: what it chose, within bounds, and the days that follow from it."""

from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from onboarding.enums import RetentionKind
from onboarding.models import RetentionTerm
from profiles.dutch import count
from profiles.kept_until import DAYS_WITHOUT_A_PLACE, MONTHS_AFTER_THE_STAGE, MONTHS_IN_THE_LOG, months_later

NOTICE = timedelta(days=30)  # after a decision nothing goes sooner than this
WEEK = 7


@dataclass(frozen=True)
class Bounds:
    """What an institution may choose for one kind. `least` equal to `most`: nothing to choose."""

    default: int
    least: int
    most: int
    in_weeks: bool = False

    def words(self, number):
        """ "6 maanden", or "4 weken"."""
        return count(number, "week", "weken") if self.in_weeks else count(number, "maand", "maanden")

    @property
    def unit(self):
        """ "weken", or "maanden"."""
        return "weken" if self.in_weeks else "maanden"

    @property
    def is_fixed(self):
        """Whether there is nothing to choose."""
        return self.least == self.most


BOUNDS = {
    RetentionKind.STAGE: Bounds(MONTHS_AFTER_THE_STAGE, 1, 24),
    RetentionKind.NOT_PLACED: Bounds(DAYS_WITHOUT_A_PLACE // WEEK, 1, 52, in_weeks=True),
    RetentionKind.LISTS: Bounds(6, 1, 12),
    RetentionKind.MAILS: Bounds(MONTHS_AFTER_THE_STAGE, 1, 24),
    RetentionKind.LOG: Bounds(MONTHS_IN_THE_LOG, 6, 24),
    RetentionKind.ACCOUNTS: Bounds(6, 6, 6),
}


@dataclass(frozen=True)
class Chosen:
    """The term that holds for one kind at one institution; `decided_at` and `decided_by` are None for the default."""

    kind: RetentionKind
    number: int
    decided_at: datetime | None = None
    decided_by: object = None

    @property
    def bounds(self):
        """What may be chosen."""
        return BOUNDS[self.kind]

    @property
    def words(self):
        """ "6 maanden"."""
        return self.bounds.words(self.number)

    def ends(self, day):
        """The day on which something that is counted from `day` goes: never within 30 days of the decision."""
        weeks = self.bounds.in_weeks
        gone = day + timedelta(weeks=self.number) if weeks else months_later(day, self.number)
        return max(gone, timezone.localdate(self.decided_at) + NOTICE) if self.decided_at else gone


class Terms:
    """The terms of some institutions, read in one query."""

    def __init__(self, institution_ids):
        rows = RetentionTerm.objects.filter(institution__in=institution_ids).select_related("decided_by")
        self._rows = {(row.institution_id, row.kind): row for row in rows}

    def of(self, institution_id, kind):
        """What holds for this kind at this institution: its choice, else the default."""
        row = self._rows.get((institution_id, kind))
        if row is None:
            return Chosen(RetentionKind(kind), BOUNDS[kind].default)
        return Chosen(RetentionKind(kind), row.number, row.decided_at, row.decided_by)

    def when(self, institution_id, kind, number):
        """The same terms, with `number` for one kind at one institution as if that were decided now. Stores nothing."""
        then = copy(self)
        row = RetentionTerm(institution_id=institution_id, kind=kind, number=number)
        then._rows = {**self._rows, (institution_id, kind): row}
        return then

    def of_case(self, institution_id, stage_days, asked_days):
        """When the part of one student at one institution goes, and by which kind: (day, kind).

        `stage_days` are the last days of the stages that stand, `asked_days` the first days of requests without
        one. What goes last counts. (None, None) when there is neither.
        """
        stage, asked = (self.of(institution_id, kind) for kind in (RetentionKind.STAGE, RetentionKind.NOT_PLACED))
        ends = [(stage.ends(max(stage_days)), RetentionKind.STAGE)] if stage_days else []
        ends += [(asked.ends(max(asked_days)), RetentionKind.NOT_PLACED)] if asked_days else []
        return max(ends, key=lambda end: end[0], default=(None, None))


def parts_of(placements, requests):
    """{institution: (last days of stages that stand, first days of requests without one)} of one student."""
    parts = {}
    placed = set()
    for one in placements:
        stages, _ = parts.setdefault(one.institution_id, ([], []))
        if one.cancelled_at is None:
            stages.append(one.ends_on)
            placed.add(one.request_id)
    for one in requests:
        _, asked = parts.setdefault(one.institution_id, ([], []))
        if one.pk not in placed:
            asked.append(one.starts_on)
    return parts
