"""When somebody must begin so that a thing is ready in time. Pure: dates in, dates out.

A begin is always a working day: nobody can ask ICT for an account on a Sunday or on Koningsdag.
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from onboarding.stagedagen import dutch_days_off

WORKDAYS, WEEKS, MONTHS = "workdays", "weeks", "months"  # the stored values of profiles.enums.LeadUnit
SATURDAY = 5


def is_workday(day: date) -> bool:
    """Whether offices work: Monday to Friday, and no Dutch public holiday."""
    return day.weekday() < SATURDAY and day not in _days_off(day.year)


def workdays_before(day: date, number: int) -> date:
    """The working day with `number` working days from it up to `day`, `day` itself not counted; 0 gives `day`."""
    while number > 0:
        day -= timedelta(days=1)
        number -= is_workday(day)
    return day


@lru_cache(maxsize=8192)  # a whole board asks for the same few dates and lead times
def begin_date(due_on: date | None, number: int | None, unit: str) -> date | None:
    """The last day to begin with what must be ready on `due_on` and takes `number` of `unit`.

    None without a due date or a lead time. Weeks and months are calendar time; a begin that would fall on a day
    off is the working day before it.
    """
    if due_on is None or not number:
        return None
    if unit == WORKDAYS:
        return workdays_before(due_on, number)
    begin = _months_before(due_on, number) if unit == MONTHS else due_on - timedelta(weeks=number)
    while not is_workday(begin):
        begin -= timedelta(days=1)
    return begin


def _months_before(day, number):
    years, month = divmod(day.year * 12 + day.month - 1 - number, 12)
    last = monthrange(years, month + 1)[1]
    return date(years, month + 1, min(day.day, last))


@lru_cache(maxsize=64)
def _days_off(year):
    return dutch_days_off(date(year, 1, 1), date(year, 12, 31))
