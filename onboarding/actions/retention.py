"""What a coordinator decides about terms, and what a student asks: to be removed before the term is over."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.messages import queue
from onboarding.actions.removal import remove_part
from onboarding.models import EarlyRemoval, Message, Placement, RetentionTerm, Student
from onboarding.removal_plan import due_students
from onboarding.retention import BOUNDS, Terms
from profiles.merging import Clash
from profiles.models import AuditEvent, Institution

EARLIER = "We verwijderen je gegevens eerder"
LATER = "We verwijderen je gegevens later"
TOLD = "removal-day:"  # begins the key of a mail that tells a student the day, which ends with that day


class NotOver(Exception):
    """The stage of this student is not over: then the data are needed."""


@transaction.atomic
def decide_term(*, institution, kind, number, seen, by):
    """Store how long an institution keeps one kind; tells each student what `who_hears` says.

    `seen` is the number that stood in the form. Returns how many students were told, or None when nothing changed.
    Raises Clash when another number stands there now, and ValueError outside the bounds.
    """
    bounds = BOUNDS[kind]
    if bounds.is_fixed or not bounds.least <= number <= bounds.most:
        raise ValueError(number)
    Institution.objects.select_for_update().get(pk=institution.pk)  # of two that decide, one waits
    now = Terms([institution.pk]).of(institution.pk, kind).number
    if now == number:
        return None
    if now != seen:
        raise Clash(now)
    days = who_hears(institution, kind, number)
    decided = {"number": number, "decided_at": timezone.now(), "decided_by": by}
    row, _ = RetentionTerm.objects.update_or_create(institution=institution, kind=kind, defaults=decided)
    AuditEvent.record("retention.decided", row, by=by, institution=institution, old=now, new=number)
    _tell(institution, row, days)
    return len(days)


def who_hears(institution, kind, number):
    """{student key: (the new day, whether it is later than was told)} of who gets a mail when this term is chosen.

    Whose day becomes earlier hears it, unless a mail told that very day already. And who was told a day by mail
    hears it as well when that day is no longer true, so that no mail keeps saying what will not happen.
    """
    terms = Terms([institution.pk])
    before, after = (_days(one, institution) for one in (terms, terms.when(institution.pk, kind, number)))
    moved = {key: day for key, day in after.items() if day != before[key]}
    told = _told(institution, moved)
    return {
        key: (day, day > told.get(key, before[key]))
        for key, day in moved.items()
        if day < told.get(key, before[key]) or (key in told and day > told[key])
    }


def _days(terms, institution):
    return {due.student_id: due.day for due in due_students(terms, [institution.pk])}


def _told(institution, students):
    """{student key: the day in the last mail about it}, also of one that waits or may be sent again by hand."""
    rows = Message.objects.filter(institution=institution, student__in=students, key__startswith=TOLD)
    rows = rows.order_by("created_at", "pk").values_list("student", "key")
    return {student: date.fromisoformat(key.rpartition(":")[2]) for student, key in rows}


def _tell(institution, row, days):
    students = Student.objects.filter(pk__in=days).order_by("pk")
    stages = Placement.objects.active().filter(institution=institution, student__in=days)
    stages = stages.filter(starts_on__lte=timezone.localdate()).order_by("ends_on", "pk")
    last = {stage.student_id: stage for stage in stages}
    queue(_mail(row, student, last.get(student.pk), *days[student.pk]) for student in students)


def _mail(row, student, stage, day, is_later):
    """`stage` is the last that began there, or None. With it the mail is kept until the stage is over.

    Of a stage that has not begun, mails say where it is, and this one does not.
    """
    context = {"institution": row.institution, "student": student, "day": day, "is_later": is_later}
    context |= {"page": settings.SITE_URL + reverse("my-data"), "site": settings.SITE_NAME}
    return Message(
        key=f"{TOLD}{row.pk}:{row.decided_at.isoformat()}:{student.pk}:{day.isoformat()}",
        institution=row.institution,
        placement=stage,
        student=student,
        to_email=student.email,
        subject=LATER if is_later else EARLIER,
        body=render_to_string("emails/removed_earlier.txt", context),
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
