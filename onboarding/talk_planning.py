"""Which talks a stage has and when, from its rhythm. Pure: plain dates in, plain dates out.

A student gets to know the werkbegeleider in the first days, agrees on the plan in the second week, looks back
halfway and in the last week, and has a short talk in every other week. A short stage has fewer: a talk that comes a
day after another one says nothing new. The kinds are the stored values of onboarding.enums.TalkKind.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from onboarding.stagedagen import Rhythm, stagedagen

ACQUAINT, START, WEEKLY, HALFWAY, FINAL = "acquaint", "start", "weekly", "halfway", "final"
FEW_DAYS = 3  # with so few stagedagen the first and the last one are for talking
WEEKS_FOR_START = 3  # with fewer weeks the first and the last talk say it all
WEEKS_FOR_HALFWAY = 5


@dataclass(frozen=True, order=True)
class PlannedTalk:
    """A talk of this kind on this day."""

    day: date
    kind: str


def plan_talks(rhythm: Rhythm, standing: tuple[PlannedTalk, ...] = ()) -> tuple[PlannedTalk, ...]:
    """The talks of a stage in order, besides those that are `standing`: held, or put on their day by a person.

    A kind that stands is not planned again, and neither is a weekly talk in a week that has another talk. Every
    week with stagedagen has a talk; no talk is planned on a day that is no stagedag.
    """
    weeks = _weeks(rhythm)
    there = {talk.kind for talk in standing}
    planned = [talk for talk in _fixed_moments(weeks) if talk.kind not in there]
    taken = {_monday(talk.day) for talk in (*standing, *planned)}
    weekly = (PlannedTalk(_usual_day(rhythm, week), WEEKLY) for week in weeks if _monday(week[0]) not in taken)
    return tuple(sorted([*planned, *weekly]))


def _weeks(rhythm):
    """The stagedagen per calendar week, without the weeks in which there are none."""
    return [list(days) for _, days in groupby(stagedagen(rhythm), key=_monday)]


def _fixed_moments(weeks):
    """The talks that a stage has once."""
    days = [day for week in weeks for day in week]
    if not days:
        return
    first, last = _first_day(weeks, days), _last_day(weeks, days)
    yield PlannedTalk(first, ACQUAINT)
    if len(weeks) >= WEEKS_FOR_START and (start := _start_day(weeks, first)):
        yield PlannedTalk(start, START)
    if len(weeks) >= WEEKS_FOR_HALFWAY:
        yield PlannedTalk(_halfway_day(weeks, days), HALFWAY)
    if last > first:
        yield PlannedTalk(last, FINAL)


def _first_day(weeks, days):
    """The second stagedag when that is in the first week: the first one is full already."""
    return days[1] if len(days) > FEW_DAYS and len(weeks[0]) > 1 else days[0]


def _last_day(weeks, days):
    """The last stagedag but one, so that there is a day left for what comes out of it; in the last week."""
    return weeks[-1][-2] if len(days) > FEW_DAYS and len(weeks[-1]) > 1 else days[-1]


def _start_day(weeks, first):
    """The first stagedag of the second week; the last one of the first week when the student is away then."""
    if weeks[1][0] < _monday(first) + timedelta(days=14):
        return weeks[1][0]
    return weeks[0][-1] if weeks[0][-1] > first else None


def _halfway_day(weeks, days):
    """The stagedag in the middle, but not in the first two weeks or the last one: those have a talk already."""
    inside = [day for week in weeks[2:-1] for day in week]
    return min(inside, key=lambda day: (abs(day - days[len(days) // 2]), day))


def _usual_day(rhythm, week):
    """The last stagedag of a week by its weekdays, so that the short talk has the same day each week."""
    usual = [day for day in week if day.weekday() in rhythm.weekdays_on(day)]
    return (usual or week)[-1]


def _monday(day):
    return day - timedelta(days=day.weekday())
