"""Stagedagen: from a rhythm of weekdays to dates. Pure: plain dates in, plain dates out.

Everything here is a calendar date without time or zone, so a change of the clock cannot move a day. Stagedag
1 is `starts_on` itself when the student is there on that weekday and it is not a day off; else the first day
that is.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

import holidays

# On the list of the package, but wards and schools just work that day.
NOT_A_DAY_OFF = "Goede vrijdag"


@dataclass(frozen=True)
class Rhythm:
    """When a student is at the leerplaats: from and until (both included), weekdays (0 = Monday), days off.

    `earlier` holds the weekdays of a stage that changed its days while it ran: pairs of a day and the weekdays that
    held before that day, oldest first. So what has been stays as it was. `extra_days` are there besides the weekdays,
    also on a day off; those outside the stage do not count.

    Raises ValueError when no weekday is given, a weekday is not 0..6 or the end lies before the start, and
    TypeError for a datetime, which compares unequal to the date it stands for.
    """

    starts_on: date
    ends_on: date
    weekdays: frozenset[int]
    days_off: frozenset[date] = frozenset()
    earlier: tuple[tuple[date, frozenset[int]], ...] = ()
    extra_days: frozenset[date] = frozenset()

    def __post_init__(self):
        if any(isinstance(day, datetime) for day in (self.starts_on, self.ends_on, *self.days_off, *self.extra_days)):
            raise TypeError("A rhythm takes dates, not datetimes.")
        if not self.weekdays:
            raise ValueError("A rhythm needs at least one weekday.")
        if not self.weekdays <= frozenset(range(7)):
            raise ValueError(f"Weekdays are 0 (Monday) to 6 (Sunday), not {sorted(self.weekdays)}.")
        if self.ends_on < self.starts_on:
            raise ValueError(f"The stage ends on {self.ends_on}, before its start on {self.starts_on}.")

    def weekdays_on(self, day: date) -> frozenset[int]:
        """The weekdays that hold on `day`."""
        return next((weekdays for until, weekdays in self.earlier if day < until), self.weekdays)


@lru_cache(maxsize=512)  # every item of a checklist asks for the days of the same few rhythms
def stagedagen(rhythm: Rhythm) -> tuple[date, ...]:
    """All stagedagen in order; empty when every day in the stage is a day off."""
    length = (rhythm.ends_on - rhythm.starts_on).days + 1
    days = (rhythm.starts_on + timedelta(days=passed) for passed in range(length))
    return tuple(day for day in days if _is_there(rhythm, day))


def _is_there(rhythm, day):
    if day in rhythm.extra_days:
        return True
    return day.weekday() in rhythm.weekdays_on(day) and day not in rhythm.days_off


def stagedag_date(rhythm: Rhythm, number: int) -> date | None:
    """The date of stagedag `number`, counted from 1; None when the stage is shorter."""
    if number < 1:
        raise ValueError(f"Stagedagen count from 1, not {number}.")
    days = stagedagen(rhythm)
    return days[number - 1] if number <= len(days) else None


def stagedag_number(rhythm: Rhythm, day: date) -> int | None:
    """Which stagedag this is, counted from 1; None when the student is not there that day."""
    days = stagedagen(rhythm)
    place = bisect_left(days, day)
    return place + 1 if place < len(days) and days[place] == day else None


def due_date(
    rhythm: Rhythm,
    *,
    days_before: int | None = None,
    stagedag: int | None = None,
    days_before_end: int | None = None,
) -> date:
    """When something must be ready. Give exactly one: so many calendar days before stagedag 1, a stagedag, or so many
    calendar days before `ends_on` (negative: after it).

    A stagedag beyond the end falls on `ends_on`, so that nothing is due after the stage by a stagedag. In a stage
    with only days off, `starts_on` stands in for stagedag 1 when counting back.
    """
    if [days_before, stagedag, days_before_end].count(None) != 2:
        raise ValueError("Give one of days_before, stagedag and days_before_end.")
    if stagedag is not None:
        return stagedag_date(rhythm, stagedag) or rhythm.ends_on
    if days_before_end is not None:
        return rhythm.ends_on - timedelta(days=days_before_end)
    if days_before < 0:
        raise ValueError(f"days_before is 0 or more, not {days_before}.")
    return (stagedag_date(rhythm, 1) or rhythm.starts_on) - timedelta(days=days_before)


def week_number(rhythm: Rhythm, day: date) -> int | None:
    """Which week of the stage, counted from 1 by calendar weeks (Monday to Sunday) from that of stagedag 1.

    A week off counts, as it does in everybody's diary. None before stagedag 1 and after `ends_on`.
    """
    first = stagedag_date(rhythm, 1)
    if first is None or not first <= day <= rhythm.ends_on:
        return None
    return (_monday(day) - _monday(first)).days // 7 + 1


def dutch_days_off(starts_on: date, ends_on: date) -> frozenset[date]:
    """The Dutch national holidays from `starts_on` up to and including `ends_on`.

    Liberation Day counts in the years that the government gives it (2025, 2030). Good Friday does not: it is
    an ordinary working day in care. A ward or school that closes then adds it to `Rhythm.days_off` itself.
    """
    days = set()
    for year in range(starts_on.year, ends_on.year + 1):
        days |= _days_off_in(year)
    return frozenset(day for day in days if starts_on <= day <= ends_on)


def holiday_name(day: date) -> str:
    """How the national holiday on this day is called; an empty text on any other day."""
    return _named_days_off(day.year).get(day, "")


@lru_cache(maxsize=64)
def _days_off_in(year: int) -> frozenset[date]:
    return frozenset(_named_days_off(year))


@lru_cache(maxsize=64)
def _named_days_off(year: int) -> dict[date, str]:
    named = holidays.Netherlands(years=year, language="nl")
    return {day: name for day, name in named.items() if name != NOT_A_DAY_OFF}


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
