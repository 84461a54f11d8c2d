"""Weeks and hours per school year: by hand, and as rules that hold for every stage."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from onboarding.realised import Realised, bounds_of, realised, school_year_of
from onboarding.stagedagen import Rhythm, stagedagen

MONDAY, TUESDAY = 0, 1
FAR = date(2100, 1, 1)


def test_two_days_a_week_for_three_weeks():
    # Monday 7 September 2026 up to and including Tuesday 22 September: six days of 8 hours.
    rhythm = Rhythm(date(2026, 9, 7), date(2026, 9, 22), frozenset({MONDAY, TUESDAY}))
    assert realised(rhythm, Decimal("16"), today=FAR) == [Realised("2026-2027", 3, Decimal("48.0"))]


def test_a_day_off_costs_its_hours_and_a_week_off_costs_the_week():
    off = frozenset({date(2026, 9, 8), date(2026, 9, 14), date(2026, 9, 15)})
    rhythm = Rhythm(date(2026, 9, 7), date(2026, 9, 22), frozenset({MONDAY, TUESDAY}), off)
    assert realised(rhythm, Decimal("16"), today=FAR) == [Realised("2026-2027", 2, Decimal("24.0"))]


def test_only_what_was_done_counts():
    rhythm = Rhythm(date(2026, 9, 7), date(2026, 9, 22), frozenset({MONDAY, TUESDAY}))
    assert realised(rhythm, Decimal("16"), today=date(2026, 9, 14)) == [Realised("2026-2027", 2, Decimal("24.0"))]
    assert realised(rhythm, Decimal("16"), today=date(2026, 9, 6)) == []


def test_a_week_over_the_first_of_august_is_in_both_years():
    # Friday 31 July 2026 and Saturday 1 August lie in one week; each year counts its own day.
    rhythm = Rhythm(date(2026, 7, 31), date(2026, 8, 1), frozenset({4, 5}))
    assert realised(rhythm, Decimal("15"), today=FAR) == [
        Realised("2025-2026", 1, Decimal("7.5")),
        Realised("2026-2027", 1, Decimal("7.5")),
    ]


def test_hours_that_nobody_said_are_not_guessed():
    rhythm = Rhythm(date(2026, 9, 7), date(2026, 9, 7), frozenset({MONDAY}))
    assert realised(rhythm, None, today=FAR) == [Realised("2026-2027", 1, None)]


def test_hours_are_rounded_half_up_once_a_year():
    # Three days a week, 10 hours: 3.333 a day; two days are 6.666, so 6.7 and not 3.3 + 3.3.
    rhythm = Rhythm(date(2026, 9, 7), date(2026, 9, 8), frozenset({0, 1, 2}))
    assert realised(rhythm, Decimal("10"), today=FAR)[0].hours == Decimal("6.7")


def test_the_weekdays_of_before_a_change_hold_for_before():
    earlier = ((date(2026, 9, 14), frozenset({MONDAY})),)
    rhythm = Rhythm(date(2026, 9, 7), date(2026, 9, 15), frozenset({MONDAY, TUESDAY}), earlier=earlier)
    assert realised(rhythm, Decimal("8"), today=FAR)[0].hours == Decimal("16.0")


@pytest.mark.parametrize("wrong", ["2026", "2026-2028", "2026/2027", "abcd-efgh", "2026-20271"])
def test_what_is_no_school_year_is_refused(wrong):
    with pytest.raises(ValueError, match="no school year"):
        bounds_of(wrong)


DAYS = some.dates(date(2020, 1, 1), date(2040, 12, 31))
RHYTHMS = some.builds(
    lambda start, length, weekdays, off: Rhythm(
        start,
        start + timedelta(days=length),
        weekdays,
        frozenset(start + timedelta(days=passed) for passed in off),
    ),
    DAYS,
    some.integers(0, 500),
    some.frozensets(some.integers(0, 6), min_size=1),
    some.frozensets(some.integers(0, 500), max_size=40),
)
HOURS = some.decimals(1, 40, places=1)


@given(RHYTHMS, HOURS, DAYS)
def test_a_stage_cut_at_today_gives_the_same_as_one_that_ended_then(rhythm, hours, today):
    if today < rhythm.starts_on:
        assert realised(rhythm, hours, today=today) == []
        return
    stopped = Rhythm(rhythm.starts_on, min(today, rhythm.ends_on), rhythm.weekdays, rhythm.days_off)
    assert realised(rhythm, hours, today=today) == realised(stopped, hours, today=FAR)


@given(RHYTHMS, HOURS)
def test_the_hours_of_all_years_are_those_of_all_days(rhythm, hours):
    found = realised(rhythm, hours, today=FAR)
    whole = hours * len(stagedagen(rhythm)) / len(rhythm.weekdays)
    assert abs(sum(one.hours for one in found) - whole) <= Decimal("0.06") * max(len(found), 1)
    assert all(one.hours <= one.weeks * hours + Decimal("0.06") for one in found)
    assert [one.school_year for one in found] == sorted({school_year_of(day) for day in stagedagen(rhythm)})


@given(DAYS)
def test_every_day_lies_in_its_school_year(day):
    first, last = bounds_of(school_year_of(day))
    assert first <= day <= last
    assert school_year_of(last + timedelta(days=1)) != school_year_of(day)
