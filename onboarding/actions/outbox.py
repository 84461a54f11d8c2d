"""The outbox as a coordinator sees it: what has not gone out, and sending it again or right now."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from onboarding.actions.messages import held, queue, start_mail, student_message
from onboarding.countdown import COUNTED_DOWN, as_it_is_now
from onboarding.enums import MessageKind, MessageStatus
from onboarding.jobs import send_message_job
from onboarding.models import Message
from profiles.models import AuditEvent

HALFWAY = timedelta(minutes=15)  # sending takes seconds; after this somebody has to look
HERE_SOON = timedelta(minutes=10)  # a mail that goes at once leaves within seconds; longer means that the sender is off


def unsent_of(mails):
    """Those of `mails` that need a person, or wait for their moment: failed, halfway for long, planned, or stuck."""
    now = timezone.now()
    return mails.filter(
        Q(status=MessageStatus.FAILED)
        | (Q(status=MessageStatus.QUEUED) & held())
        | Q(status=MessageStatus.SENDING, claimed_at__lt=now - HALFWAY)
        | Q(status=MessageStatus.QUEUED, send_after__gt=now)
        | Q(status=MessageStatus.QUEUED, send_after__lt=now - HERE_SOON)
        | Q(status=MessageStatus.QUEUED, send_after=None, created_at__lt=now - HERE_SOON)
    )


@transaction.atomic
def send_now(*, mails, by):
    """Queue these unsent mails for sending at once, because a person says so; returns how many.

    The rows are locked, so a second click finds those that wait for nobody any more.
    """
    rows = list(mails.select_for_update(of=("self",)).select_related("institution").order_by("pk"))
    keys = [mail.pk for mail in rows]
    Message.objects.filter(pk__in=keys).update(
        status=MessageStatus.QUEUED, claimed_at=None, problem="", attempts=0, send_after=timezone.now()
    )
    for mail in rows:
        AuditEvent.record("message.sent_again", mail, by=by, institution=mail.institution)
    if keys:
        send_message_job.batch_defer(*({"message_id": key} for key in keys))
    return len(keys)


def can_be_repeated(message):
    """Whether a mail that went out can go once more: one that says where and when, while the stage still comes."""
    return (
        message.status == MessageStatus.SENT
        and message.kind in (MessageKind.START, *COUNTED_DOWN)
        and message.placement is not None
        and message.placement.cancelled_at is None
        and message.placement.ends_on >= timezone.localdate()
    )


@transaction.atomic
def send_once_more(*, message, number, by):
    """Send a mail that went out once more, with what holds now; returns the new mail.

    `number` is how often it went, as the person saw it: of two clicks one sends. None when it went again meanwhile,
    cannot be repeated, or is true no more.
    """
    message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if not can_be_repeated(message) or number != times_repeated(message):
        return None
    placement = message.placement
    if message.kind == MessageKind.START:
        words = start_mail(placement, placement.batch.instruction if placement.batch else "")
    else:
        words = as_it_is_now(message, timezone.localdate())
    if words is None:
        return None
    [copy] = queue([student_message(f"{message.key}:{number + 1}", placement, *words, kind=message.kind)])
    AuditEvent.record("message.sent_again", copy, by=by, institution=message.institution)
    return copy


def times_repeated(message):
    """How many times this mail went once more because somebody said so."""
    return Message.objects.filter(key__regex=rf"^{message.key}:[0-9]+$").count()
