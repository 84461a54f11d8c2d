"""The rooster of one stage: which days, from when until when. Plain values for the screens."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from onboarding.stagedagen import dutch_days_off, stagedag_number, stagedagen
from profiles.dutch import long_date, time_label
from profiles.merging import write_seen

DAYS_SHOWN = 14
FIRST_WEEKS = timedelta(days=14)
MOST_SHIFTS = 8
LONGEST = timedelta(hours=12)
DAILY_REST = timedelta(hours=11)
# "Vroege dienst: van 7.30 tot 16.00 uur", as the profile of a leerplaats says it.
CLOCK = r"\d{1,2}[.:]\d{2}"
SAID_SHIFT = re.compile(rf"(?P<label>[^:]{{2,40}}):?\s*(?:van\s*)?(?P<begin>{CLOCK})\D{{1,9}}(?P<end>{CLOCK})")


@dataclass(frozen=True)
class RosterDay:
    """One day of the screen: a stagedag with its number and dienst, or a day off on which it would have been one."""

    day: date
    number: int | None
    shift: object = None
    reason: str = ""  # why it is no stagedag

    @property
    def label(self):
        """The day in words."""
        return long_date(self.day)


@dataclass(frozen=True)
class KnownShift:
    """A dienst as the leerplaats has it."""

    label: str
    begins_at: time
    ends_at: time

    def __str__(self):
        return f"{self.label}, van {time_label(self.begins_at)} tot {time_label(self.ends_at)}"


def page_start(placement, week):
    """The Monday with which page `week` (from 1, two weeks each) begins."""
    first = stagedagen(placement.rhythm)[:1] or (placement.starts_on,)
    monday = first[0] - timedelta(days=first[0].weekday())
    return monday + timedelta(days=DAYS_SHOWN * (week - 1))


def pages(placement):
    """How many pages of two weeks the stage has."""
    return max(1, (placement.ends_on - page_start(placement, 1)).days // DAYS_SHOWN + 1)


def current_page(placement, today):
    """The page in which `today` lies: the first one before the start, the last one after the end."""
    passed = (today - page_start(placement, 1)).days // DAYS_SHOWN + 1
    return min(max(passed, 1), pages(placement))


def roster_days(placement, begin, number=DAYS_SHOWN):
    """The RosterDays from `begin`, so many calendar days. The shifts of the placement are at hand."""
    rhythm = placement.rhythm
    there = set(stagedagen(rhythm))
    shifts = {shift.day: shift for shift in placement.shifts.all()}
    days = (begin + timedelta(days=passed) for passed in range(number))
    found = (_roster_day(rhythm, day, day in there, shifts.get(day), placement) for day in days)
    return [day for day in found if day]


def _roster_day(rhythm, day, is_there, shift, placement):
    if is_there:
        return RosterDay(day, stagedag_number(rhythm, day), shift)
    inside = rhythm.starts_on <= day <= rhythm.ends_on
    if not inside or day.weekday() not in rhythm.weekdays_on(day):
        return None
    return RosterDay(day, None, reason="Vrij" if day in placement.days_off else _name_of(day))


def _name_of(day):
    return "Feestdag" if day in dutch_days_off(day, day) else "Vrij"


def own_roster(placement, today):
    """The RosterDays a student reads: two weeks from today, or from the first day; empty after the end."""
    begin = max(today, placement.starts_on)
    return roster_days(placement, begin) if begin <= placement.ends_on else []


def known_shifts(answers):
    """The diensten in the published answers of a leerplaats that say from when until when."""
    found = (SAID_SHIFT.search(line) for line in answers.get("shifts", ()) if isinstance(line, str))
    shifts = [_known(match) for match in found if match]
    return [shift for shift in shifts if shift and shift.begins_at != shift.ends_at][:MOST_SHIFTS]


def _known(match):
    try:
        begin, end = (time(*map(int, re.split(r"[.:]", match[name]))) for name in ("begin", "end"))
    except ValueError:
        return None
    return KnownShift(match["label"].strip(), begin, end)


def roster_mark(rows):
    """What stands at each stagedag of these RosterDays, for the hidden field of a form."""
    there = (row for row in rows if row.number)
    return write_seen({day_key(row.day): shift_values(row.shift and shift_parts(row.shift)) for row in there})


def day_key(day):
    """A day in the name of a field: "20270301"."""
    return f"{day:%Y%m%d}"


def shift_parts(shift):
    """A RosterShift as (label, begin, end)."""
    return shift.label, shift.begins_at, shift.ends_at


def shift_values(parts):
    """(label, begin, end) as texts that can be compared; None for no dienst."""
    return [str(part) for part in parts] if parts else None


def short_rests(placement):
    """Pairs of days with less than eleven hours between the end of the one dienst and the begin of the other.

    Eleven hours is the daily rest of the Arbeidstijdenwet, article 5:3. The diensten are read from the database.
    """
    spans = [_span(shift) for shift in placement.shifts.order_by("day", "begins_at")]
    return [(one.date(), other.date()) for (one, end), (other, _) in pairwise(spans) if other - end < DAILY_REST]


def long_shifts(placement):
    """The days with a dienst of more than twelve hours: the most that the Arbeidstijdenwet, article 5:7, allows."""
    spans = [_span(shift) for shift in placement.shifts.order_by("day", "begins_at")]
    return [begin.date() for begin, end in spans if end - begin > LONGEST]


def _span(shift):
    """Begin and end of a dienst; one that ends before it begins is a night."""
    begin, end = datetime.combine(shift.day, shift.begins_at), datetime.combine(shift.day, shift.ends_at)
    return begin, end if end > begin else end + timedelta(days=1)


def first_weeks_known(placement):
    """Whether every stagedag of the first two weeks has a dienst."""
    days = stagedagen(placement.rhythm)
    if not days:
        return False
    first = [day for day in days if day < days[0] + FIRST_WEEKS]
    known = placement.shifts.filter(day__in=first).count()
    return known == len(first)
