"""What a reminder will do or did, per student and per person: read from the outbox and the log."""

from dataclasses import dataclass

from django.utils import timezone

from onboarding.actions.reminders import REMINDED, day_key
from onboarding.enums import MessageStatus
from onboarding.models import Message
from onboarding.receivers import Receivers
from profiles.dutch import time_label
from profiles.models import AuditEvent


@dataclass(frozen=True)
class ReminderLine:
    """One person who owns open things of a student, and whether a mail went out."""

    name: str
    about: str
    kind: str  # of the label
    words: str
    next_mail: str = ""  # the key of the mail that goes when somebody sends reminders now


def reminder_lines(rows, by):
    """(StartRow, ReminderLines) per student of `rows`, for the person who looks."""
    today = timezone.localdate()
    receivers = Receivers([row.placement for row in rows])
    owned = [(row, receivers.of_row(row)) for row in rows]
    keys = {day_key(receiver, row.placement, today) for row, found in owned for receiver, _ in found}
    sent = Message.objects.in_bulk(keys, field_name="key")
    told, lost = _told(rows, today), _lost([row.placement for row in rows], keys)
    return [
        (
            row,
            [
                _line(
                    one,
                    tasks,
                    key := day_key(one, row.placement, today),
                    sent.get(key),
                    is_told=one.key in told.get(row.placement.pk, ()),
                    is_own=one.user == by,
                    is_lost=one.email in lost,
                )
                for one, tasks in found
            ],
        )
        for row, found in owned
    ]


def number_next(rows):
    """How many mails go when somebody sends reminders about these (StartRow, ReminderLines) now."""
    return len({line.next_mail for _, lines in rows for line in lines if line.next_mail})


def _lost(placements, reminders):
    """The addresses to which the last mail of the institution, other than these reminders, could not be delivered."""
    mails = Message.objects.filter(institution__in={one.institution_id for one in placements}).exclude(
        key__in=reminders
    )
    ended = mails.filter(status__in=(MessageStatus.SENT, MessageStatus.FAILED)).order_by(
        "to_email", "-created_at", "-pk"
    )
    newest = ended.distinct("to_email").values_list("to_email", "status")
    return {address for address, status in newest if status == MessageStatus.FAILED}


def _told(rows, today):
    names = {f"onboarding.placement:{row.placement.pk}": row.placement.pk for row in rows}
    events = AuditEvent.objects.filter(what=REMINDED, subject__in=names, at__date=today)
    told = {}
    for event in events:
        told.setdefault(names[event.subject], set()).update(event.detail["told"])
    return told


def _line(receiver, tasks, key, mail, *, is_told, is_own, is_lost):
    about = ", ".join(task.name[:1].lower() + task.name[1:] for task in tasks)  # some names are whole sentences
    kind, words, next_mail = _how(receiver, key, mail, is_told=is_told, is_own=is_own, is_lost=is_lost)
    return ReminderLine(receiver.name, about, kind, words, next_mail)


def _how(receiver, key, mail, *, is_told, is_own, is_lost):
    """(kind of the label, words, key of the mail to come) of one person."""
    if is_own:
        return "rust", "Dit regel je zelf", ""
    if not receiver.email:
        return "mist", "Geen mail: er is geen adres. Geef het zelf door.", ""
    if mail is None:
        if is_lost:
            return "mist", "Krijgt een mail, maar de vorige kwam niet aan. Kijk het adres na.", key
        return "bezig", "Krijgt een mail", key
    moment = time_label(timezone.localtime(mail.created_at))
    if mail.status == MessageStatus.FAILED:
        return "mist", "De herinnering kwam niet aan. Kijk het adres na.", ""
    if not is_told:
        return "bezig", f"Kreeg om {moment} al een herinnering. Morgen kan het weer.", ""
    if is_lost:
        return "mist", f"Herinnering gestuurd om {moment}, maar de vorige mail kwam niet aan. Kijk het adres na.", ""
    return "klaar", f"Herinnering gestuurd om {moment}", ""
