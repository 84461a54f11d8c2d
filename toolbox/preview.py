"""A sjabloon with dates, for a made-up student who is there from Monday to Friday."""

from datetime import timedelta

from profiles.dutch import short_date
from toolbox.enums import Owner
from toolbox.formats.pieces import Tick, TickList

WORKING_DAYS = 5


def dated_lists(sections, start):
    """Each of `sections` (with its kept items in `kept`) as a TickList; `start` is stagedag 1."""
    return tuple(
        TickList(section.title, tuple(_tick(item, start) for item in section.kept))
        for section in sections
        if section.kept
    )


def _tick(item, start):
    return Tick(item.text, Owner(item.owner).label, _moment(item, start), critical=item.critical)


def _moment(item, start):
    if item.days_before is not None:
        return short_date(start - timedelta(days=item.days_before))
    return f"stagedag {item.stagedag}, {short_date(_workday(start, item.stagedag))}" if item.stagedag else ""


def _workday(start, number):
    """The date of stagedag `number` for someone who is there every workday."""
    day = start
    while number > 1:
        day += timedelta(days=1)
        number -= day.weekday() < WORKING_DAYS
    return day
