"""An introduction that comes, with who is expected; and one that was, with who was there and how the day was."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from onboarding.actions.introduction_signals import SIGNALS
from onboarding.actions.introductions import invite_guests, note_present, plan_meeting, tick_steps
from onboarding.actions.invitations import invitations_of
from onboarding.actions.pairs import set_contact, set_meets
from onboarding.enums import MessageStatus
from onboarding.introductions import first_programme
from onboarding.models import Buddy, IntroGuest, IntroMeeting, Placement, Task
from onboarding.student_page import published_answers
from profiles.enums import Role, Sector
from profiles.models import Membership
from toolbox.enums import Signal

NEW_STUDENT = "Noor"
ROOM = "Leslokaal 1, naast de receptie"  # in a hospital; a smaller place has no room for lessons
NOTE = "Koffie en thee staan klaar. Je krijgt een kluisje voor je spullen."
INVITED_AGO = timedelta(days=6)
DONE_BEFORE = 3  # lines of the checklist that are ready by now
# Of who was there: what they tapped and what they wrote. None is who skipped the question.
ANSWERS = (
    (3, "De rondleiding met een ouderejaars hielp mij het meest."),
    (3, ""),
    (2, "Veel informatie op één dag."),
    (3, "Fijn dat iemand mij bij de deur opwachtte."),
    (3, ""),
    (2, ""),
    (1, "Inloggen lukte niet."),
    (None, ""),
)


def make_introductions(today):
    """Both introductions, led by who confirmed the stages."""
    noor = _stages().get(student__given_name=NEW_STUDENT, starts_on__gt=today)
    for stages in _soon(today):
        _coming(stages, today)
    _past(noor, today)
    _without_a_meeting(today)


def make_pair_talk(today):
    """The new student and the mentor know when they meet; the mentor shares an address."""
    pair = Buddy.objects.standing(today).get(placement__student__given_name=NEW_STUDENT)
    set_meets(buddy=pair, version=1, meets="Elke dinsdag om 12.30 uur in de kantine")
    set_contact(buddy=pair, side="mentor", contact="daan@student.example")


def _stages():
    rows = Placement.objects.active().select_related("confirmed_by", "institution", "student")
    return rows.select_related("leerplaats__location", "leerplaats__institution").order_by("pk")


def _soon(today):
    """Who start so soon that the introduction is planned by now, per week and location."""
    soon = _stages().filter(
        starts_on__gt=today, cannot_come_at=None, tasks__signal=Signal.INVITED, tasks__due_on__lt=today
    )
    found = {}
    for one in soon.order_by("starts_on", "pk").distinct():
        monday = one.starts_on - timedelta(days=one.starts_on.weekday())
        found.setdefault((monday, one.leerplaats.location_id), []).append(one)
    return found.values()


def _coming(guests, today):
    first = guests[0]
    meeting = _plan(first, guests, first.starts_on)
    by = first.confirmed_by
    invite_guests(meeting=meeting, shown=meeting.guests.values_list("pk", flat=True), by=by)
    moment = _moment(today - INVITED_AGO)
    IntroMeeting.objects.filter(pk=meeting.pk).update(invited_at=moment, made_at=moment)
    IntroGuest.objects.filter(meeting=meeting).update(invited_at=moment)
    mails = invitations_of(guests)
    mails.update(status=MessageStatus.SENT, created_at=moment, claimed_at=moment, sent_at=moment)
    _tasks().filter(placement__in=guests).update(done_at=moment, done_by=by)
    tick_steps(meeting=meeting, wanted=dict.fromkeys(_first_steps(meeting), True), by=by)


def _past(noor, today):
    running = _stages().filter(institution=noor.institution, starts_on__lt=today - timedelta(days=8))
    guests = list(running.order_by("starts_on", "pk")[: len(ANSWERS) + 1])
    meeting = _plan(noor, guests, max(one.starts_on for one in guests))
    *there, absent = meeting.guests.order_by("pk")
    by = noor.confirmed_by
    for guest, (mark, words) in zip(there, ANSWERS, strict=False):
        note_present(meeting=meeting, guest_pk=guest.pk, present=True, by=by)
        said = {"day_mark": mark, "day_words": words, "marked_at": _moment(meeting.day)}
        IntroGuest.objects.filter(pk=guest.pk).update(**said)
    note_present(meeting=meeting, guest_pk=absent.pk, present=False, by=by)
    before = _moment(meeting.day - INVITED_AGO)
    IntroGuest.objects.filter(meeting=meeting).update(invited_at=before)
    IntroMeeting.objects.filter(pk=meeting.pk).update(invited_at=before, made_at=before)
    meeting.steps.update(done_at=_moment(meeting.day), done_by=by)


def _without_a_meeting(today):
    """Of who began before there was an introduction in the portal: somebody ticked that it was arranged."""
    tasks = list(_tasks().filter(placement__starts_on__lte=today, done_at=None).select_related("placement"))
    for task in tasks:
        task.done_at, task.done_by_id = _moment(task.due_on or today), task.placement.confirmed_by_id
    Task.objects.bulk_update(tasks, ["done_at", "done_by"])


def _tasks():
    return Task.objects.filter(signal__in=SIGNALS)


def _plan(first, guests, day):
    return plan_meeting(
        location=first.leerplaats.location,
        placements=guests,
        guides=[_guide(guests)],
        by=first.confirmed_by,
        day=day,
        begins_at=time(8, 30),
        ends_at=time(16),
        room=_room(first.leerplaats),
        programme=first_programme(first.leerplaats),
        note=NOTE,
    )


def _guide(guests):
    """Who leads it: a werkbegeleider of one of these students, else somebody who works with their leerplaats."""
    for one in guests:
        if one.werkbegeleider:
            return one.werkbegeleider
    leerplaats = guests[0].leerplaats
    there = Membership.objects.active().filter(institution=leerplaats.institution, leerplaatsen=leerplaats)
    found = there.filter(role=Role.WERKBEGELEIDER).order_by("pk").first()
    return found.user if found else guests[0].confirmed_by


def _room(leerplaats):
    """A room of that location: where the students of this leerplaats report, or the classroom of a hospital."""
    usual = published_answers(leerplaats).get("report_place")
    return ROOM if leerplaats.sector == Sector.HOSPITAL or not usual else usual


def _first_steps(meeting):
    return meeting.steps.values_list("pk", flat=True)[:DONE_BEFORE]


def _moment(day):
    return timezone.make_aware(datetime.combine(day, time(15)))
