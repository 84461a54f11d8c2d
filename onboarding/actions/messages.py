"""The outbox: a mail is a row in the transaction of its fact, and is sent by the worker afterwards."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from onboarding.actions.links import make_personal_link
from onboarding.actions.statuses import change_status
from onboarding.actions.tasks import settle
from onboarding.enums import MessageStatus, PlacementStatus
from onboarding.jobs import send_message_job
from onboarding.models import Message
from profiles.dutch import long_date, time_label
from toolbox.enums import Signal

LINK = "[link]"
ANNOUNCEMENT = "announcement:"  # begins the key of a mail about a change, which does not tell where the stage is
INVITATION = "invitation:"  # and that of an invitation to the introduction; the start mail tells where the stage is


def start_mail(placement):
    """Subject and body of the mail that tells a student where the stage is; the link is put in at sending."""
    time = f" om {time_label(placement.arrival_time)}" if placement.arrival_time else ""
    start = f"{long_date(placement.starts_on)}{time}"
    subject = f"{placement.student.given_name}, je start {start} op {placement.leerplaats.name}"
    body = render_to_string("emails/start.txt", {"placement": placement, "link": LINK, "site": settings.SITE_NAME})
    return subject, body


def queue_start_mails(*, placements):
    """Put the start mail of each placement in the outbox, once; must run in the confirming transaction."""
    return queue(
        student_message(f"start:{placement.pk}", placement, *start_mail(placement)) for placement in placements
    )


def student_message(key, placement, subject, body):
    """The unsaved mail to the student of `placement`; `key` makes sure that the same fact is told once."""
    return Message(
        key=key,
        institution_id=placement.institution_id,
        placement=placement,
        to_email=placement.student.email,
        subject=subject,
        body=body,
    )


def queue(messages):
    """Put unsaved mails in the outbox; must run in the transaction of the fact they tell. Returns the stored ones."""
    stored = Message.objects.bulk_create(messages)
    for message in stored:
        send_message_job.defer(message_id=message.pk)
    return stored


def claim(message_id):
    """Take a queued message for sending; None when somebody else has it or had it. Commits at once."""
    with transaction.atomic():
        taken = Message.objects.filter(pk=message_id, status=MessageStatus.QUEUED).update(
            status=MessageStatus.SENDING, claimed_at=timezone.now()
        )
    return Message.objects.select_related("placement__student", "student").get(pk=message_id) if taken else None


def send(message_id):
    """Send one message. A crash after the claim leaves it visibly 'sending': it is never sent twice silently."""
    message = claim(message_id)
    if message is None:
        return
    try:
        _deliver(message)
    except OSError as problem:  # every failure of SMTP and of the network
        message.status = MessageStatus.FAILED
        message.problem = str(problem)[:300]
        message.save(update_fields=["status", "problem"])
        return
    with transaction.atomic():
        message.status = MessageStatus.SENT
        message.sent_at = timezone.now()
        message.save(update_fields=["status", "sent_at"])
        is_start = not message.key.startswith((ANNOUNCEMENT, INVITATION))
        if is_start and message.placement and message.placement.status == PlacementStatus.AGREED:
            change_status(message.placement, PlacementStatus.INFORMED, by=None)
            settle(placements=[message.placement], signal=Signal.MAIL_SENT)


def _deliver(message):
    body = message.body
    if LINK in body:
        body = body.replace(LINK, settings.SITE_URL + make_personal_link(student=message.linked_student))
    EmailMessage(message.subject, body, to=[message.to_email]).send()


def send_again(*, message, by):
    """Queue a failed or interrupted message again, because a person says so."""
    updated = Message.objects.filter(pk=message.pk, status__in=[MessageStatus.FAILED, MessageStatus.SENDING]).update(
        status=MessageStatus.QUEUED, claimed_at=None, problem=""
    )
    if updated:
        send_message_job.defer(message_id=message.pk)
    return bool(updated)
