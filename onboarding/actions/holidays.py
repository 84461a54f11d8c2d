"""Holidays of a school: kept by the school, copied into the stages for which they hold."""

from collections import defaultdict
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from onboarding.actions.roster import set_days
from onboarding.enums import DayKind
from onboarding.models import Placement
from onboarding.stagedagen import dutch_days_off
from profiles.merging import Clash, fingerprint
from profiles.models import AuditEvent, SchoolHoliday

FACTS = ("name", "starts_on", "ends_on")


def holiday_mark(holiday):
    """What the row says as a short text, for a hidden field."""
    return fingerprint([str(getattr(holiday, name)) for name in FACTS])


@transaction.atomic
def save_holiday(*, holiday, seen, by):
    """Store a new or changed holiday; the row that exists when it was sent twice. Raises Clash."""
    if holiday.pk:
        stored = SchoolHoliday.objects.select_for_update().get(pk=holiday.pk)
        if holiday_mark(stored) == holiday_mark(holiday):
            return stored
        if holiday_mark(stored) != seen:
            raise Clash(stored)
    try:
        with transaction.atomic():
            holiday.save()
    except IntegrityError:
        same = {name: getattr(holiday, name) for name in ("school", "starts_on", "ends_on")}
        return SchoolHoliday.objects.get(**same)
    AuditEvent.record("school_holiday_saved", holiday, by=by, name=holiday.name, days=_days_words(holiday))
    return holiday


@transaction.atomic
def remove_holiday(*, holiday, gives_back, by):
    """Take a holiday away; twice does it once. Returns how many stages got days back.

    With `gives_back` the days from today on that are free by it are stagedagen again, and those students get a mail;
    without it every stage keeps its days.
    """
    stored = SchoolHoliday.objects.select_for_update().filter(pk=holiday.pk).first()
    if stored is None:
        return 0
    free = free_by(stored) if gives_back else []
    for placement, days in free:
        set_days(placement=placement, days=days, kind=DayKind.NORMAL, by=by)
    AuditEvent.record("school_holiday_removed", stored, by=by, name=stored.name, days=_days_words(stored))
    stored.delete()
    return len(free)


def free_by(holiday):
    """(stage, days from today on) of the stages of which days in this holiday are free."""
    today = timezone.localdate()
    found = []
    for placement in stages_in(holiday).filter(ends_on__gte=today):
        days = sorted(day for day in set(days_of(holiday, placement)) & set(placement.days_off) if day >= today)
        if days:
            found.append((placement, days))
    return found


def stages_in(holiday):
    """The stages of the school that have a day in this holiday, in order of name."""
    return (
        Placement.objects.active()
        .filter(school=holiday.school_id, starts_on__lte=holiday.ends_on, ends_on__gte=holiday.starts_on)
        .select_related("student", "leerplaats", "institution", "request__programme")
        .order_by("student__sort_name", "pk")
    )


def days_of(holiday, placement):
    """The days of `placement` by its weekdays that lie in the holiday, free or not.

    A public holiday is no stagedag to begin with, unless the student comes that day.
    """
    begin, end = max(holiday.starts_on, placement.starts_on), min(holiday.ends_on, placement.ends_on)
    days = (begin + timedelta(days=passed) for passed in range((end - begin).days + 1))
    public = dutch_days_off(begin, end) - set(placement.extra_days)
    return [day for day in days if day.weekday() in placement.rhythm.weekdays_on(day) and day not in public]


def is_off(holiday, placement):
    """Whether the student is free on all those days."""
    days = days_of(holiday, placement)
    return bool(days) and set(days) <= set(placement.days_off)


def how_many_free(holidays):
    """{key of holiday: (how many stages are free in it, how many have a day in it)}; one query for all of them."""
    if not holidays:
        return {}
    first, last = min(one.starts_on for one in holidays), max(one.ends_on for one in holidays)
    stages = list(
        Placement.objects.active().filter(
            school__in={one.school_id for one in holidays}, starts_on__lte=last, ends_on__gte=first
        )
    )
    return {one.pk: _numbers(one, [stage for stage in stages if stage.school_id == one.school_id]) for one in holidays}


def _numbers(holiday, stages):
    asked = [stage for stage in stages if days_of(holiday, stage)]
    return sum(is_off(holiday, stage) for stage in asked), len(asked)


@transaction.atomic
def choose_stages(*, holiday, free, shown, by):
    """Make the holiday hold for the stages `free`, and not for the others of `shown` (keys); how many changed."""
    changed = 0
    for placement in stages_in(holiday).filter(pk__in=shown):
        wanted = placement.pk in free
        days = days_of(holiday, placement)
        if not days or wanted == is_off(holiday, placement):
            continue
        set_days(placement=placement, days=days, kind=DayKind.OFF if wanted else DayKind.NORMAL, by=by)
        changed += 1
    return changed


def holidays_of(schools, first, last):
    """Per school of `schools` (keys) its holidays between the days `first` and `last`: one query for all."""
    holidays = defaultdict(list)
    for holiday in SchoolHoliday.objects.filter(school__in=schools, starts_on__lte=last, ends_on__gte=first):
        holidays[holiday.school_id].append(holiday)
    return holidays


def days_off_of(placement, holidays):
    """The days off that a new stage takes from `holidays`, those of its school."""
    return sorted({day for holiday in holidays for day in days_of(holiday, placement)})


def _days_words(holiday):
    return f"{holiday.starts_on:%d-%m-%Y} tot en met {holiday.ends_on:%d-%m-%Y}"
