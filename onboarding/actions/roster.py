"""The days and diensten of one stage: changed under a lock, with everything that follows from it."""

from copy import copy
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.messages import queue, stop, student_message
from onboarding.actions.stages import read_stage
from onboarding.actions.talks import changes_of, let_talks_follow
from onboarding.actions.tasks import redated, settle
from onboarding.enums import DayKind, MessageKind, MessageStatus, MoveReason
from onboarding.models import Message, Placement, RosterShift, Task
from onboarding.roster import day_key, first_weeks_known, roster_days, shift_parts, shift_values
from onboarding.stagedagen import stagedagen
from onboarding.talk_changes import TalkChanges
from profiles.merging import merge, read_seen
from profiles.models import AuditEvent
from toolbox.enums import Signal

ROSTER = "roster:"  # begins the key of the mail about days and diensten
TOGETHER = timedelta(minutes=20)  # changes within this time are one mail
TOLD_DAYS = 28


class Followed(NamedTuple):
    """What got another date because the days of a stage changed."""

    tasks: list[Task]
    talks: TalkChanges


class RosterChanged(Exception):
    """Somebody else gave the same days another dienst since the page was opened: `days` are those days.

    `merged` maps every day of the page to what goes on: the own dienst, or that of the colleague where only they
    wrote something.
    """

    def __init__(self, days, merged):
        super().__init__(str(days))
        self.days, self.merged = days, merged


@transaction.atomic
def set_roster(*, placement, shifts, seen, by):
    """Give stagedagen a dienst: `shifts` maps a day to (label, begin, end), or to None for none. Others stay.

    `seen` is the mark of the days that the person saw. A day that only a colleague changed meanwhile stays as they
    wrote it; raises RosterChanged when both wrote at the same day. Returns whether something changed.
    """
    current = _locked(placement)
    there = set(stagedagen(current.rhythm))
    known = {shift.day: shift_parts(shift) for shift in current.shifts.all()}
    shifts = _with_theirs(shifts, known, read_seen(seen))
    changed = {day: shift for day, shift in shifts.items() if day in there and known.get(day) != shift}
    if not changed:
        return False
    current.shifts.filter(day__in=changed).delete()
    RosterShift.objects.bulk_create(
        RosterShift(
            placement=current,
            institution_id=current.institution_id,
            day=day,
            label=shift[0],
            begins_at=shift[1],
            ends_at=shift[2],
        )
        for day, shift in changed.items()
        if shift
    )
    _after(current, by, f"{len(changed)}")
    return True


def _with_theirs(mine, known, seen):
    """`mine`, but with the dienst of a colleague on days where only they wrote something."""
    keys = {day_key(day): day for day in mine}
    found = merge(
        {key: shift_values(mine[day]) for key, day in keys.items()},
        {key: shift_values(known.get(day)) for key, day in keys.items()},
        seen,
    )
    merged = {
        day: mine[day] if found.answers[key] == shift_values(mine[day]) else known.get(day) for key, day in keys.items()
    }
    if found.clashes:
        raise RosterChanged([keys[key] for key in found.clashes], merged)
    return merged


def follow_days(*, placement, days, kind):
    """What Follows when `days` become free, extra, or as the weekdays say (`kind`); nothing is written."""
    after = copy(placement)
    after.days_off, after.extra_days = _with_days(placement, days, kind)
    talks = changes_of(after, timezone.localdate()) if placement.talks.exists() else TalkChanges()
    return Followed(redated(after, list(Task.objects.filter(placement=placement.pk))), talks)


def _with_days(placement, days, kind):
    """The (days off, extra days) of a stage when `days` become `kind`, in order."""
    off, extra = set(placement.days_off) - set(days), set(placement.extra_days) - set(days)
    if kind == DayKind.OFF:
        off |= set(days)
    elif kind == DayKind.EXTRA:
        extra |= set(days)
    return sorted(off), sorted(extra)


@transaction.atomic
def set_days(*, placement, days, kind, by):
    """Make `days` free, extra, or as the weekdays say (`kind`); returns what Followed.

    Diensten on days that are no stagedag any more go with them. Twice does it once.
    """
    current = _locked(placement)
    off, extra = _with_days(current, days, kind)
    if (off, extra) == (sorted(current.days_off), sorted(current.extra_days)):
        return Followed([], TalkChanges())
    current.days_off, current.extra_days = off, extra
    Placement.objects.filter(pk=current.pk).update(
        days_off=current.days_off, extra_days=current.extra_days, version=F("version") + 1
    )
    current.shifts.exclude(day__in=stagedagen(current.rhythm)).delete()
    moved = redated(current, list(current.tasks.all()))
    Task.objects.bulk_update(moved, ["due_on"], batch_size=500)
    talks = let_talks_follow(placement=current, why=MoveReason.ROSTER, by=by)
    _after(current, by, ", ".join(f"{day:%d-%m-%Y}" for day in sorted(days)), kind=kind.value)
    return Followed(moved, talks)


def _locked(placement):
    Placement.objects.select_for_update().get(pk=placement.pk)
    return read_stage(placement.pk)


def _after(placement, by, words, **detail):
    """Tick the task about the rooster, tell the student once for all changes of this moment, note it."""
    if first_weeks_known(placement):  # never opened again: a rooster may also be known outside the portal
        settle(placements=[placement], signal=Signal.ROSTER_KNOWN, by=by)
    AuditEvent.record("placement.roster", placement, by=by, institution=placement.institution, days=words, **detail)
    if placement.cancelled_at or placement.ends_on < timezone.localdate():
        return
    waiting = Message.objects.filter(placement=placement, key__startswith=ROSTER, status=MessageStatus.QUEUED)
    stop(waiting)
    now = timezone.now()
    key = f"{ROSTER}{placement.pk}:{now:%Y%m%d%H%M%S%f}"
    subject, body = roster_mail(placement)
    queue([student_message(key, placement, subject, body, kind=MessageKind.CHANGE, send_after=now + TOGETHER)])


def roster_mail(placement):
    """Subject and body of the mail with the days of the coming weeks."""
    begin = max(timezone.localdate(), placement.starts_on)
    context = {
        "placement": placement,
        "days": roster_days(placement, begin, TOLD_DAYS),
        "page": f"{settings.SITE_URL}{reverse('my-placement')}#diensten",
        "site": settings.SITE_NAME,
    }
    subject = f"{placement.student.given_name}, je rooster op {placement.leerplaats.name} is bijgewerkt"
    return subject, render_to_string("emails/roster.txt", context)
