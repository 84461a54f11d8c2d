"""Who may log in with a mailed code, and who with a password."""

from onboarding.actions.links import ensure_student_user
from onboarding.models import Student
from profiles.actions.account_mails import queue_account_mail
from profiles.enums import Role
from profiles.models import Membership, User


def logs_in_with_code(user):
    """Whether a code or a link is enough: for students only. One more role, and it takes the password."""
    roles = set(Membership.objects.active().filter(user=user).values_list("role", flat=True))
    return roles == {Role.STUDENT}


def receiver_of_code(*, email):
    """The student a login code for `email` goes to, or None; a colleague is mailed how they do log in."""
    user = _account_of(email)
    if user is None or logs_in_with_code(user):
        return user
    queue_account_mail("use_password", user=user)
    return None


def request_password(*, email):
    """Mail the link to choose a password, when there is an account; a student is mailed to ask for a code."""
    user = _account_of(email)
    if user:
        queue_account_mail("use_code" if logs_in_with_code(user) else "new_password", user=user)


def _account_of(email):
    """The open account of `email`, or None. A student on a school list gets one by asking for it."""
    for student in Student.objects.filter(email__iexact=email):
        ensure_student_user(student=student)
    return User.objects.filter(email=email.lower(), is_active=True).first()
