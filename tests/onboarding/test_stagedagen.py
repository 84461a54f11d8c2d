from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboarding.stagedagen import (
    Rhythm,
    due_date,
    dutch_days_off,
    stagedag_date,
    stagedag_number,
    stagedagen,
    week_number,
)

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
SPRING = Rhythm(date(2027, 2, 1), date(2027, 7, 2), frozenset({MONDAY, TUESDAY, THURSDAY}))


@st.composite
def rhythms(draw):
    starts_on = draw(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
    length = draw(st.integers(0, 420))
    off, extra = (draw(st.frozensets(st.integers(-3, 423), max_size=30)) for _ in range(2))
    return Rhythm(
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=length),
        weekdays=draw(st.frozensets(st.integers(0, 6), min_size=1)),
        days_off=frozenset(starts_on + timedelta(days=passed) for passed in off),
        extra_days=frozenset(starts_on + timedelta(days=passed) for passed in extra),
    )


@given(rhythms())
def test_stagedagen_are_exactly_the_days_the_student_is_there(rhythm):
    found = set(stagedagen(rhythm))

    day = rhythm.starts_on - timedelta(days=7)
    while day <= rhythm.ends_on + timedelta(days=7):
        inside = rhythm.starts_on <= day <= rhythm.ends_on
        by_rhythm = day.weekday() in rhythm.weekdays and day not in rhythm.days_off
        expected = inside and (by_rhythm or day in rhythm.extra_days)
        assert (day in found) == expected
        day += timedelta(days=1)


@given(rhythms())
def test_number_and_date_are_each_others_reverse(rhythm):
    days = stagedagen(rhythm)

    assert list(days) == sorted(set(days))
    assert [stagedag_number(rhythm, day) for day in days] == list(range(1, len(days) + 1))
    assert [stagedag_date(rhythm, number) for number in range(1, len(days) + 1)] == list(days)
    assert stagedag_date(rhythm, len(days) + 1) is None


@given(rhythms(), st.dates(date(2019, 12, 1), date(2041, 6, 1)))
def test_a_day_has_a_number_only_when_it_is_a_stagedag(rhythm, day):
    assert (stagedag_number(rhythm, day) is not None) == (day in stagedagen(rhythm))


@given(rhythms(), st.integers(1, 500))
def test_what_is_due_on_a_stagedag_is_never_due_after_the_end(rhythm, number):
    due = due_date(rhythm, stagedag=number)

    assert rhythm.starts_on <= due <= rhythm.ends_on
    assert due == (stagedag_date(rhythm, number) or rhythm.ends_on)


@given(rhythms(), st.integers(0, 400))
def test_days_before_counts_calendar_days_back_from_the_first_stagedag(rhythm, days):
    first = stagedagen(rhythm)[0] if stagedagen(rhythm) else rhythm.starts_on

    assert (first - due_date(rhythm, days_before=days)).days == days


@given(rhythms())
def test_week_numbers_start_at_one_and_grow_on_mondays_only(rhythm):
    days = stagedagen(rhythm)
    if not days:
        assert week_number(rhythm, rhythm.starts_on) is None
        return
    day, expected = days[0], 1
    assert week_number(rhythm, day - timedelta(days=1)) is None
    while day <= rhythm.ends_on:
        assert week_number(rhythm, day) == expected
        day += timedelta(days=1)
        expected += day.weekday() == MONDAY
    assert week_number(rhythm, day) is None


def test_the_start_itself_is_stagedag_one():
    assert stagedag_number(SPRING, date(2027, 2, 1)) == 1
    assert stagedag_date(SPRING, 3) == date(2027, 2, 4)
    assert stagedag_number(SPRING, date(2027, 2, 3)) is None


def test_a_start_on_another_weekday_moves_to_the_first_following():
    rhythm = Rhythm(date(2027, 2, 3), date(2027, 7, 2), frozenset({MONDAY}))

    assert stagedag_date(rhythm, 1) == date(2027, 2, 8)


def test_a_start_on_a_day_off_moves_to_the_first_following():
    new_year = date(2026, 1, 1)
    rhythm = Rhythm(new_year, date(2026, 6, 30), frozenset({THURSDAY, FRIDAY}), frozenset({new_year}))

    assert stagedag_date(rhythm, 1) == date(2026, 1, 2)


def test_week_53_is_a_week_like_any_other():
    rhythm = Rhythm(date(2026, 12, 21), date(2027, 1, 15), frozenset({MONDAY}))

    assert date(2026, 12, 28).isocalendar().week == 53
    assert stagedagen(rhythm) == (
        date(2026, 12, 21),
        date(2026, 12, 28),
        date(2027, 1, 4),
        date(2027, 1, 11),
    )
    assert [week_number(rhythm, day) for day in stagedagen(rhythm)] == [1, 2, 3, 4]
    assert week_number(rhythm, date(2027, 1, 3)) == 2


@pytest.mark.parametrize("sunday", [date(2027, 3, 28), date(2027, 10, 31)])
def test_a_clock_change_moves_no_date(sunday):
    rhythm = Rhythm(sunday - timedelta(days=2), sunday + timedelta(days=2), frozenset(range(7)))

    assert stagedagen(rhythm) == tuple(sunday + timedelta(days=passed) for passed in (-2, -1, 0, 1, 2))
    assert all(type(day) is date for day in stagedagen(rhythm))


def test_one_day_a_week_has_one_stagedag_a_week():
    rhythm = Rhythm(date(2027, 2, 1), date(2027, 4, 25), frozenset({WEDNESDAY}))

    assert len(stagedagen(rhythm)) == 12
    assert week_number(rhythm, stagedag_date(rhythm, 12)) == 12


def test_a_stage_of_only_days_off_still_gives_dates():
    rhythm = Rhythm(date(2026, 12, 25), date(2026, 12, 25), frozenset({FRIDAY}), frozenset({date(2026, 12, 25)}))

    assert stagedagen(rhythm) == ()
    assert due_date(rhythm, days_before=7) == date(2026, 12, 18)
    assert due_date(rhythm, stagedag=1) == date(2026, 12, 25)


def test_days_off_of_two_years_without_good_friday():
    found = dutch_days_off(date(2026, 12, 25), date(2027, 5, 17))

    assert date(2027, 3, 26) not in found, "Good Friday is a working day in care"
    assert sorted(found) == [
        date(2026, 12, 25),
        date(2026, 12, 26),
        date(2027, 1, 1),
        date(2027, 3, 28),
        date(2027, 3, 29),
        date(2027, 4, 27),
        date(2027, 5, 6),
        date(2027, 5, 16),
        date(2027, 5, 17),
    ]


def test_liberation_day_is_off_once_in_five_years():
    assert date(2030, 5, 5) in dutch_days_off(date(2030, 1, 1), date(2030, 12, 31))
    assert date(2027, 5, 5) not in dutch_days_off(date(2027, 1, 1), date(2027, 12, 31))


def test_no_days_off_in_an_empty_span():
    assert dutch_days_off(date(2026, 11, 2), date(2026, 11, 30)) == frozenset()


@pytest.mark.parametrize(
    ("changed", "error", "words"),
    [
        ({"weekdays": frozenset()}, ValueError, "at least one weekday"),
        ({"weekdays": frozenset({7})}, ValueError, "0 (Monday) to 6 (Sunday), not [7]"),
        ({"ends_on": date(2027, 1, 31)}, ValueError, "before its start on 2027-02-01"),
        ({"starts_on": datetime(2027, 2, 1, 8, 30)}, TypeError, "not datetimes"),
        ({"days_off": frozenset({datetime(2027, 2, 1)})}, TypeError, "not datetimes"),
    ],
)
def test_a_rhythm_that_cannot_be(changed, error, words):
    valid = {"starts_on": date(2027, 2, 1), "ends_on": date(2027, 7, 2), "weekdays": frozenset({MONDAY})}
    Rhythm(**valid)

    with pytest.raises(error) as caught:
        Rhythm(**valid | changed)

    assert words in str(caught.value)


@pytest.mark.parametrize("given", [{}, {"days_before": 1, "stagedag": 1}, {"days_before": -1}, {"stagedag": 0}])
def test_a_due_date_needs_one_moment_that_can_be(given):
    with pytest.raises(ValueError):
        due_date(SPRING, **given)
