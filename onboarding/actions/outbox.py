"""The outbox as a coordinator sees it: what has not gone out, and sending it again or right now."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from onboarding.enums import MessageStatus
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
