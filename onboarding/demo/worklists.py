"""Work lists of two services of one institution, with what they have done so far."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from onboarding.actions.worklists import make_worklist, tick
from onboarding.demo.organisations import coordinator
from onboarding.enums import MessageStatus
from onboarding.models import Message, Task, TaskChange
from onboarding.worklist_secrets import LINK_KEY, secret_of
from onboarding.worklists import in_order, open_tasks
from profiles.link_secrets import hash_of
from profiles.models import AuditEvent
from toolbox.enums import Owner

INSTITUTION = "kadeburg"
MADE_AGO = timedelta(days=40)
# Which service, its mailbox, who ticked, and how many of what has to begin first are done.
LISTS = (
    (Owner.ICT, "servicedesk@kadeburg.example", "Jo van de servicedesk", 3),
    (Owner.CLOTHING, "linnenkamer@kadeburg.example", "Wil van de linnenkamer", 2),
)
TICKED_AGO = timedelta(days=2)


def make_worklists(region, institutions, users, today):
    """A list for ICT and one for clothing; their links were mailed, and some things are done."""
    content = next(one for one in region.institutions if one.key == INSTITUTION)
    by = coordinator(content, users)
    for owner, email, name, number in LISTS:
        worklist = make_worklist(institution=institutions[INSTITUTION], owner=owner, email=email, by=by)
        mailed = worklist.made_at = _moment(today - MADE_AGO, 9)
        worklist.token_hash = hash_of(secret_of(worklist))
        worklist.save(update_fields=["made_at", "token_hash"])
        first = [one.pk for one in in_order(worklist, today)[:number]]
        done = tick(tasks=open_tasks(worklist, today).filter(pk__in=first), worklist=worklist, name=name)
        moment = _moment(today - TICKED_AGO, 15)
        opened = AuditEvent.record(
            "worklist.opened", worklist, by=None, institution=worklist.institution, owner=worklist.owner
        )
        AuditEvent.objects.filter(pk=opened.pk).update(at=moment)
        TaskChange.objects.filter(pk__in=[change.pk for change in done]).update(at=moment)
        Task.objects.filter(pk__in=first).update(done_at=moment)
        Message.objects.filter(key__startswith=f"{LINK_KEY}{worklist.pk}:").update(
            status=MessageStatus.SENT, created_at=mailed, claimed_at=mailed, sent_at=mailed
        )


def _moment(day, hour):
    return timezone.make_aware(datetime.combine(day, time(hour)))
