"""What came of a reminder, per student and per person: read from the outbox and the log."""

from dataclasses import dataclass

from django.utils import timezone

from onboarding.actions.reminders import REMINDED, day_key
from onboarding.models import Message
from onboarding.receivers import Receivers
from profiles.dutch import enumerate_dutch, time_label
from profiles.models import AuditEvent


@dataclass(frozen=True)
class ReminderLine:
    """One person who owns open things of a student, and whether a mail went out."""

    name: str
    about: str
    kind: str  # of the label
    words: str


def reminder_lines(rows, by):
    """(StartRow, ReminderLines) per student of `rows`, for the person who looks."""
    today = timezone.localdate()
    receivers = Receivers([row.placement for row in rows])
    owned = [(row, receivers.of_row(row)) for row in rows]
    keys = {day_key(receiver, row.placement, today) for row, found in owned for receiver, _ in found}
    sent = dict(Message.objects.filter(key__in=keys).values_list("key", "created_at"))
    told = _told(rows, today)
    return [
        (
            row,
            [
                _line(one, tasks, sent.get(day_key(one, row.placement, today)), told.get(row.placement.pk, ()), by)
                for one, tasks in found
            ],
        )
        for row, found in owned
    ]


def _told(rows, today):
    names = {f"onboarding.placement:{row.placement.pk}": row.placement.pk for row in rows}
    events = AuditEvent.objects.filter(what=REMINDED, subject__in=names, at__date=today)
    told = {}
    for event in events:
        told.setdefault(names[event.subject], set()).update(event.detail["told"])
    return told


def _line(receiver, tasks, moment, told, by):
    about = enumerate_dutch(task.name[:1].lower() + task.name[1:] for task in tasks)
    if receiver.user == by:
        kind, words = "rust", "Dit regel je zelf"
    elif not receiver.email:
        kind, words = "mist", "Niet gestuurd: er is geen adres. Geef het zelf door."
    elif receiver.key in told:
        kind, words = "klaar", f"Herinnering gestuurd om {time_label(moment)}" if moment else "Herinnering gestuurd"
    elif moment:
        kind, words = "bezig", f"Kreeg om {time_label(moment)} al een herinnering. Morgen kan het weer."
    else:
        kind, words = "rust", "Nog geen herinnering gestuurd"
    return ReminderLine(receiver.name, about, kind, words)
