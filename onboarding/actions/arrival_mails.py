"""Telling a student that the first day is other than they know: how late, where, who fetches them."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from onboarding.actions.messages import my_stage, queue, start_mail, student_message
from onboarding.arrivals import first_day
from onboarding.countdown import WINDOWS
from onboarding.enums import MessageKind, MessageStatus
from onboarding.models import Message, Placement
from onboarding.stage_changes import ChangedFact
from profiles.dutch import long_date, time_label

ARRIVAL = "arrival:"  # begins the key of such a mail
UNKNOWN = "nog niet bekend"
SAYS_WHEN_AND_WHERE = ("Wanneer: ", "Waar: ")  # the lines of the start mail that follow from these facts
FROM = WINDOWS[MessageKind.TWO_WEEKS][0]  # days before: from then on the student was told what is unknown


def with_arrival(pk):
    """The stage as it is now, with what a mail about its first day says."""
    rows = Placement.objects.with_people().with_introductions()
    return rows.select_related("institution", "leerplaats__profile__published").get(pk=pk)


def arrival_facts(placement):
    """The facts of the first day that can change by themselves, in words; empty when unknown."""
    guide = placement.werkbegeleider
    return {
        "Begintijd": time_label(placement.arrival_time),
        "Waar je je meldt": placement.arrival_place,
        "Je werkbegeleider": guide.first_name if guide else "",
    }


def tell_arrival(*, placement, before, today=None):
    """Put a mail in the outbox about what is other than `before` (of `arrival_facts`); returns it, or None.

    Must run in the transaction of the change, with `placement` as it is now. A mail about the place that has not gone
    yet is corrected instead, so that it is true when it goes. What was unknown and becomes known is told from two
    weeks before the start, because from then on the student was told that it was not; earlier the page shows it.
    """
    today = today or timezone.localdate()
    first = first_day(placement)
    if placement.cancelled_at or placement.cannot_come_at or first < today:
        return None
    correct_waiting(placement)
    if not _was_told(placement):
        return None
    counts = (first - today).days <= FROM
    facts = [
        ChangedFact(label, before[label] or UNKNOWN, new or UNKNOWN)
        for label, new in arrival_facts(placement).items()
        if new != before[label] and (before[label] or counts)
    ]
    if not facts:
        return None
    context = {
        "placement": placement,
        "facts": facts,
        "first": first,
        "page": my_stage(),
        "site": settings.SITE_NAME,
    }
    subject = f"{placement.student.given_name}, nieuw over je eerste dag op {long_date(first)}"
    body = render_to_string("emails/arrival_changed.txt", context)
    key = f"{ARRIVAL}{placement.pk}:{placement.version}"
    return queue([student_message(key, placement, subject, body, kind=MessageKind.CHANGE)])[0]


def _was_told(placement):
    sent = Message.objects.filter(
        placement=placement,
        kind__in=[MessageKind.START, MessageKind.CHANGE],
        status__in=[MessageStatus.SENT, MessageStatus.SENDING],
    )
    return placement.first_seen_at is not None or sent.exists()


def correct_waiting(placement):
    """Let a start mail that waits say what holds now; what the coordinator added to it stays."""
    waiting = Message.objects.filter(
        placement=placement, kind=MessageKind.START, status__in=[MessageStatus.QUEUED, MessageStatus.FAILED]
    )
    for mail in waiting.select_for_update():
        subject, fresh = start_mail(placement)
        lines = {start: line for start in SAYS_WHEN_AND_WHERE for line in fresh.split("\n") if line.startswith(start)}
        kept = [
            next((new for start, new in lines.items() if line.startswith(start)), line)
            for line in mail.body.split("\n")
        ]
        Message.objects.filter(pk=mail.pk).update(subject=subject, body="\n".join(kept))
