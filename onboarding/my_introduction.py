"""The introduction on the student's own page: what comes, what was missed, and the one question afterwards."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from onboarding.introductions import MARKS
from onboarding.models import IntroGuest, IntroMeeting
from profiles.dutch import enumerate_dutch, long_date, time_label
from profiles.models import Membership

CATCH_UP = timedelta(weeks=3)  # so long somebody who was not there reads whom to ask


@dataclass(frozen=True)
class Fact:
    """A label with its value, for components/_facts.html."""

    label: str
    value: str


@dataclass(frozen=True)
class MyIntroduction:
    """What the student sees of one introduction. `state` is "coming", "lapsed", "missed", "asked" or "answered"."""

    state: str
    guest: IntroGuest
    meeting: IntroMeeting
    guides: str
    leads: bool = False  # whether the first day of the stage begins with it

    @property
    def hours(self):
        """From when until when: "8.30 tot 16.00 uur"."""
        return f"{time_label(self.meeting.begins_at).removesuffix(' uur')} tot {time_label(self.meeting.ends_at)}"

    @property
    def facts(self):
        """When, where and with whom."""
        when = f"{long_date(self.meeting.day)}, van {self.hours}"
        rows = [Fact("Wanneer", when), Fact("Waar", f"{self.meeting.room}, {self.meeting.location.address}")]
        return [*rows, Fact("Met wie", self.guides)] if self.guides else rows

    @property
    def moments(self):
        """(time, text) pairs of the programme."""
        return [(line["time"], line["text"]) for line in self.meeting.programme]

    @property
    def marks(self):
        """(mark, words) of the three answers."""
        return MARKS

    @property
    def said(self):
        """The chosen answer in words, or that the student skipped it."""
        return dict(MARKS).get(self.guest.day_mark, "overgeslagen")


def my_introduction(placement):
    """The MyIntroduction of a stage (of `with_introductions`) to show today, or None; two queries at most."""
    newest = sorted(
        placement.meetings.all(), key=lambda guest: (guest.meeting.cancelled_at is None, guest.meeting.day, guest.pk)
    )
    shown = [(state_of(guest), guest) for guest in reversed(newest)]
    order = ("coming", "asked", "answered", "missed", "lapsed")
    found = sorted((pair for pair in shown if pair[0]), key=lambda pair: order.index(pair[0]))
    if not found:
        return None
    state, guest = found[0]
    names = [one.first_name for one in guest.meeting.guides.all()]
    if state == "missed":
        names = _who_helps(placement) or names
    leading = placement.arrival.introduction
    leads = leading is not None and leading.pk == guest.meeting_id
    return MyIntroduction(state, guest, guest.meeting, enumerate_dutch(names), leads)


def _who_helps(placement):
    """Whom to ask about an introduction that was missed: who guides this student, not who led that day."""
    if placement.werkbegeleider:
        return [placement.werkbegeleider.first_name]
    return [one.user.first_name for one in Membership.objects.leaders_of(placement.leerplaats)]


def state_of(guest):
    """What to show of this guest: nothing (empty) before the invitation, and when it is long ago."""
    meeting, today = guest.meeting, timezone.localdate()
    if meeting.cancelled_at:
        return "lapsed" if guest.invited_at and today <= meeting.day else ""
    if not meeting.is_over:
        return "coming" if guest.invited_at else ""
    if guest.present is False:
        return "missed" if today <= meeting.day + CATCH_UP else ""
    if not meeting.takes_answers or not (guest.invited_at or guest.present):
        return ""
    return "answered" if guest.marked_at else "asked"
