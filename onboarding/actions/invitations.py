"""The invitation to the introduction: one mail per student, made from the sjabloon that holds for the leerplaats."""

from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from onboarding.actions.messages import my_stage, queue, student_message
from onboarding.documents import build_document
from onboarding.enums import MessageKind, MessageStatus
from onboarding.models import IntroGuest, IntroMeeting, Message, Placement
from onboarding.student_sheets import with_facts
from profiles.dutch import long_date, time_label
from profiles.models import AuditEvent, Membership
from toolbox.blank_documents import template_in_force
from toolbox.formats.merge_fields import UNKNOWN

FORMAT = "invitation"
LATER = "(dat hoor je nog)"  # where a sheet leaves room to write, a mail says so


@dataclass(frozen=True)
class Invited:
    """A stage with the invitations that went out for it, oldest first."""

    placement: Placement
    mails: tuple[Message, ...]
    meeting: IntroMeeting | None = None  # where the student is expected: then the invitation goes from there

    @property
    def last(self):
        """The newest invitation, or None."""
        return self.mails[-1] if self.mails else None

    @property
    def waits(self):
        """Whether the invitation has to go from here: none went, no introduction sends it, and the student comes."""
        return not self.mails and not self.meeting and not self.placement.cannot_come_at

    @property
    def next_number(self):
        """The number of the next one."""
        return len(self.mails) + 1


def invitations_of(placements):
    """The mails that invite the students of `placements`; what was stopped invited nobody."""
    mails = Message.objects.filter(placement__in=placements, kind=MessageKind.INVITATION)
    return mails.exclude(status=MessageStatus.STOPPED)


def invitation_message(placement, number, subject, body):
    """The unsaved invitation `number` (from 1) of this stage, so that none goes twice."""
    key = f"invitation:{placement.pk}:{number}"
    return student_message(key, placement, subject, body, kind=MessageKind.INVITATION)


def with_invitations(placements):
    """An Invited for each of `placements`, in their order; two queries."""
    placements = list(placements)
    mails = {}
    for mail in invitations_of(placements).order_by("created_at", "pk"):
        mails.setdefault(mail.placement_id, []).append(mail)
    guests = IntroGuest.objects.filter(placement__in=placements, meeting__cancelled_at=None).select_related("meeting")
    meetings = {guest.placement_id: guest.meeting for guest in guests}
    return [Invited(one, tuple(mails.get(one.pk, ())), meetings.get(one.pk)) for one in placements]


def invitable(placements, starts_on, leerplaats=None):
    """Those of `placements` that start on this day, at `leerplaats` when given, with what an invitation needs."""
    rows = placements.active().filter(starts_on=starts_on)
    rows = rows.filter(leerplaats=leerplaats) if leerplaats else rows
    return with_facts(rows).order_by("leerplaats__sort_name", "leerplaats", "student__sort_name", "pk")


def invitation_mail(placement, template, leaders):
    """Subject and body of the mail to one student."""
    letter = build_document(FORMAT, placement, template=template, leaders=leaders)
    time = f" om {time_label(placement.arrival_time)}" if placement.arrival_time else ""
    name = placement.student.given_name
    subject = f"{name}, uitnodiging voor je introductie op {long_date(placement.starts_on)}{time}"
    greeted = letter.opening and letter.opening[0].startswith("Beste")
    context = {
        "letter": letter,
        "greeting": "" if greeted else f"Beste {name},",
        "placement": placement,
        "page": my_stage(),
        "site": settings.SITE_NAME,
    }
    return subject, render_to_string("emails/invitation.txt", context).replace(UNKNOWN, LATER)


@transaction.atomic
def invite(*, placements, by):
    """Put an invitation in the outbox for each of `placements` that has none; returns the new mails.

    Who is expected at an introduction is left out: that has an invitation of its own.

    The rows are locked in order, so that of two clicks exactly one sends.
    """
    pks = [placement.pk for placement in placements]
    locked = set(
        Placement.objects.active().select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk", flat=True)
    )
    todo = [row.placement for row in with_invitations(placements) if row.waits and row.placement.pk in locked]
    return _queue([(placement, 1) for placement in todo], by)


@transaction.atomic
def invite_again(*, placement, number, by):
    """Send invitation `number` to one student; None when that one was sent already, or is not the next."""
    stands = Placement.objects.active().select_for_update().filter(pk=placement.pk).first()
    (row,) = with_invitations([placement])
    if stands is None or number != row.next_number or row.meeting:
        return None
    return _queue([(placement, number)], by)[0]


def _queue(numbered, by):
    messages = []
    for leerplaats, group in groupby(numbered, key=lambda pair: pair[0].leerplaats):
        template = template_in_force(FORMAT, leerplaats)
        leaders = list(Membership.objects.leaders_of(leerplaats))
        for placement, number in group:
            mail = invitation_mail(placement, template, leaders)
            messages.append(invitation_message(placement, number, *mail))
    stored = queue(messages)
    for message in stored:
        AuditEvent.record("placement.invited", message.placement, by=by, institution=message.placement.institution)
    return stored
