"""The mails of an introduction: the invitation, another day or place, and that it does not go on.

The invitation is that of the sjabloon, which leaves when and where to the introduction itself.
"""

from collections import Counter
from copy import copy
from dataclasses import dataclass, replace

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from onboarding.actions.invitations import FORMAT, LATER, invitation_message, invitations_of
from onboarding.actions.messages import my_stage, plain, queue, stop, student_message
from onboarding.arrivals import arrival_of, first_day, welcome_words
from onboarding.documents import placement_facts, says_when, student_content
from onboarding.enums import MessageKind, MessageStatus
from onboarding.models import IntroGuest, Message, Placement
from onboarding.student_sheets import with_facts
from profiles.dutch import long_date, time_label
from profiles.models import Membership
from toolbox.blank_documents import template_in_force
from toolbox.formats.merge_fields import UNKNOWN
from toolbox.leerplaats_facts import online_answers

SAID_BY_THE_PROGRAMME = ("wat gaan we doen",)  # the part that the programme of the introduction says hour by hour
INTRODUCTION = "introduction:"  # begins the key of a mail about a change of an introduction


@dataclass(frozen=True)
class Told:
    """An introduction in the words of a mail."""

    day: str
    hours: str
    place: str
    programme: tuple[dict, ...]
    note: str


def told(meeting):
    """What every mail says of it."""
    return Told(
        day=long_date(meeting.day),
        hours=f"van {time_label(meeting.begins_at).removesuffix(' uur')} tot {time_label(meeting.ends_at)}",
        place=", ".join((plain(meeting.room), meeting.location.name, meeting.location.address)),
        programme=tuple({"time": line["time"], "text": plain(line["text"])} for line in meeting.programme),
        note=plain(meeting.note),
    )


def introduction_mail(meeting, placement, template, leaders):
    """Subject and body of the invitation of one student (with_facts)."""
    facts = placement_facts(placement, leaders)
    guides = " of ".join(guide.first_name for guide in meeting.guides.all())
    # Whom to ask for on that day.
    filling = replace(facts, praktijkopleider=guides or facts.praktijkopleider, welcome=guides or facts.welcome)
    also, parts = _own_parts(student_content(template, placement), filling) if template else ((), ())
    if meeting.programme:
        parts = tuple(part for part in parts if part.title.casefold() not in SAID_BY_THE_PROGRAMME)
    name = placement.student.given_name
    subject = f"{name}, uitnodiging voor je introductie op {long_date(meeting.day)} om {time_label(meeting.begins_at)}"
    context = {
        "begins_here": first_day(placement) == meeting.day,
        "also": also,
        "parts": parts,
        "signed_by": facts.praktijkopleider,
        "phone": facts.phone,
        "email": facts.email,
    }
    return subject, _text("introduction", meeting, placement, **context).replace(UNKNOWN, LATER)


def _own_parts(content, facts):
    """What the sjabloon says besides: (lines that stood beside when and where, the other parts)."""
    said = [any(says_when(line.text) for line in part.lines) for part in content.sections]
    filled = content.filled(facts).sections
    also = tuple(
        line
        for part, raw, is_said in zip(filled, content.sections, said, strict=True)
        for line, raw_line in zip(part.lines, raw.lines, strict=True)
        if is_said and not says_when(raw_line.text)
    )
    return also, tuple(part for part, is_said in zip(filled, said, strict=True) if not is_said)


def changed_mail(meeting, placement, was=None):
    """Subject and body of the mail about another day, time or place; `was` is what the student knew of it, as Told."""
    subject = f"{placement.student.given_name}, je introductie is veranderd: {long_date(meeting.day)}"
    return subject, _text("introduction_changed", meeting, placement, was=was)


def cancelled_mail(meeting, placement):
    """Subject and body of the mail that there is no introduction on that day."""
    subject = f"{placement.student.given_name}, de introductie van {long_date(meeting.day)} gaat niet door"
    arrival = arrival_of(placement, without=meeting)  # a look before it lapses says what the mail will say
    context = {
        "first_day": _first_day_words(placement, arrival),
        "welcome": welcome_words(placement, online_answers(placement.leerplaats).get("report_to"), arrival),
        "began_here": first_day(placement) == meeting.day and arrival.introduction is None,
    }
    return subject, _text("introduction_cancelled", meeting, placement, **context)


def _text(name, meeting, placement, **more):
    context = {
        "meeting": told(meeting),
        "placement": placement,
        "page": my_stage(),
        "site": settings.SITE_NAME,
        "first_day": _first_day_words(placement, placement.arrival),
        **more,
    }
    return render_to_string(f"emails/{name}.txt", context)


def _first_day_words(placement, arrival):
    """When and where a first day to come begins that no introduction says: "dinsdag 1 december om 8.30 uur"."""
    first = first_day(placement)
    if arrival.introduction or first < timezone.localdate():
        return ""
    time = f" om {time_label(arrival.time)}" if arrival.time else ""
    return f"{long_date(first)}{time}{f' bij: {arrival.place}' if arrival.place else ''}"


def preview(meeting, guest):
    """Subject and body of the invitation of one guest, for the page."""
    placement = _placements([guest])[0]
    template, leaders = _of(placement.leerplaats)
    return introduction_mail(meeting, placement, template, leaders)


def queue_invitations(meeting, guests):
    """Put the invitation of each of `guests` in the outbox."""
    sent = invitations_of([one.placement_id for one in guests])
    times = Counter(sent.values_list("placement_id", flat=True))
    mails, known = [], {}
    for placement in _placements(guests):
        if placement.leerplaats_id not in known:
            known[placement.leerplaats_id] = _of(placement.leerplaats)
        subject, body = introduction_mail(meeting, placement, *known[placement.leerplaats_id])
        mails.append(invitation_message(placement, times[placement.pk] + 1, subject, body))
    return queue(mails)


def queue_changed(meeting, before):
    """Tell all who were invited what holds now, and what it was; mails about it that had not gone yet are stopped.

    `before` are the fields as they were. After a mail that had not gone they are not what the student knows.
    """
    former = copy(meeting)
    for name, value in before.items():
        setattr(former, name, value)
    was = told(former)
    return _tell(meeting, lambda *about, is_known: changed_mail(*about, was if is_known else None))


def queue_cancelled(meeting):
    """Tell all who were invited that it does not go on."""
    return _tell(meeting, lambda *about, is_known: cancelled_mail(*about))


def _tell(meeting, mail):
    guests = IntroGuest.objects.filter(meeting=meeting, invited_at__isnull=False)
    guests = list(guests.exclude(placement__status="cancelled"))
    old = Message.objects.filter(
        placement__in=[guest.placement_id for guest in guests],
        key__startswith=f"{INTRODUCTION}{meeting.pk}:",
        status=MessageStatus.QUEUED,
    )
    is_known = not stop(old)
    now = timezone.now()
    return queue(
        student_message(
            f"{INTRODUCTION}{meeting.pk}:{meeting.version}:{placement.pk}:{now:%H%M%S%f}",
            placement,
            *mail(meeting, placement, is_known=is_known),
            kind=MessageKind.CHANGE,
        )
        for placement in _placements(guests)
    )


def _placements(guests):
    return list(with_facts(Placement.objects.filter(pk__in=[guest.placement_id for guest in guests])).order_by("pk"))


def _of(leerplaats):
    return template_in_force(FORMAT, leerplaats), list(Membership.objects.leaders_of(leerplaats))
