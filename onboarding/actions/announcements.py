"""Telling students that a fact changed which they act on: where, when, whom to call, what to wear."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from onboarding.actions.messages import my_stage, queue, student_message
from onboarding.enums import MessageKind
from onboarding.models import Announcement, Placement
from profiles.critical import OF_THE_FIRST_DAY, critical_changes
from profiles.models import AuditEvent, Leerplaatsprofiel

SOON = timedelta(weeks=8)
TOGETHER = timedelta(days=14)  # versions of the last two weeks are told as one change


def untold_changes(leerplaats, now):
    """What students may not know: the changes to the version online, since the one they were last told about.

    Without such a message: since the version of two weeks ago, or the first one. So three publications in a row
    are one message, and a fact that changed back is none.
    """
    online = leerplaats.profile.published
    if online is None:
        return ()
    told = Announcement.objects.filter(leerplaats=leerplaats).order_by("-version__number").first()
    before = leerplaats.versions.filter(published_at__lte=now - TOGETHER).first() or leerplaats.versions.last()
    if told and told.version.number >= before.number:
        before = told.version
    return critical_changes(before.answers, online.answers)


def recipients(leerplaats, changes, today):
    """Who must hear of `changes`: a pair of placements, those who get the message and those with an own arrangement.

    They start within eight weeks or are there now. Who has started needs no news about the first day. A student with
    a time or place of their own would read something untrue, so that one is told in person.
    """
    keys = {change.key for change in changes}
    placements = (
        Placement.objects.active()
        .filter(leerplaats=leerplaats, ends_on__gte=today, starts_on__lte=today + SOON)
        .select_related("student", "leerplaats__location", "institution")
        .order_by("starts_on", "student__sort_name")
    )
    concerned = [p for p in placements if p.starts_on >= today or keys - OF_THE_FIRST_DAY]
    own = [
        p for p in concerned if ("report_time" in keys and p.start_time) or ("report_place" in keys and p.report_place)
    ]
    return [p for p in concerned if p not in own], own


def proposed_text(leerplaats, changes):
    """The text to begin with: every change with what it was."""
    lines = "\n".join(f"- Nieuw: {change.sentence}" for change in changes)
    return f"Er is iets veranderd op {leerplaats.name}:\n{lines}\n\nDe rest blijft zoals het was."


def change_mail(placement, text):
    """Subject and body for one student."""
    subject = f"{placement.student.given_name}, er is iets veranderd op {placement.leerplaats.name}"
    context = {"placement": placement, "text": text.strip(), "page": my_stage(), "site": settings.SITE_NAME}
    return subject, render_to_string("emails/profile_changed.txt", context)


@transaction.atomic
def announce(*, leerplaats, text, by, today):
    """Put a mail to everyone who must hear it in the outbox; returns the Announcement of the version online.

    A second click finds the first message and sends nothing. Returns None when there is nothing to tell.
    """
    profile = Leerplaatsprofiel.objects.select_for_update(of=("self",)).get(leerplaats=leerplaats)
    before = Announcement.objects.filter(version=profile.published_id).first()
    if before:
        return before
    leerplaats.profile = profile
    changes = untold_changes(leerplaats, timezone.now())
    told, _ = recipients(leerplaats, changes, today) if changes else ([], [])
    if not told:
        return None
    announcement = Announcement.objects.create(
        leerplaats=leerplaats,
        institution_id=leerplaats.institution_id,
        version=profile.published,
        text=text.strip(),
        sent_by=by,
    )
    key = announcement_key(announcement)
    stored = queue(
        student_message(f"{key}{one.pk}", one, *change_mail(one, text), kind=MessageKind.CHANGE) for one in told
    )
    AuditEvent.record(
        "students_told",
        leerplaats,
        by=by,
        institution=leerplaats.institution,
        version=profile.published.number,
        students=len(stored),
    )
    return announcement


def announcement_key(announcement):
    """What the keys of its mails begin with."""
    return f"announcement:{announcement.pk}:"
