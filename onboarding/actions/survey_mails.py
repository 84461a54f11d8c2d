"""Mails that a questionnaire is open, and one reminder. Both go to everybody whose moment it is.

Nobody is left out because of an answer: then the list of mails would tell who answered (decision record 0033).
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.messages import queue, student_message
from onboarding.actions.staff_mails import queue_staff_mails
from onboarding.enums import MessageKind, SurveyKind
from onboarding.models import Message, Placement
from onboarding.survey_moments import AFTER_END, stages_in, team_window, windows_of
from profiles.enums import Role
from profiles.models import Institution, Membership

MAILED = (SurveyKind.INTRODUCTION, SurveyKind.STAGE)
AGAIN_AFTER = timedelta(days=7)


def write_survey_mails(today=None):
    """Queue every such mail that it is time for; returns how many. Each institution in a transaction of its own.

    Running twice writes nothing twice, and after a day on which the worker was off it writes what still holds. An
    institution that paused its mails is passed over; afterwards it gets what is still open.
    """
    today = today or timezone.localdate()
    institutions = Institution.objects.filter(mails_paused_at__isnull=True).order_by("pk")
    return sum(_to_students(one, today) + _to_colleagues(one, today) for one in institutions)


@transaction.atomic
def _to_students(institution, today):
    running = Placement.objects.active().filter(
        institution=institution,
        starts_on__lte=today,
        ends_on__gte=today - AFTER_END,
        cannot_come_at__isnull=True,
    )
    locked = list(running.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    stages = Placement.objects.filter(pk__in=locked).select_related("student", "leerplaats", "institution")
    due = {}
    for placement in stages:
        for window in windows_of(placement):
            if window.kind in MAILED and window.is_open(today):
                due[_key(f"{window.kind.value}:{placement.pk}", window, today)] = (placement, window)
    for key in Message.objects.filter(key__in=due).values_list("key", flat=True):
        del due[key]
    return len(queue([_letter(key, *found, today) for key, found in due.items()])) if due else 0


def _key(subject, window, today):
    """The same mail once: the first in the first week, the reminder after that."""
    return f"survey{'-again' if _is_reminder(window, today) else ''}:{subject}"


def _is_reminder(window, today):
    return today >= window.opens + AGAIN_AFTER


def _letter(key, placement, window, today):
    again = _is_reminder(window, today)
    about = "je stage" if window.kind == SurveyKind.STAGE else "je begin"
    asks = "Nog een paar dagen: hoe was" if again else "Hoe was"
    context = {
        "placement": placement,
        "is_whole": window.kind == SurveyKind.STAGE,
        "again": again,
        "closes": window.closes,
        "link": settings.SITE_URL + window.url,
        "site": settings.SITE_NAME,
    }
    subject = f"{asks} {about} op {placement.leerplaats.name}?"
    return student_message(
        key, placement, subject, render_to_string("emails/survey.txt", context), kind=MessageKind.SURVEY
    )


@transaction.atomic
def _to_colleagues(institution, today):
    now = team_window(today)
    if now is None:
        return 0
    window, half_year = now
    Institution.objects.select_for_update().get(pk=institution.pk)  # two workers write one mail
    key = _key(f"team:{half_year}:{institution.pk}", window, today)
    written = set(Message.objects.filter(key__startswith=f"{key}:").values_list("key", flat=True))
    people = [user for user in _who_guided(institution, half_year, today) if f"{key}:{user.pk}" not in written]
    if not people:
        return 0
    again = _is_reminder(window, today)
    mails = queue_staff_mails(
        key=key,
        institution=institution,
        people=people,
        subject="Nog een paar dagen: hoe was dit half jaar?" if again else "Hoe was dit half jaar met studenten?",
        template="survey_team",
        context={"again": again, "closes": window.closes, "link": settings.SITE_URL + reverse("team-survey")},
        kind=MessageKind.SURVEY,
    )
    return len(mails)


def _who_guided(institution, half_year, today):
    """Who guided a student in this half year, or leads a leerplaats that had one; each once, in order of name."""
    stages = stages_in(half_year, today).filter(institution=institution)
    guides = set(stages.exclude(werkbegeleider=None).values_list("werkbegeleider", flat=True))
    places = set(stages.values_list("leerplaats", flat=True))
    found = {}
    rows = Membership.objects.active().filter(
        institution=institution, role__in=(Role.WERKBEGELEIDER, Role.PRAKTIJKOPLEIDER)
    )
    for row in rows.select_related("user").prefetch_related("leerplaatsen").order_by("user__name", "pk"):
        named = {one.pk for one in row.leerplaatsen.all()}
        leads = row.role == Role.PRAKTIJKOPLEIDER and places and (not named or named & places)
        if row.user.is_active and (leads or (row.role == Role.WERKBEGELEIDER and row.user_id in guides)):
            found[row.user_id] = row.user
    return list(found.values())
