"""When things happen in the demo region, counted from today. Pure: dates in, dates out."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from onboarding.stagedagen import Rhythm, dutch_days_off, stagedag_date

WEEKDAYS = {"ma": 0, "di": 1, "wo": 2, "do": 3, "vr": 4}
RUNNING_SINCE = 10  # weeks
LEAD = 21  # days until the next period at the earliest
# Together they hold the starts in the sample lists of schools: February and June of the next year.
NEXT_WEEKS, LATER_WEEKS = 27, 24
STAGE_WEEKS = {2: 12, 3: 18, 4: 20, 6: 20}  # by level of the programme


@dataclass(frozen=True)
class PeriodDates:
    """A period: its name, first and last day."""

    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Stage:
    """The rhythm of one student."""

    starts_on: date
    ends_on: date
    weekdays: tuple[int, ...]
    school_day: int


def periods(today):
    """The period that runs, the next one, and the one after that; each begins when the one before has ended."""
    running = _monday(today) - timedelta(weeks=RUNNING_SINCE)
    coming = _monday(today + timedelta(days=LEAD + 6))
    later = coming + timedelta(weeks=NEXT_WEEKS)
    after = later + timedelta(weeks=LATER_WEEKS)
    starts = (running, coming, later, after)
    return tuple(
        PeriodDates(f"Periode {number}", first, following - timedelta(days=1))
        for number, (first, following) in enumerate(pairwise(starts), 1)
    )


def next_workday(today):
    """The first day after today, Monday to Friday, that is no public holiday."""
    off = dutch_days_off(today, today + timedelta(days=14))
    day = today + timedelta(days=1)
    while day.weekday() > 4 or day in off:
        day += timedelta(days=1)
    return day


def stage(student, level, today):
    """The Stage of a StudentContent whose programme has `level`."""
    running, coming, _ = periods(today)
    if student.state == "tomorrow":
        first = next_workday(today)
        school_day = (first.weekday() + 2) % 5
        weekdays = tuple(day for day in range(5) if day != school_day)
    else:
        base = running if student.state == "running" else coming
        school_day = WEEKDAYS[student.school_day]
        weekdays = tuple(WEEKDAYS[day] for day in student.days)
        first = _first_stagedag(base.starts_on + timedelta(weeks=student.weeks), weekdays)
    friday = _monday(first) + timedelta(weeks=STAGE_WEEKS[level], days=-3)
    return Stage(first, friday, weekdays, school_day)


def _first_stagedag(monday, weekdays):
    until = monday + timedelta(weeks=3)
    rhythm = Rhythm(monday, until, frozenset(weekdays), dutch_days_off(monday, until))
    return stagedag_date(rhythm, 1)


def _monday(day):
    return day - timedelta(days=day.weekday())
