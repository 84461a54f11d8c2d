"""What a coordinator decides about terms, and what a student asks: to be removed before the term is over."""

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.messages import queue
from onboarding.actions.removal import remove_part
from onboarding.models import EarlyRemoval, Message, RetentionTerm, Student
from onboarding.removal_plan import due_students
from onboarding.retention import BOUNDS, Terms
from profiles.merging import Clash
from profiles.models import AuditEvent, Institution

SUBJECT = "We verwijderen je gegevens eerder"


class NotOver(Exception):
    """The stage of this student is not over: then the data are needed."""


@transaction.atomic
def decide_term(*, institution, kind, number, seen, by):
    """Store how long an institution keeps one kind; tells each student whose day becomes earlier.

    `seen` is the number that stood in the form. Returns how many students were told, or None when nothing changed.
    Raises Clash when another number stands there now, and ValueError outside the bounds.
    """
    bounds = BOUNDS[kind]
    if bounds.is_fixed or not bounds.least <= number <= bounds.most:
        raise ValueError(number)
    Institution.objects.select_for_update().get(pk=institution.pk)  # of two that decide, one waits
    terms = Terms([institution.pk])
    now = terms.of(institution.pk, kind).number
    if now == number:
        return None
    if now != seen:
        raise Clash(now)
    before = _days(terms, institution)
    decided = {"number": number, "decided_at": timezone.now(), "decided_by": by}
    row, _ = RetentionTerm.objects.update_or_create(institution=institution, kind=kind, defaults=decided)
    AuditEvent.record("retention.decided", row, by=by, institution=institution, old=now, new=number)
    after = _days(Terms([institution.pk]), institution)
    earlier = {key: day for key, day in after.items() if day < before[key]}
    _tell(institution, row, earlier)
    return len(earlier)


def _days(terms, institution):
    return {due.student_id: due.day for due in due_students(terms, [institution.pk])}


def _tell(institution, row, days):
    students = Student.objects.filter(pk__in=days).order_by("pk")
    shared = {"institution": institution, "site": settings.SITE_NAME}
    shared |= {"page": settings.SITE_URL + reverse("my-data")}
    queue(
        Message(
            key=f"retention:{row.pk}:{row.decided_at.isoformat()}:{student.pk}",
            institution=institution,
            student=student,
            to_email=student.email,
            subject=SUBJECT,
            body=render_to_string(
                "emails/removed_earlier.txt", {**shared, "student": student, "day": days[student.pk]}
            ),
        )
        for student in students
    )


def may_ask(placements, today):
    """Whether a student may ask one institution to be removed: every stage there that stands is over.

    `placements` are those of the student at this institution. Without one there is a request that may still lead to
    a stage: withdrawing it is the way then.
    """
    stages = [one for one in placements if one.cancelled_at is None]
    return bool(stages) and all(one.ends_on < today for one in stages)


@transaction.atomic
def ask_early(*, student, institution, by):
    """Keep that a student asks this institution not to wait. Returns whether it is new. Raises NotOver."""
    Student.objects.select_for_update().get(pk=student.pk)
    if not may_ask(student.placements.filter(institution=institution), timezone.localdate()):
        raise NotOver
    row, is_new = EarlyRemoval.objects.get_or_create(student=student, institution=institution)
    if is_new:
        AuditEvent.record("removal.asked", row, by=by, institution=institution)
    return is_new


@transaction.atomic
def remove_early(*, asked, by):
    """Do what a student asked. Returns whether there was something to remove. Raises NotOver."""
    student, institution = asked.student, asked.institution
    Student.objects.select_for_update().get(pk=student.pk)
    today = timezone.localdate()
    if not may_ask(student.placements.filter(institution=institution), today):
        raise NotOver
    removed = remove_part(student_id=student.pk, institution_id=institution.pk, today=today, early=True)
    if removed:
        AuditEvent.record("removal.early", institution, by=by, institution=institution)
    return removed
