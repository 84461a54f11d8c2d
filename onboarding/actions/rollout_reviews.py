"""Mails about the fixed moment of a leerplaats to look back: a week before, and on the day itself."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.staff_mails import coordinators_of, queue_staff_mails
from onboarding.enums import MessageKind
from onboarding.models import Message
from onboarding.rollout_reviews import AHEAD, with_moment
from profiles.addresses import absolute
from profiles.dutch import long_date
from profiles.models import Membership

STILL_NEWS = timedelta(days=7)  # a worker that stood still that long sends no old news


def write_review_mails(today=None):
    """Queue the mails of every moment that has come or comes in a week; returns how many.

    Running twice writes nothing twice, and a worker that was off on the day itself still tells it within a week. An
    institution that paused its mails is passed over; afterwards it gets what is still news.
    """
    today = today or timezone.localdate()
    return sum(_tell(pk, today) for pk in _due(today).values_list("pk", flat=True))


def _due(today):
    """The reminder goes on one day only: who plans a moment within the week knows of it."""
    rounds = with_moment(today).filter(institution__mails_paused_at__isnull=True, review_on__gte=today - STILL_NEWS)
    return rounds.exclude(review_on__gt=today, review_on__lt=today + AHEAD)


@transaction.atomic
def _tell(pk, today):
    """Under the lock of the round: of two workers the second finds the mail of the first, and the date is of now."""
    rollout = _due(today).select_for_update(of=("self",)).filter(pk=pk).first()
    if rollout is None:
        return 0
    leerplaats, is_ahead = rollout.leerplaats, rollout.review_on > today
    key = f"review{'-ahead' if is_ahead else ''}:{pk}:{rollout.review_on:%Y-%m-%d}"
    written = set(Message.objects.filter(key__startswith=f"{key}:").values_list("key", flat=True))
    people = [user for user in _readers(leerplaats) if f"{key}:{user.pk}" not in written]
    when = f"Over een week, op {long_date(rollout.review_on)}" if is_ahead else "Nu terugkijken"
    mails = queue_staff_mails(
        key=key,
        institution=rollout.institution,
        people=people,
        subject=f"{when}: hoe begint een student op {leerplaats.name}?",
        template="rollout_review",
        context={
            "leerplaats": leerplaats,
            "due_on": rollout.review_on,
            "number": rollout.round,
            "is_ahead": is_ahead,
            "link": absolute(reverse("rollout-review", args=[leerplaats.pk, rollout.round])),
        },
        kind=MessageKind.REVIEW,
    )
    return len(mails)


def _readers(leerplaats):
    """The praktijkopleiders of the leerplaats, each once; without them the coordinators."""
    leading = {row.user_id: row.user for row in Membership.objects.leaders_of(leerplaats) if row.user.is_active}
    return list(leading.values()) or coordinators_of(leerplaats.institution)
