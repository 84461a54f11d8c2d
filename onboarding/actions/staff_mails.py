"""Mails to colleagues about a stage or a koppeling: no more of a student than first name and initial."""

from django.conf import settings
from django.template.loader import render_to_string

from onboarding.actions.messages import queue
from onboarding.enums import MessageKind
from onboarding.models import Message
from profiles.enums import Role
from profiles.models import Membership


def queue_staff_mails(*, key, institution, people, subject, template, context, kind=MessageKind.STAFF, send_after=None):
    """Put a mail to each of `people` in the outbox; must run in the transaction of the fact. Returns the mails.

    `key` tells the fact once to each person. `template` is a name in templates/emails. It is not sent before
    `send_after`.
    """
    return queue(
        Message(
            key=f"{key}:{user.pk}",
            kind=kind,
            institution=institution,
            to_email=user.email,
            subject=subject,
            body=staff_body(template=template, user=user, institution=institution, context=context),
            send_after=send_after,
        )
        for user in people
    )


def staff_body(*, template, user, institution, context):
    """The text of such a mail to one person."""
    shared = {"institution": institution, "site": settings.SITE_NAME, "site_url": settings.SITE_URL, "person": user}
    return render_to_string(f"emails/{template}.txt", {**context, **shared})


def coordinators_of(institution):
    """The coordinators of an institution today, in order of name."""
    return _people(Membership.objects.filter(institution=institution, role=Role.COORDINATOR))


def coordinators_of_school(school):
    """Who coordinates at a school today, in order of name."""
    return _people(Membership.objects.filter(school=school, role=Role.SCHOOL_COORDINATOR))


def _people(memberships):
    rows = memberships.active().select_related("user").order_by("user__name", "user")
    return [membership.user for membership in rows if membership.user.is_active]
