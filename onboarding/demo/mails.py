"""The mails that went by themselves in the weeks before today, as if the portal had been running all the while."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from onboarding.actions.countdown_mails import write_countdown_mails
from onboarding.countdown import COUNTED_DOWN
from onboarding.enums import MessageStatus
from onboarding.models import Message

SINCE = 30  # days
AT = time(8, 35)


def make_mails(today):
    """Each mail of two weeks and of three days before a start, written and sent on its day."""
    for ago in range(SINCE, -1, -1):
        day = today - timedelta(days=ago)
        if not write_countdown_mails(day):
            continue
        moment = timezone.make_aware(datetime.combine(day, AT))
        Message.objects.filter(kind__in=COUNTED_DOWN, status=MessageStatus.QUEUED).update(
            status=MessageStatus.SENT,
            created_at=moment,
            claimed_at=moment,
            sent_at=moment + timedelta(minutes=1),
        )
