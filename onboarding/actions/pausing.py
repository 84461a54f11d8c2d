"""Holding the mails of an institution that go by themselves, and letting them go again."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from onboarding.actions.messages import bring_up_to_date
from onboarding.countdown import COUNTED_DOWN
from onboarding.enums import MessageStatus
from onboarding.jobs import send_message_job
from onboarding.models import Message
from profiles.models import AuditEvent, Institution


@dataclass(frozen=True)
class Resumed:
    """How many mails go now, and how many had become untrue meanwhile and do not go."""

    going: int
    stopped: int


@transaction.atomic
def pause_mails(*, institution, by):
    """Hold the mails that go by themselves from now on; returns whether that is new."""
    new = Institution.objects.filter(pk=institution.pk, mails_paused_at__isnull=True).update(
        mails_paused_at=timezone.now(), mails_paused_by=by
    )
    if new:
        AuditEvent.record("mails.paused", institution, by=by, institution=institution)
    return bool(new)


@transaction.atomic
def resume_mails(*, institution, by):
    """Let them go again; returns Resumed, or None when nothing was paused.

    What became untrue during the pause is stopped; what holds goes out with what is known now.
    """
    row = Institution.objects.select_for_update().get(pk=institution.pk)
    if row.mails_paused_at is None:
        return None
    row.mails_paused_at = row.mails_paused_by = None
    row.save(update_fields=["mails_paused_at", "mails_paused_by"])
    waiting = Message.objects.filter(institution=row, kind__in=COUNTED_DOWN, status=MessageStatus.QUEUED)
    held = list(waiting.select_for_update(of=("self",)).order_by("pk"))
    going = [mail for mail in held if bring_up_to_date(mail)]
    if going:
        send_message_job.batch_defer(*({"message_id": mail.pk} for mail in going))
    found = Resumed(going=len(going), stopped=len(held) - len(going))
    AuditEvent.record("mails.resumed", row, by=by, institution=row, going=found.going, stopped=found.stopped)
    return found
