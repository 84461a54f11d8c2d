"""What went well in a stage that is over, as it is counted for the figures. Reads rows that are at hand.

A fact that nobody can know, because nothing was planned or asked, is left out: it is never guessed.
"""

from datetime import timedelta

from django.utils import timezone

from onboarding.enums import StageFact, StayWish, TalkKind, TaskProgress
from onboarding.readiness import counts
from toolbox.enums import Signal, TemplateFormat

SETTLED = timedelta(days=28)  # after the last day: by then the farewell is over, and a stop cannot be taken back
GUIDE_AHEAD = timedelta(days=21)  # as the startlijst of the region has it
YES, NO = "yes", "no"
# How long before the first stagedag a stage was agreed: (stored value, at least so many days).
NOTICE = (("eight", 56), ("four", 28), ("two", 14), ("less", 0))
IN_TIME = ("eight", "four")
STAYING = {StayWish.SIDE_JOB, StayWish.NEXT_STAGE, StayWish.MENTOR, StayWish.WORK}


def facts_of(placement, *, comes_back):
    """{StageFact: answer} of a stage that is over; `comes_back`: whether a later stage here is known.

    The stage has its tasks with their changes, talks, introductions, farewell and early stop at hand.
    """
    facts = {
        StageFact.NOTICE: _notice(placement),
        StageFact.GUIDE: _guide(placement),
        StageFact.READY: _ready(placement),
        StageFact.TALKS: _talks(placement),
        StageFact.STOPPED: _said(placement.stopped_at is not None),
        StageFact.RETURNS: _said(comes_back or _stays(placement)),
    }
    return {fact: answer for fact, answer in facts.items() if answer}


def reason_of(placement):
    """{StageFact.WHY: reason} of a stage that stopped early; empty for every other."""
    stop = getattr(placement, "early_stop", None)
    return {StageFact.WHY: stop.reason} if stop else {}


def _said(is_so):
    return YES if is_so else NO


def _notice(placement):
    days = (placement.first_day - timezone.localdate(placement.confirmed_at)).days
    return next((value for value, least in NOTICE if days >= least), NOTICE[-1][0])


def _guide(placement):
    known = [_first_done(task) for task in placement.tasks.all() if task.signal == Signal.SUPERVISOR_KNOWN]
    if not known:
        return "" if placement.werkbegeleider_id else NO  # without the line nobody knows since when
    latest = placement.first_day - GUIDE_AHEAD
    return _said(all(day is not None and day <= latest for day in known))


def _first_done(task):
    moments = [change.at for change in task.changes.all() if change.done]
    if task.done_at:
        moments.append(task.done_at)
    return timezone.localdate(min(moments)) if moments else None


def _ready(placement):
    first = placement.first_day
    wanted = [
        task
        for task in placement.tasks.all()
        if task.format == TemplateFormat.STARTLIJST and counts(task) and task.due_on and task.due_on <= first
    ]
    return _said(all(_arranged(task, first) for task in wanted)) if wanted else ""


def _arranged(task, first_day):
    if task.done_at is None:
        return task.progress == TaskProgress.COVERED
    return timezone.localdate(task.done_at) <= first_day


def _talks(placement):
    fixed = [talk for talk in placement.talks.all() if talk.kind != TalkKind.WEEKLY]
    return _said(all(talk.held_at for talk in fixed)) if fixed else ""


def _stays(placement):
    farewell = getattr(placement, "farewell", None)
    return farewell is not None and not STAYING.isdisjoint(farewell.stays_for)
