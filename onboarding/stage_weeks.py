"""The weeks of a stage with their dates, as a plan and the prioriteiten count them. Plain values."""

from dataclasses import dataclass
from datetime import date, timedelta

from onboarding.stagedagen import stagedagen, week_number
from profiles.dutch import plain_date

MOST_WEEKS = 60  # a line of a plan goes no further


@dataclass(frozen=True)
class StageWeek:
    """One week of a stage, from Monday to Sunday. `has_days`: whether the student is there on any day of it."""

    number: int
    monday: date
    has_days: bool

    @property
    def sunday(self):
        """Its last day."""
        return self.monday + timedelta(days=6)

    @property
    def dates(self):
        """ "9 tot en met 15 februari 2026", with the month or year twice when they differ."""
        return date_span(self.monday, self.sunday)

    def holds(self, day):
        """Whether `day` is in this week."""
        return self.monday <= day <= self.sunday


def date_span(first, last):
    """Two dates in as few words as they need."""
    begin = plain_date(first)
    if first.year == last.year:
        begin = begin.rsplit(" ", 1)[0]
        if first.month == last.month:
            begin = str(first.day)
    return f"{begin} tot en met {plain_date(last)}"


def monday_of(day):
    """The Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def stage_weeks(placement):
    """All weeks of a stage, from that of stagedag 1 to that of the last day; at least one."""
    rhythm = placement.rhythm
    days = stagedagen(rhythm)
    first = monday_of(days[0] if days else placement.starts_on)
    number = min(week_number(rhythm, placement.ends_on) or 1, MOST_WEEKS)
    there = {monday_of(day) for day in days}
    mondays = (first + timedelta(weeks=passed) for passed in range(number))
    return [StageWeek(place, monday, monday in there) for place, monday in enumerate(mondays, start=1)]


def week_now(placement, today):
    """The StageWeek of `today`; the first before the stage, the last after it."""
    weeks = stage_weeks(placement)
    if today < weeks[0].monday:
        return weeks[0]
    return next((week for week in weeks if week.holds(today)), weeks[-1])
