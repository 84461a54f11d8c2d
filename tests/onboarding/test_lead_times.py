"""Counting back: when somebody must begin so that a thing is ready in time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboarding.lead_times import begin_date, is_workday, workdays_before
from profiles.enums import LeadUnit

DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))
NUMBERS = st.integers(1, 60)
UNITS = st.sampled_from(list(LeadUnit))


@pytest.mark.parametrize(
    ("due_on", "number", "unit", "begin_on"),
    [
        (date(2026, 2, 2), 10, "workdays", date(2026, 1, 19)),
        (date(2026, 4, 8), 2, "workdays", date(2026, 4, 3)),  # Easter Monday is no day; Good Friday is
        (date(2026, 1, 2), 1, "workdays", date(2025, 12, 31)),  # New Year's Day neither
        (date(2026, 2, 2), 2, "weeks", date(2026, 1, 19)),
        (date(2026, 9, 7), 8, "months", date(2026, 1, 7)),
        (date(2026, 3, 31), 1, "months", date(2026, 2, 27)),  # there is no 31 February, and the 28th is a Saturday
        (date(2026, 8, 1), 1, "weeks", date(2026, 7, 24)),  # a Saturday: the Friday before
    ],
)
def test_examples(due_on, number, unit, begin_on):
    assert begin_date(due_on, number, unit) == begin_on


def test_without_a_day_or_a_time_there_is_no_begin():
    assert begin_date(None, 10, "workdays") is None
    assert begin_date(date(2026, 2, 2), None, "") is None


@given(DAYS, NUMBERS, UNITS)
def test_a_begin_is_a_working_day_before_the_due_day(due_on, number, unit):
    begin_on = begin_date(due_on, number, unit)
    assert begin_on < due_on
    assert is_workday(begin_on)


@given(DAYS, NUMBERS)
def test_there_are_as_many_working_days_between_as_it_takes(due_on, number):
    begin_on = workdays_before(due_on, number)
    passed = (begin_on + timedelta(days=step) for step in range((due_on - begin_on).days))
    assert sum(map(is_workday, passed)) == number


@given(DAYS, NUMBERS, UNITS)
def test_what_takes_longer_begins_no_later(due_on, number, unit):
    assert begin_date(due_on, number + 1, unit) <= begin_date(due_on, number, unit)
    assert begin_date(due_on, number, unit) <= begin_date(due_on + timedelta(days=1), number, unit)
