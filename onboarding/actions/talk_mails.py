"""The mail that talks of a stage were moved: when and where they are now, never what they are about."""

from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.messages import TALKS, queue, stop, student_message
from onboarding.actions.staff_mails import queue_staff_mails, staff_body
from onboarding.enums import MessageKind, MessageStatus
from onboarding.models import Message, TalkMove
from profiles.addresses import absolute

TALKS_GUIDE = "talks-guide:"  # begins the key of the mail to the werkbegeleider, as TALKS that to the student
TOGETHER = timedelta(minutes=20)  # changes within this time are one mail
TO_GUIDE = "team_talks_moved"
TOLD = 5  # so many talks that come are in it


def who_hear_move(placement, by):
    """The names of who gets a mail when `by` moves a talk: the other one of the two, or both."""
    if placement.ends_on < timezone.localdate():
        return []
    guide = placement.werkbegeleider
    student = [placement.student.given_name] if placement.student.user_id != by.pk else []
    return [*student, *([guide.first_name] if guide and guide.pk != by.pk else [])]


def tell_moved(*, placement, by):
    """Tell the student and the werkbegeleider, but not the one who did it; in the transaction of the change."""
    if placement.ends_on < timezone.localdate():
        return
    now = timezone.now()
    if placement.student.user_id != by.pk:
        stop(_waiting(f"{TALKS}{placement.pk}:"))
        key = f"{TALKS}{placement.pk}:{now:%Y%m%d%H%M%S%f}"
        mail = student_message(key, placement, *moved_mail(placement), kind=MessageKind.CHANGE)
        mail.send_after = now + TOGETHER
        queue([mail])
    guide = placement.werkbegeleider
    if guide and guide.pk != by.pk:
        stop(_waiting(f"{TALKS_GUIDE}{placement.pk}:"))
        queue_staff_mails(
            key=f"{TALKS_GUIDE}{placement.pk}:{now:%Y%m%d%H%M%S%f}",
            institution=placement.institution,
            people=[guide],
            subject=f"Gesprek met {placement.student.short_name} verzet",
            template=TO_GUIDE,
            context=_to_guide(placement),
            send_after=now + TOGETHER,
        )


def rewrite_moved(placement):
    """Let the mails that wait say which talks stand now that the stage changed; in the transaction of the change.

    They keep their moment. Of a stage that is over there is nothing to tell, and nothing to who guides it no more.
    """
    if placement.ends_on < timezone.localdate():
        stop_moved(placement)
        return
    to_student, to_guide = _waiting(f"{TALKS}{placement.pk}:"), _waiting(f"{TALKS_GUIDE}{placement.pk}:")
    if to_student.exists():
        subject, body = moved_mail(placement)
        to_student.update(subject=subject, body=body)
    guide = placement.werkbegeleider
    stop(to_guide.exclude(to_email=guide.email) if guide else to_guide)
    if guide and to_guide.exists():
        about = {"template": TO_GUIDE, "institution": placement.institution, "context": _to_guide(placement)}
        to_guide.update(body=staff_body(user=guide, **about))


def stop_moved(placement):
    """Stop the mails that wait about moved talks: the stage lapsed or is over; in the transaction of that."""
    for key in (TALKS, TALKS_GUIDE):
        stop(_waiting(f"{key}{placement.pk}:"))


def moved_mail(placement):
    """Subject and body for the student."""
    context = {
        "placement": placement,
        "lines": _lines(placement),
        "page": f"{settings.SITE_URL}{reverse('my-talks')}",
        "site": settings.SITE_NAME,
    }
    subject = f"{placement.student.given_name}, een gesprek op {placement.leerplaats.name} is verzet"
    return subject, render_to_string("emails/talks_moved.txt", context)


def _lines(placement):
    """The talks that come first, each with the day it had when it was moved just now."""
    today, recent = timezone.localdate(), timezone.now() - TOGETHER
    moves = TalkMove.objects.filter(talk__placement=placement, moved_at__gte=recent).order_by("-moved_at", "-pk")
    first_day = {move.talk_id: move.from_day for move in moves}  # the oldest of these moves says where it was
    coming = placement.talks.filter(held_at=None, day__gte=today)
    shown = [talk for place, talk in enumerate(coming) if place < TOLD or talk.pk in first_day]
    return [(talk, first_day[talk.pk] if first_day.get(talk.pk, talk.day) != talk.day else None) for talk in shown]


def _to_guide(placement):
    page = absolute(reverse("placement-talks", args=[placement.pk]))
    return {"placement": placement, "lines": _lines(placement), "page": page}


def _waiting(key):
    return Message.objects.filter(key__startswith=key, status__in=[MessageStatus.QUEUED, MessageStatus.FAILED])
