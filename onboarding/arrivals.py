"""Where and when a student reports on the first day: one answer for the page, paper, mails, calendar and lists.

An introduction on the first day to which the student is invited leads: nobody can be at two places at one moment.
"""

from dataclasses import dataclass
from datetime import time as clock_time

from onboarding.stagedagen import stagedagen


@dataclass(frozen=True)
class Arrival:
    """How late ("8.30"; empty when unknown), where (empty when unknown), and the location of that place."""

    time: str
    place: str
    location: object
    introduction: object = None  # the IntroMeeting that leads, or None

    @property
    def clock(self):
        """`time` as a time; None when it is unknown."""
        hour, _, minute = self.time.replace(":", ".").partition(".")
        return clock_time(int(hour), int(minute)) if minute else None


@dataclass(frozen=True)
class Welcome:
    """Who is there on the first day: `people` (users), or for whom to ask there; both empty when nobody is known."""

    people: tuple = ()
    ask_for: str = ""


def welcome_of(arrival, guide, report_to):
    """The Welcome of an Arrival: who leads its introduction, else the werkbegeleider, else whom the profile names."""
    guides = tuple(arrival.introduction.guides.all()) if arrival.introduction else ()
    people = guides or ((guide,) if guide else ())
    # Whom the profile names receives students at the leerplaats, not at an introduction elsewhere.
    return Welcome(people, "" if people or arrival.introduction else report_to or "")


def welcome_words(placement, report_to, arrival=None):
    """For whom to ask on the first day, in words for a letter or a mail; empty when nobody is known."""
    welcome = welcome_of(arrival or placement.arrival, placement.werkbegeleider, report_to)
    return " of ".join(one.first_name for one in welcome.people) or welcome.ask_for


def first_day(placement):
    """The first stagedag: the start, or the first day after it on which the student comes."""
    return next(iter(stagedagen(placement.rhythm)[:1]), placement.starts_on)


def arrival_of(placement, without=None):
    """The Arrival of a stage: its introduction of that day, else what was arranged, else what the profile says.

    `without` is an introduction that is about to lapse. One query, none when the stage comes from
    `with_introductions`.
    """
    meeting = _leading(placement, without)
    if meeting is None:
        return arrival_without_introduction(placement)
    return Arrival(
        time=clock(meeting.begins_at),
        place=meeting.room,
        location=meeting.location,
        introduction=meeting,
    )


def introduction_of(placement):
    """The introduction at which the student is expected, invited or not yet; None when there is none, or it is off.

    One query, none when the stage comes from `with_introductions`.
    """
    standing = [guest.meeting for guest in _guests(placement) if not guest.meeting.cancelled_at]
    return max(standing, key=lambda one: (one.day, one.pk), default=None)


def shared_introduction(placements):
    """The one introduction at which some of `placements` are expected and nobody elsewhere; None with two or none."""
    found = {one for one in map(introduction_of, placements) if one}
    return found.pop() if len(found) == 1 else None


def clock(moment):
    """A time as it is stored: "8.30"."""
    return f"{moment.hour}.{moment.minute:02d}"


def arrival_without_introduction(placement):
    """The Arrival that was arranged for this student, else that of the profile."""
    profile = getattr(placement.leerplaats, "profile", None)
    answers = profile.published.answers if profile and profile.published else {}
    return Arrival(
        time=placement.start_time or answers.get("report_time", ""),
        place=placement.report_place or answers.get("report_place", ""),
        location=placement.leerplaats.location,
    )


def _leading(placement, without=None):
    """The introduction of the first day that the student knows about; of two the first one."""
    told = [guest.meeting for guest in _guests(placement) if guest.invited_at and not guest.meeting.cancelled_at]
    told = [one for one in told if one != without]
    if not told:
        return None
    first = first_day(placement)
    return min((one for one in told if one.day == first), key=lambda one: (one.begins_at, one.pk), default=None)


def _guests(placement):
    if placement.pk is None:
        return ()
    if "meetings" in getattr(placement, "_prefetched_objects_cache", {}):
        return placement.meetings.all()
    return placement.meetings.select_related("meeting__location")
