"""Diensten of the first weeks for most stages that begin about now, and the next holidays of the schools."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from onboarding.actions.tasks import settle
from onboarding.models import Placement, RosterShift, Task
from onboarding.roster import FIRST_WEEKS, KnownShift, first_weeks_known, known_shifts
from onboarding.stagedagen import stagedagen
from onboarding.student_page import published_answers
from profiles.models import School, SchoolHoliday
from toolbox.enums import Signal

SOON = timedelta(days=21)
EARLY = KnownShift("Vroege dienst", time(7, 30), time(16))
LATE_FROM_WEEK = 5  # the profiles say from week 3, 4 or 5; nobody works late before the own profile says
WITHOUT_EVERY = 4  # one stage in so many has no rooster yet
LATE_EVERY = 4
HOLIDAYS = (("Kerstvakantie", (12, 19), 15), ("Voorjaarsvakantie", (2, 20), 8))  # name, first day, days after it


def make_rosters(today):
    """Rosters as teams fill them in: the first two weeks, mostly early."""
    stages = Placement.objects.active().filter(
        werkbegeleider__isnull=False, starts_on__lte=today + SOON, ends_on__gte=today
    )
    shifts = []
    with_profile = stages.select_related("leerplaats__profile__published").order_by("pk")
    for number, stage in enumerate(with_profile):
        if number % WITHOUT_EVERY == WITHOUT_EVERY - 1:
            continue
        begin = max(stage.starts_on, today - timedelta(days=7))
        early, late = _diensten(stage)
        days = [day for day in stagedagen(stage.rhythm) if begin <= day < begin + FIRST_WEEKS]
        for place, day in enumerate(days, start=1):
            week = (day - stage.starts_on).days // 7 + 1
            shift = late if place % LATE_EVERY == 0 and week >= LATE_FROM_WEEK else early
            shifts.append(
                RosterShift(
                    placement=stage,
                    institution_id=stage.institution_id,
                    day=day,
                    label=shift.label,
                    begins_at=shift.begins_at,
                    ends_at=shift.ends_at,
                )
            )
    RosterShift.objects.bulk_create(shifts)
    _tick([stage for stage in stages if first_weeks_known(stage)], today)


def _diensten(stage):
    """The early and the late dienst as the profile of the leerplaats says them; without a late one twice the early."""
    shifts = known_shifts(published_answers(stage.leerplaats))
    known = {shift.label.partition(" ")[0].lower(): shift for shift in shifts}
    early = next((known[name] for name in ("vroege", "dagdienst", "werkdag") if name in known), EARLY)
    return early, next((known[name] for name in ("late", "avonddienst") if name in known), early)


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
