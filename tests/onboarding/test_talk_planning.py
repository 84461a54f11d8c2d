"""The talks of a stage follow from its rhythm."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboarding.enums import TalkKind
from onboarding.stagedagen import Rhythm, stagedag_number, stagedagen, week_number
from onboarding.talk_planning import PlannedTalk, plan_talks

MONDAY = date(2027, 2, 1)
ONCE = {TalkKind.ACQUAINT, TalkKind.START, TalkKind.HALFWAY, TalkKind.FINAL}


def rhythm_of(weeks, *weekdays, off=()):
    return Rhythm(MONDAY, MONDAY + timedelta(days=7 * weeks - 1), frozenset(weekdays), frozenset(off))


def planned(rhythm, *standing):
    return [(talk.kind, (talk.day - MONDAY).days) for talk in plan_talks(rhythm, standing)]


@st.composite
def rhythms(draw):
    begin = draw(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
    end = begin + timedelta(days=draw(st.integers(0, 200)))
    weekdays = draw(st.frozensets(st.integers(0, 6), min_size=1))
    inside = st.dates(begin, end)
    return Rhythm(
        begin,
        end,
        weekdays,
        days_off=draw(st.frozensets(inside, max_size=25)),
        extra_days=draw(st.frozensets(inside, max_size=3)),
    )


def monday(day):
    return day - timedelta(days=day.weekday())


@given(rhythms())
def test_every_talk_is_on_a_stagedag_and_no_two_share_a_day(rhythm):
    talks = plan_talks(rhythm)
    days = [talk.day for talk in talks]
    assert set(days) <= set(stagedagen(rhythm))
    assert len(days) == len(set(days))
    assert list(talks) == sorted(talks)


@given(rhythms())
def test_every_week_with_stagedagen_has_a_talk_and_a_short_one_only_alone(rhythm):
    talks = plan_talks(rhythm)
    assert {monday(talk.day) for talk in talks} == {monday(day) for day in stagedagen(rhythm)}
    for short in (talk for talk in talks if talk.kind == TalkKind.WEEKLY):
        assert [talk for talk in talks if monday(talk.day) == monday(short.day)] == [short]


@given(rhythms())
def test_each_fixed_moment_is_there_once_and_in_its_own_time(rhythm):
    talks = plan_talks(rhythm)
    once = {talk.kind: talk.day for talk in talks if talk.kind in ONCE}
    assert len(once) == sum(talk.kind in ONCE for talk in talks)
    days = stagedagen(rhythm)
    if not days:
        assert talks == ()
        return
    assert stagedag_number(rhythm, once[TalkKind.ACQUAINT]) <= 3
    if TalkKind.START in once:
        assert week_number(rhythm, once[TalkKind.START]) <= 2
    if TalkKind.FINAL in once:
        assert monday(once[TalkKind.FINAL]) == monday(days[-1])
    assert list(once.values()) == sorted(once.values())  # in the order of a stage


@given(rhythms(), st.data())
def test_what_stands_is_left_alone_and_no_week_stays_without_a_talk(rhythm, data):
    days = stagedagen(rhythm)
    kinds = data.draw(st.lists(st.sampled_from(sorted(ONCE)), unique=True, max_size=3)) if days else []
    standing = tuple(PlannedTalk(data.draw(st.sampled_from(days)), kind) for kind in kinds)
    talks = plan_talks(rhythm, standing)
    assert not {talk.kind for talk in talks} & {talk.kind for talk in standing}
    assert {monday(talk.day) for talk in (*talks, *standing)} == {monday(day) for day in days}


def test_a_stage_of_ten_weeks_has_all_of_them():
    talks = planned(rhythm_of(10, 0, 1, 3))
    assert talks[:3] == [("acquaint", 1), ("start", 7), ("weekly", 17)]
    assert ("halfway", 35) in talks
    assert talks[-1] == ("final", 64)
    assert [kind for kind, _ in talks].count("weekly") == 6


@pytest.mark.parametrize(
    ("weeks", "weekdays", "talks"),
    [
        (1, (0,), [("acquaint", 0)]),
        (1, (0, 1), [("acquaint", 0), ("final", 1)]),
        (1, (0, 1, 2, 3, 4), [("acquaint", 1), ("final", 3)]),
        (2, (0, 1, 2), [("acquaint", 1), ("final", 8)]),
        (3, (0, 1), [("acquaint", 1), ("start", 7), ("final", 14)]),
        (4, (2,), [("acquaint", 2), ("start", 9), ("weekly", 16), ("final", 23)]),
    ],
)
def test_a_short_stage_has_fewer(weeks, weekdays, talks):
    assert planned(rhythm_of(weeks, *weekdays)) == talks


def test_a_week_off_has_no_talk_and_the_start_comes_before_it():
    off = [MONDAY + timedelta(days=passed) for passed in range(7, 14)]
    assert planned(rhythm_of(4, 0, 1, 3, off=off)) == [("acquaint", 1), ("start", 3), ("weekly", 17), ("final", 22)]


def test_a_talk_that_stands_in_another_week_gives_its_own_week_a_short_one():
    standing = PlannedTalk(MONDAY + timedelta(days=28), TalkKind.HALFWAY)
    talks = planned(rhythm_of(8, 0), standing)
    assert "halfway" not in dict(talks)
    assert ("weekly", 21) in talks
    assert ("weekly", 28) not in talks


def test_the_kinds_are_those_that_are_stored():
    kinds = {talk.kind for talk in plan_talks(rhythm_of(8, 0, 1))}
    assert kinds == {kind.value for kind in TalkKind}
