"""Weeks and hours of a stage per school year. Pure: a rhythm, hours per week and a day in, plain numbers out.

A week counts when the student had at least one stagedag in it, from Monday to Sunday. The hours of a week are
divided evenly over the stagedagen that were planned in that week by the weekdays of the stage: who has four planned
days of eight hours and a public holiday on one of them, made 24 hours. A swapped day counts as a planned day.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from onboarding.stagedagen import Rhythm, stagedagen

FIRST_MONTH = 8  # a school year begins on 1 August
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Realised:
    """What was done in one school year ("2026-2027"). `hours` is None when nobody said how many a week has."""

    school_year: str
    weeks: int
    hours: Decimal | None


def school_year_of(day: date) -> str:
    """The school year in which a day lies, from 1 August to 31 July: "2026-2027"."""
    first = day.year if day.month >= FIRST_MONTH else day.year - 1
    return f"{first}-{first + 1}"


def bounds_of(school_year: str) -> tuple[date, date]:
    """The first and the last day of a school year. Raises ValueError when it is not one, like "2026-2028"."""
    first, _, last = school_year.partition("-")
    if not (len(school_year) == 9 and first.isdecimal() and last.isdecimal() and int(last) == int(first) + 1):
        raise ValueError(f"{school_year!r} is no school year.")
    return date(int(first), FIRST_MONTH, 1), date(int(last), FIRST_MONTH, 1) - timedelta(days=1)


def realised(rhythm: Rhythm, hours_per_week: Decimal | None, *, today: date) -> list[Realised]:
    """What was done per school year up to and including `today`, the oldest first; only years with a stagedag.

    A week over 31 July is cut: each school year counts it when a stagedag lies on its side, with the hours of the
    days there. Hours are rounded to one tenth, half up, once per school year.
    """
    days = [day for day in stagedagen(rhythm) if day <= today]
    found = []
    for school_year in sorted({school_year_of(day) for day in days}):
        of_year = [day for day in days if school_year_of(day) == school_year]
        weeks = {_monday(day) for day in of_year}
        found.append(Realised(school_year, len(weeks), _hours(rhythm, hours_per_week, of_year)))
    return found


def rounded(hours: Decimal) -> Decimal:
    """To one tenth, half up."""
    return hours.quantize(TENTH, ROUND_HALF_UP)


def _hours(rhythm, hours_per_week, days):
    if hours_per_week is None:
        return None
    return rounded(sum((Decimal(hours_per_week) / _planned_days(rhythm, day) for day in days), Decimal(0)))


def _planned_days(rhythm, day):
    """Over how many days the hours of a week are divided: as many as the weekdays that hold on this day.

    A swapped day takes the place of another, so it does not make the days of its week shorter.
    """
    return len(rhythm.weekdays_on(day))


def _monday(day):
    return day - timedelta(days=day.weekday())
