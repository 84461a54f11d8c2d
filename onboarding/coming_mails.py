"""Which mails go by themselves in the coming days: to whom, when, and to whom not and why. Nothing here writes."""

from dataclasses import dataclass
from datetime import date, timedelta

from onboarding.arrivals import first_day
from onboarding.countdown import (
    WAITING,
    WINDOWS,
    has_something_to_say,
    in_reach,
    key_of,
    kind_for,
    letter,
    mails_of,
    with_letter_facts,
)
from onboarding.enums import MessageKind, MessageStatus
from onboarding.models import Placement
from profiles.dutch import long_date
from profiles.models import Membership

AHEAD = 7  # days
MOST_EXAMPLES = 3


@dataclass(frozen=True)
class Coming:
    """One stage: the next mail and its day, or why there is none."""

    placement: Placement
    first: date
    kind: MessageKind | None = None
    day: date | None = None
    why_not: str = ""


def coming_mails(institutions, today):
    """A Coming for each stage of these institutions that begins within reach; those with a mail first."""
    reach = in_reach(today + timedelta(days=AHEAD)).filter(institution__in=institutions)
    silent = Placement.objects.active().filter(
        institution__in=institutions, cannot_come_at__isnull=False, starts_on__gt=today
    )
    placements = list(with_letter_facts(reach.filter(starts_on__gt=today)))
    mails = mails_of(placements)
    rows = [_coming(one, mails.get(one.pk, ()), today) for one in placements]
    limit = today + timedelta(days=AHEAD + max(opens for opens, _ in WINDOWS.values()))
    rows += [
        Coming(one, one.starts_on, why_not="De student zei: ik kan niet komen.")
        for one in with_letter_facts(silent.filter(starts_on__lte=limit))
    ]
    return sorted(
        rows,
        key=lambda row: (row.kind is None, row.day or row.first, row.placement.student.sort_name, row.placement.pk),
    )


def _coming(placement, mails, today):
    first = first_day(placement)
    keys = {mail.key: mail for mail in mails if mail.status != MessageStatus.STOPPED}
    for ahead in range(AHEAD + 1):
        day = today + timedelta(days=ahead)
        kind = kind_for(placement, mails, day)
        if kind and key_of(kind, placement) not in keys and has_something_to_say(kind, placement):
            return Coming(placement, first, kind, day)
    return Coming(placement, first, why_not=_why_not(placement, mails, keys))


def _why_not(placement, mails, keys):
    written = [keys[key] for kind in reversed(WINDOWS) if (key := key_of(kind, placement)) in keys]
    if written:
        last = written[0]
        if last.status == MessageStatus.SENT:
            return f"Kreeg deze mail al op {long_date(last.sent_at)}."
        return "Deze mail staat al klaar."
    if any(mail.kind == MessageKind.START and mail.status in WAITING for mail in mails):
        return "De mail met de plek is nog niet weg. Die gaat eerst."
    if not has_something_to_say(MessageKind.TWO_WEEKS, placement):
        return "Alles is klaar en bekend. Drie dagen voor de start gaat er wel een mail."
    return "Het is nog te vroeg, of de student hoorde net pas van de plek."


def examples(rows, today):
    """Up to three mails as they would be now: (Coming, subject, body), of different kinds where there are."""
    chosen = {}
    for row in rows:
        if row.kind:
            chosen.setdefault(row.kind, row)
    picked = list(chosen.values()) + [row for row in rows if row.kind and row not in chosen.values()]
    found = []
    for row in picked[:MOST_EXAMPLES]:
        leaders = list(Membership.objects.leaders_of(row.placement.leerplaats))
        if words := letter(row.kind, row.placement, leaders, today):
            found.append((row, *words))
    return found
