"""The coming days as the student reads them. On the first day the moment to report goes before the dienst."""

from dataclasses import dataclass
from datetime import date

from onboarding.roster import own_roster
from profiles.dutch import long_date, time_label


@dataclass(frozen=True)
class OwnDay:
    """One day of the student: a stagedag with its number and hours, or a day off with its reason."""

    day: date
    number: int | None
    begin: str = ""  # "8.30 uur"; empty when it is not known
    end: str = ""
    dienst: str = ""
    reason: str = ""

    @property
    def label(self):
        """The day in words."""
        return long_date(self.day)

    @property
    def hours(self):
        """From when until when, in words ("van 8.30 tot 16.00 uur"); an empty text while nobody knows."""
        if self.begin and self.end:
            return f"van {self.begin.removesuffix(' uur')} tot {self.end}"
        return f"vanaf {self.begin}" if self.begin else ""


def own_days(placement, today):
    """The OwnDays of two weeks, from today or from the first day; empty after the end."""
    return [_own_day(row, placement) for row in own_roster(placement, today)]


def _own_day(row, placement):
    shift = row.shift
    begin = time_label(shift.begins_at) if shift else ""
    end = time_label(shift.ends_at) if shift else ""
    dienst = shift.label if shift else ""
    if row.number == 1:
        arrival = placement.arrival
        begin = time_label(arrival.time) or begin
        if arrival.introduction:
            dienst, end = "Introductie", end or time_label(arrival.introduction.ends_at)
    return OwnDay(row.day, row.number, begin, end, dienst, row.reason)
