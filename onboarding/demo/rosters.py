"""Diensten of the first weeks for most stages that begin about now, and the next holidays of the schools."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from onboarding.actions.tasks import settle
from onboarding.models import Placement, RosterShift, Task
from onboarding.roster import FIRST_WEEKS, first_weeks_known
from onboarding.stagedagen import stagedagen
from profiles.models import School, SchoolHoliday
from toolbox.enums import Signal

SOON = timedelta(days=21)
EARLY = ("Vroege dienst", time(7, 30), time(16))
LATE = ("Late dienst", time(14, 30), time(23))
WITHOUT_EVERY = 4  # one stage in so many has no rooster yet
LATE_EVERY = 4
HOLIDAYS = (("Kerstvakantie", (12, 19), 15), ("Voorjaarsvakantie", (2, 20), 8))  # name, first day, days after it


def make_rosters(today):
    """Rosters as teams fill them in: the first two weeks, mostly early."""
    stages = Placement.objects.active().filter(
        werkbegeleider__isnull=False, starts_on__lte=today + SOON, ends_on__gte=today
    )
    shifts = []
    for number, stage in enumerate(stages.order_by("pk")):
        if number % WITHOUT_EVERY == WITHOUT_EVERY - 1:
            continue
        begin = max(stage.starts_on, today - timedelta(days=7))
        days = [day for day in stagedagen(stage.rhythm) if begin <= day < begin + FIRST_WEEKS]
        for place, day in enumerate(days, start=1):
            label, begins_at, ends_at = LATE if place % LATE_EVERY == 0 else EARLY
            shifts.append(
                RosterShift(
                    placement=stage,
                    institution_id=stage.institution_id,
                    day=day,
                    label=label,
                    begins_at=begins_at,
                    ends_at=ends_at,
                )
            )
    RosterShift.objects.bulk_create(shifts)
    _tick([stage for stage in stages if first_weeks_known(stage)], today)


def _tick(stages, today):
    """Whose first weeks are filled in has that thing ready, since the day it was due or yesterday."""
    settle(placements=stages, signal=Signal.ROSTER_KNOWN)
    tasks = list(Task.objects.filter(placement__in=stages, signal=Signal.ROSTER_KNOWN).select_related("placement"))
    for task in tasks:
        day = min(task.due_on or today, today - timedelta(days=1))
        moment = timezone.make_aware(datetime.combine(day, time(15)))
        task.done_at = max(moment, task.placement.confirmed_at)
        task.done_by_id = task.placement.werkbegeleider_id
    Task.objects.bulk_update(tasks, ["done_at", "done_by"])


def make_holidays(today):
    """The next Christmas and spring holiday of each school. The schools did not say yet for whom they hold."""
    SchoolHoliday.objects.bulk_create(
        SchoolHoliday(school=school, name=name, starts_on=first, ends_on=first + timedelta(days=length))
        for school in School.objects.order_by("pk")
        for name, (month, day), length in HOLIDAYS
        for first in [_coming(today, month, day)]
    )


def _coming(today, month, day):
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)
