"""What a student says to a stage: I am coming, or I cannot. The place stays until a coordinator decides."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from onboarding.actions.staff_mails import coordinators_of, coordinators_of_school, queue_staff_mails
from onboarding.models import Placement
from profiles.models import AuditEvent


@transaction.atomic
def agree(*, placement, by):
    """The student says: I am coming. Takes back an earlier "I cannot". Returns whether that is new."""
    current = _locked(placement)
    if current.cancelled_at or current.student_agreed_at:
        return False
    current.student_agreed_at, current.cannot_come_at, current.cannot_come_reason = timezone.now(), None, ""
    _save(current)
    AuditEvent.record("placement.student_agreed", current, by=by, institution=current.institution)
    return True


@transaction.atomic
def cannot_come(*, placement, reason, by):
    """The student says: I cannot come, with a general `reason`. Returns whether new.

    The coordinators of the institution get a mail, because they decide, and so do those of the school.
    """
    current = _locked(placement)
    if current.cancelled_at or current.cannot_come_at:
        return False
    current.student_agreed_at, current.cannot_come_at, current.cannot_come_reason = None, timezone.now(), reason
    _save(current)
    AuditEvent.record("placement.student_cannot", current, by=by, institution=current.institution, reason=reason)
    _tell_cannot(current, "cannot", coordinators_of(current.institution), "student_cannot_come")
    _tell_cannot(current, "cannot-school", coordinators_of_school(current.school), "student_cannot_come_school")
    return True


def _tell_cannot(placement, key, people, template):
    queue_staff_mails(
        key=f"{key}:{placement.pk}:{placement.version + 1}",
        institution=placement.institution,
        people=people,
        subject=f"{placement.student.short_name} kan niet komen op {placement.leerplaats.name}",
        template=template,
        context={"placement": placement},
    )


@transaction.atomic
def keep_place(*, placement, by):
    """The coordinator spoke with the student and the stage goes on. Returns whether there was something to settle."""
    current = _locked(placement)
    if current.cancelled_at or not current.cannot_come_at:
        return False
    current.cannot_come_at, current.cannot_come_reason = None, ""
    _save(current)
    AuditEvent.record("placement.kept", current, by=by, institution=current.institution)
    return True


def _locked(placement):
    Placement.objects.select_for_update().get(pk=placement.pk)
    return Placement.objects.select_related("student", "leerplaats", "institution").get(pk=placement.pk)


def _save(placement):
    # A page of somebody who is changing this stage must know that the student said something.
    fields = ("student_agreed_at", "cannot_come_at", "cannot_come_reason")
    values = {name: getattr(placement, name) for name in fields}
    Placement.objects.filter(pk=placement.pk).update(**values, version=F("version") + 1)
