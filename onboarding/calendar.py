"""A stage as calendar file. Dates and places: no names of clients, no numbers for illness, of students first names.

Times are those of the clock in the Netherlands, with the zone beside them, so a change of the clock moves nothing.
"""

from collections import defaultdict
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from onboarding.stagedagen import stagedagen
from profiles.dutch import enumerate_dutch, time_label

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FIRST_WEEK = 5
FIRST_DAY_HOURS = 8
TALK_LASTS = timedelta(minutes=30)
READ_AGAIN = timedelta(hours=6)  # how often a calendar may ask anew


def week_to_add(placement, today):
    """The first five stagedagen; when those are over the next five, of which there are none after the stage."""
    days = stagedagen(placement.rhythm)
    first = days[:FIRST_WEEK]
    return first if first and today <= first[-1] else [day for day in days if day >= today][:FIRST_WEEK]


def placement_calendar(placement, today):
    """Five stagedagen of `placement` as iCalendar bytes; a day without known times is a whole day."""
    days = week_to_add(placement, today)
    talks = [talk for talk in placement.talks.all() if days and days[0] <= talk.day <= days[-1]]
    return _written([*_days(placement, days), *(_talk(talk, placement) for talk in talks)])


def student_feed(placements, name):
    """All stagedagen of a student's `placements`, and the introductions they are invited to.

    Their shifts and meetings are at hand (`with_calendar` of the queryset).
    """
    events = [event for placement in placements for event in _days(placement, stagedagen(placement.rhythm))]
    events += [_talk(talk, placement) for placement in placements for talk in placement.talks.all()]
    guests = [guest for placement in placements for guest in placement.meetings.all()]
    events += [_introduction(guest.meeting) for guest in guests if _is_on(guest)]
    return _written(events, name=name)


def guiding_feed(placements, name):
    """Per day the students who are there, for who guides them: first name and first letter, and their diensten."""
    there = defaultdict(list)
    for placement in placements:
        days = stagedagen(placement.rhythm)
        shifts = {shift.day: shift for shift in placement.shifts.all()}
        for number, day in enumerate(days, start=1):
            there[day].append((placement, number, shifts.get(day)))
    events = [_day_of_students(day, rows) for day, rows in sorted(there.items())]
    events += [
        _talk(talk, placement, student=placement.student.short_name)
        for placement in placements
        for talk in placement.talks.all()
    ]
    return _written(events, name=name)


def _written(events, name=""):
    calendar = Calendar()
    calendar.add("prodid", "-//Stagestart//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _days(placement, days):
    shifts = {shift.day: shift for shift in placement.shifts.all()}
    first = stagedagen(placement.rhythm)[:1]
    return [_stagedag(placement, day, shifts.get(day), is_first=day in first) for day in days]


def _stagedag(placement, day, shift, *, is_first):
    arrival = placement.arrival if is_first else None
    address = (arrival or placement.leerplaats).location.address
    where = ", ".join(part for part in (arrival.place if arrival else "", address) if part)
    dienst = "introductie" if arrival and arrival.introduction else shift.label.lower() if shift else ""
    label = f" ({dienst})" if dienst else ""
    event = _event(f"stage-{placement.pk}-{day:%Y%m%d}", f"Stage {placement.leerplaats.name}{label}", where)
    event.add("dtstamp", placement.confirmed_at)
    _add_times(event, day, *_times(day, shift, arrival))
    return event


def _times(day, shift, arrival):
    """From when until when, as times; the time somebody must be there on the first day goes before the dienst."""
    begin = arrival.clock if arrival else None
    if shift:
        return begin or shift.begins_at, shift.ends_at
    if begin is None:
        return None, None
    return begin, (datetime.combine(day, begin) + timedelta(hours=FIRST_DAY_HOURS)).time()


def _add_times(event, day, begin, end):
    if begin is None:
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        return
    last = day if end > begin else day + timedelta(days=1)  # a night ends on the next morning
    event.add("dtstart", datetime.combine(day, begin, AMSTERDAM))
    event.add("dtend", datetime.combine(last, end, AMSTERDAM))


def _day_of_students(day, rows):
    names = enumerate_dutch([placement.student.short_name for placement, _, _ in rows])
    firsts = [placement.student.short_name for placement, number, _ in rows if number == 1]
    summary = f"{names} {'is' if len(rows) == 1 else 'zijn'} er"
    lines = [f"{name} begint vandaag." for name in firsts]
    lines += [
        f"{placement.student.short_name}: {shift.label.lower() or 'dienst'} "
        f"van {time_label(shift.begins_at)} tot {time_label(shift.ends_at)}"
        for placement, _, shift in rows
        if shift
    ]
    places = enumerate_dutch(sorted({placement.leerplaats.name for placement, _, _ in rows}))
    event = _event(f"studenten-{day:%Y%m%d}", summary, places)
    event.add("dtstamp", max(placement.confirmed_at for placement, _, _ in rows))
    event.add("transp", "TRANSPARENT")  # a colleague is not busy all day because a student is there
    if lines:
        event.add("description", "\n".join(lines))
    _add_times(event, day, None, None)
    return event


def _talk(talk, placement, student=""):
    """One talk, without what it is about. Without a time it is a whole day in which nobody is busy."""
    summary = f"{talk.get_kind_display()}{f' met {student}' if student else ''}"
    event = _event(f"gesprek-{talk.pk}", summary, talk.place or placement.leerplaats.name)
    event.add("dtstamp", placement.confirmed_at)
    event.add("sequence", talk.version)
    if talk.begins_at:
        _add_times(event, talk.day, talk.begins_at, (datetime.combine(talk.day, talk.begins_at) + TALK_LASTS).time())
    else:
        event.add("transp", "TRANSPARENT")
        _add_times(event, talk.day, None, None)
    return event


def _introduction(meeting):
    where = f"{meeting.room}, {meeting.location.address}"
    event = _event(f"introductie-{meeting.pk}", f"Introductie {meeting.institution.name}", where)
    event.add("dtstamp", meeting.made_at)
    _add_times(event, meeting.day, meeting.begins_at, meeting.ends_at)
    return event


def _is_on(guest):
    return guest.invited_at is not None and guest.meeting.cancelled_at is None


def _event(key, summary, where):
    event = Event()
    event.add("uid", f"{key}@stagestart")
    event.add("summary", summary)
    event.add("location", where)
    return event
