"""Who starts in a week, for the team that receives them: on a screen and on the card for the team room."""

from datetime import timedelta

from django.db.models import Q

from onboarding.arrivals import first_day
from onboarding.models import Placement
from onboarding.student_sheets import with_facts
from profiles.dutch import MONTHS
from profiles.enums import Role

WEEKS_AHEAD = 9
DAYS_OFF = timedelta(weeks=4)  # after a start that is a day off, the student comes within this time
WEEKEND = 5  # from Saturday on, people look at the week that comes


def monday_of(day):
    """The Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def first_week(today):
    """The Monday of the week that people want to see: this one, and in the weekend the next."""
    monday = monday_of(today)
    return monday + timedelta(weeks=1) if today.weekday() >= WEEKEND else monday


def weeks_from(today):
    """The Mondays to choose from: the week before the first one, and those after it."""
    first = first_week(today)
    return [first + timedelta(weeks=number) for number in range(-1, WEEKS_AHEAD)]


def week_words(monday):
    """A week as people say it: "30 november tot en met 6 december 2026"."""
    sunday = monday + timedelta(days=6)
    month = "" if monday.month == sunday.month else f" {MONTHS[monday.month - 1]}"
    year = "" if monday.year == sunday.year else f" {monday.year}"
    return f"{monday.day}{month}{year} tot en met {sunday.day} {MONTHS[sunday.month - 1]} {sunday.year}"


def team_stages(identity):
    """The stages on the leerplaatsen that this person works for, and those they guide: their team receives them.

    A colleague of the team sees more students here than in the overview, and less about each of them.
    """
    mine = Q(institution__in=identity.whole_institutions) | Q(leerplaats__in=identity.leerplaats_ids)
    guided = Q(werkbegeleider=identity.user, institution__in=identity.institution_ids(Role.WERKBEGELEIDER))
    return Placement.objects.active().filter(mine | guided)


def starters(stages, monday):
    """Those of `stages` of which the first stagedag is in the week of `monday`, with what the card says, by leerplaats
    and name."""
    sunday = monday + timedelta(days=6)
    near = stages.filter(starts_on__range=(monday - DAYS_OFF, sunday))
    week = with_facts(stages.filter(pk__in=[one.pk for one in near if monday <= first_day(one) <= sunday]))
    return week.order_by("leerplaats__sort_name", "leerplaats", "starts_on", "student__sort_name", "pk")
