"""Personal links: made, exchanged for a session, revoked."""

import secrets
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from onboarding.models import PersonalLink, Student
from profiles.enums import Role
from profiles.link_secrets import hash_of
from profiles.models import AuditEvent, Membership, User

DAYS_AFTER_THE_STAGE = 28
DAYS_WITHOUT_A_STAGE = 60


@transaction.atomic
def make_personal_link(*, student):
    """A new link for `student`, as the path "/link/<token>". Only here the token exists in the clear.

    Links made before keep working: an older mail still opens the page.
    """
    ensure_student_user(student=student)
    token = secrets.token_urlsafe(32)
    PersonalLink.objects.create(student=student, token_hash=hash_of(token), expires_at=_expiry(student))
    return reverse("personal-link", args=[token])


def find_link(token):
    """The usable link of `token` with its student and user, or None for every reason why it does not open."""
    links = PersonalLink.objects.usable().select_related("student__user")
    return links.filter(token_hash=hash_of(token), student__user__is_active=True).first()


@transaction.atomic
def revoke_links(*, student, by):
    """Close every link of `student`, and end the sessions that were opened with one.

    A new unusable password changes the hash each session carries. Someone with a password of their own
    got in with that, so their sessions stay.
    """
    close_links(student)
    user = student.user
    if user and not user.has_usable_password():
        user.set_unusable_password()
        user.save(update_fields=["password"])
    AuditEvent.record("links revoked", student, by=by)


@transaction.atomic
def ensure_student_user(*, student):
    """The user `student` logs in as, with the role student at the school; made when there is none.

    The e-mail address decides, because that is where links and codes go. An address that already belongs
    to somebody (a student of another school, or a colleague) is the same person. When the address of a
    student changed, the links sent to the old one are closed, so that its owner sees nothing new.
    """
    student = Student.objects.select_for_update().get(pk=student.pk)
    email = student.email.strip().lower()
    previous = student.user
    if previous is None or previous.email != email:
        student.user = _user_with(email, student.name)
        student.save(update_fields=["user"])
    if previous and previous != student.user:
        close_links(student)
        _leave_school(previous, student.school)
    Membership.objects.get_or_create(
        user=student.user, role=Role.STUDENT, school=student.school, institution=None, ends_on=None
    )
    return student.user


def _user_with(email, name):
    user = User.objects.filter(email=email).first()
    return user or User.objects.create_user(email, name=name)


def _leave_school(user, school):
    """End the role of who is no student there any more."""
    if not user.students.filter(school=school).exists():
        memberships = Membership.objects.active().filter(user=user, role=Role.STUDENT, school=school)
        memberships.update(ends_on=timezone.localdate())


def close_links(student):
    """Close every link of `student`; sessions that were opened with one go on."""
    PersonalLink.objects.filter(student=student, revoked_at__isnull=True).update(revoked_at=timezone.now())


def _expiry(student):
    last_day = student.placements.active().aggregate(last=Max("ends_on"))["last"]
    if last_day is None:
        return timezone.now() + timedelta(days=DAYS_WITHOUT_A_STAGE)
    until = last_day + timedelta(days=DAYS_AFTER_THE_STAGE + 1)
    return timezone.make_aware(datetime.combine(until, time.min))
