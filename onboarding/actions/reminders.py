"""Reminders that somebody sends by hand to whoever owns what is open: at most one mail per person per day."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.messages import my_stage, queue
from onboarding.enums import MessageKind
from onboarding.models import Message
from onboarding.receivers import Receiver, Receivers
from profiles.models import AuditEvent, Institution

REMINDER = "reminder:"  # begins the key of each of these mails
REMINDED = "placement.reminded"


@dataclass
class Letter:
    """What one person is reminded of: per stage the open tasks."""

    receiver: Receiver
    institution: Institution
    stages: list = field(default_factory=list)  # (stage, tasks)

    @property
    def number(self):
        """How many things are open."""
        return sum(len(tasks) for _, tasks in self.stages)


def day_key(receiver, placement, today):
    """The key of the mail to this person on this day, of one institution: the outbox takes it once."""
    return f"{REMINDER}{today.isoformat()}:{placement.institution_id}:{receiver.key}"


@transaction.atomic
def remind(*, rows, by):
    """Mail whoever owns the open things of `rows` (StartRows); returns how many mails went into the outbox.

    Who had a reminder today gets none, nor does who sends it. What was told about which student is in the log.
    The institutions are locked, so that two people who remind at the same moment send one mail.
    """
    today = timezone.localdate()
    list(
        Institution.objects.select_for_update(of=("self",)).filter(
            pk__in={row.placement.institution_id for row in rows}
        )
    )
    keys = _letters(rows, by, today)
    known = set(Message.objects.filter(key__in=keys).values_list("key", flat=True))
    fresh = {key: letter for key, letter in keys.items() if key not in known}
    queue(_message(key, letter) for key, letter in fresh.items())
    told = defaultdict(list)
    for letter in fresh.values():
        for placement, _ in letter.stages:
            told[placement].append(letter.receiver.key)
    AuditEvent.objects.bulk_create(
        AuditEvent.line(REMINDED, placement, by=by, institution=placement.institution, told=sorted(receivers))
        for placement, receivers in told.items()
    )
    return len(fresh)


def _letters(rows, by, today):
    """One Letter per person and institution by the key of its mail, in order of the list."""
    receivers = Receivers([row.placement for row in rows])
    letters = {}
    for row in rows:
        for receiver, tasks in receivers.of_row(row):
            if not receiver.email or receiver.user == by:
                continue
            key = day_key(receiver, row.placement, today)
            letter = letters.setdefault(key, Letter(receiver, row.placement.institution))
            letter.stages.append((row.placement, tasks))
    return letters


def _message(key, letter):
    receiver = letter.receiver
    placement = letter.stages[0][0]
    stages = [stage for stage, _ in letter.stages]
    one = len(stages) == 1
    context = {
        "letter": letter,
        "today": timezone.localdate(),
        "address": settings.SITE_URL
        + (
            reverse("placement-detail", args=[placement.pk])
            if one
            else f"{reverse('placement-overview')}?wanneer=alles"
        ),
        "placement": placement,
        "institution": letter.institution,
        "site": settings.SITE_NAME,
        "my_stage": my_stage(),
    }
    return Message(
        key=key,
        kind=MessageKind.OTHER if receiver.student else MessageKind.STAFF,
        institution=letter.institution,
        placement=placement if receiver.student else None,
        to_email=receiver.email,
        subject=_subject(letter),
        body=render_to_string(f"emails/{receiver.template}.txt", context),
    )


def _subject(letter):
    if letter.receiver.student:
        return f"{letter.receiver.student.given_name}, dit staat nog open voor je start"
    what = "1 ding staat" if letter.number == 1 else f"{letter.number} dingen staan"
    whom = "een student die start" if len(letter.stages) == 1 else f"{len(letter.stages)} studenten die starten"
    return f"{what} nog open voor {whom}"
