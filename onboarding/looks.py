"""The log of who looked at the file of a student: the one thing that opening a page writes.

A log that a reader can skip is no log, so it is no small POST of the page, as elsewhere. `note_look` is the only
writer of FileLook; the checks of the access tests let its one table pass, on the addresses that are named there.
"""

from django.utils import timezone

from onboarding.models import FileLook
from profiles.enums import INSTITUTION_ROLES, Role


def note_look(request, student, institution=None):
    """Note that the person of this request sees the file of `student`: once a day, in one query, without a race.

    `institution` is where the stage or request is, by which staff see the student; None for a look by the school.
    Students who see themselves leave no line.
    """
    identity = request.identity
    if student.user_id == identity.user.pk:
        return
    place = institution and getattr(institution, "pk", institution)
    role = _role_in(identity, student, place)
    if role is None:
        return
    look = FileLook(
        student=student,
        user=identity.user,
        role=role,
        institution_id=place if role in INSTITUTION_ROLES else None,
        day=timezone.localdate(),
    )
    FileLook.objects.bulk_create([look], ignore_conflicts=True)


def _role_in(identity, student, place):
    """The role by which this person sees the student: there as staff, else at the school; the widest one first."""
    held = {m.role for m in identity.memberships if place and m.institution_id == place}
    staff = next((role for role in INSTITUTION_ROLES if role in held), None)
    if staff is None and student.school_id in identity.school_ids(Role.SCHOOL_COORDINATOR):
        return Role.SCHOOL_COORDINATOR
    return staff
