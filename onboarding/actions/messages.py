"""The outbox: a mail is a row in the transaction of its fact, and is sent by the worker afterwards."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Concat
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
CLOCKS_DIFFER = timedelta(minutes=1)  # the database says when a job begins, and may be ahead of this machine
ANNOUNCEMENT = "announcement:"  # begins the key of a mail about a change, which does not tell where the stage is
START = "start:"  # begins the key of the mail that tells where the stage is, and when
INVITATION = "invitation:"  # and that of an invitation to the introduction; the start mail tells where the stage is


def start_mail(placement, instruction=""):
    """Subject and body of the mail that tells a student where the stage is; the link is put in at sending.

    `instruction` is what the coordinator adds, as plain text.
    """
    time = f" om {time_label(placement.arrival_time)}" if placement.arrival_time else ""
    start = f"{long_date(placement.starts_on)}{time}"
    subject = f"{placement.student.given_name}, je start {start} op {placement.leerplaats.name}"
    context = {"placement": placement, "link": LINK, "site": settings.SITE_NAME, "instruction": plain(instruction)}
    return subject, render_to_string("emails/start.txt", context)


def plain(text):
    """What somebody typed, without anything in it that this portal would fill in."""
    return text.strip().replace(LINK, "link")


def queue_start_mails(*, placements, instruction="", send_after=None):
    """Put the start mail of each placement in the outbox, once; must run in the confirming transaction."""
    return queue(
        student_message(f"{START}{placement.pk}", placement, *start_mail(placement, instruction), send_after=send_after)
        for placement in placements
    )


def student_message(key, placement, subject, body, *, send_after=None):
    """The unsaved mail to the student of `placement`; `key` makes sure that the same fact is told once."""
    return Message(
        key=key,
        institution_id=placement.institution_id,
        placement=placement,
        to_email=placement.student.email,
        subject=subject,
        body=body,
        send_after=send_after,
    )


def queue(messages):
    """Put unsaved mails in the outbox; must run in the transaction of the fact they tell. Returns the stored ones.

    A mail with `send_after` is not sent before that moment.
    """
    stored = Message.objects.bulk_create(messages)
    moments = {}
    for message in stored:
        moments.setdefault(message.send_after, []).append({"message_id": message.pk})
    for moment, jobs in moments.items():
        send_message_job.configure(schedule_at=moment).batch_defer(*jobs)
    return stored


def unsent(placement, *, moves):
    """The mails to the student of `placement` that have not gone out and are no longer true after a change.

    What a leerplaats told all its students stays true, unless the stage `moves` to another one.
    """
    waiting = Message.objects.filter(placement=placement, status__in=[MessageStatus.QUEUED, MessageStatus.FAILED])
    return waiting if moves else waiting.exclude(key__startswith=ANNOUNCEMENT)


def stop(mails):
    """Stop these unsent mails (a queryset); must run in the transaction of what changed. Returns how many.

    A stopped mail gives up its key, so that the same can be told anew.
    """
    return mails.update(
        status=MessageStatus.STOPPED, key=Concat(Value("stopped:"), Cast("pk", CharField()), Value(":"), F("key"))
    )


def claim(message_id):
    """Take a queued message for sending; None when somebody else has it or had it. Commits at once."""
    with transaction.atomic():
        due = Q(send_after__isnull=True) | Q(send_after__lte=timezone.now() + CLOCKS_DIFFER)
        taken = Message.objects.filter(due, pk=message_id, status=MessageStatus.QUEUED).update(
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
        status=MessageStatus.QUEUED, claimed_at=None, problem="", send_after=None
    )
    if updated:
        send_message_job.defer(message_id=message.pk)
    return bool(updated)
