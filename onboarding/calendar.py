"""A stage as calendar file. Dates and place only: no names of colleagues, clients or numbers for illness."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from onboarding.stagedagen import stagedagen

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FIRST_WEEK = 5
FIRST_DAY_HOURS = 8


def placement_calendar(placement):
    """The first five stagedagen of `placement` as iCalendar bytes; without a time they are whole days."""
    calendar = Calendar()
    calendar.add("prodid", "-//Stagestart//NL")
    calendar.add("version", "2.0")
    for number, day in enumerate(stagedagen(placement.rhythm)[:FIRST_WEEK], start=1):
        calendar.add_component(_event(placement, number, day))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(placement, number, day):
    event = Event()
    event.add("uid", f"stage-{placement.pk}-{number}@stagestart")
    event.add("dtstamp", placement.confirmed_at)
    event.add("summary", f"Stage {placement.leerplaats.name}")
    event.add("location", ", ".join(part for part in (placement.arrival_place, _address(placement)) if part))
    if number == 1 and placement.arrival_time:
        hour, minute = (int(part) for part in placement.arrival_time.replace(":", ".").split("."))
        start = datetime.combine(day, time(hour, minute), AMSTERDAM)
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(hours=FIRST_DAY_HOURS))
    else:
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
    return event


def _address(placement):
    return placement.leerplaats.location.address
