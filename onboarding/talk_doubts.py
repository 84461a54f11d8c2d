"""What makes one ask once more about the day and the time of a talk: a night, a public holiday, outside the dienst."""

from datetime import time

from onboarding.stagedagen import dutch_days_off
from profiles.dutch import long_date, time_label

EARLIEST, LATEST = time(7), time(23)
AFTERNOON = time(19)  # who writes a time before this, less twelve hours, may mean the afternoon
HALF_A_DAY = 12


def doubts(day, begins_at, shifts, *, who=""):
    """Sentences about a talk on `day` at `begins_at` (None: not chosen) that may be a mistake; none when it is clear.

    `shifts` are the diensten of the stage that are known for that day; `who` is the student's name for others.
    """
    found = []
    if dutch_days_off(day, day):
        found.append(f"{long_date(day).capitalize()} is een feestdag.")
    if begins_at is None:
        return found
    if not EARLIEST <= begins_at <= LATEST:
        found.append(f"{time_label(begins_at).capitalize()} is in de nacht of heel vroeg.{_afternoon(begins_at)}")
    elif outside := outside_shift(begins_at, shifts, who=who):
        found.append(outside)
    return found


def outside_shift(begins_at, shifts, *, who=""):
    """That a talk at `begins_at` falls outside the diensten of its day, as a sentence; empty when it does not."""
    shifts = list(shifts)
    if begins_at is None or not shifts or any(_within(begins_at, shift) for shift in shifts):
        return ""
    hours = f"{time_label(shifts[0].begins_at).removesuffix(' uur')} tot {time_label(shifts[0].ends_at)}"
    return f"{who or 'Je'} werkt die dag van {hours}. Dit gesprek valt daarbuiten."


def _within(moment, shift):
    """Whether a moment lies in a dienst; one that ends before it begins is a night."""
    if shift.ends_at > shift.begins_at:
        return shift.begins_at <= moment <= shift.ends_at
    return moment >= shift.begins_at or moment <= shift.ends_at


def _afternoon(moment):
    """Who writes "3 uur" may mean the afternoon."""
    later = moment.hour + HALF_A_DAY
    return f" Bedoel je {later}.{moment.minute:02d} uur?" if later < AFTERNOON.hour else ""
