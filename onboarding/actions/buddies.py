"""Mentorschap: pairing an older student with a new one, ending it, and a student who offers."""

from django.db import transaction
from django.utils import timezone

from onboarding.actions.pairs import forget_talks
from onboarding.models import Buddy, Placement
from profiles.models import AuditEvent


class CannotBePaired(Exception):
    """One of the two stages is over, or the mentor is not further on or not of this institution."""


class NotAsked(Exception):
    """Nobody has said that the mentor wants this."""


class AlreadyPaired(Exception):
    """The student has another mentor; `buddy` says whom."""

    def __init__(self, buddy):
        super().__init__(str(buddy))
        self.buddy = buddy


@transaction.atomic
def pair(*, placement, today, by, mentor=None, name="", is_asked=False):
    """Give the student of `placement` a mentor: another stage, or a first name by hand; returns the Buddy.

    `is_asked` says that somebody asked the mentor, which is needed unless the mentor offered. The same mentor asked
    for twice is one pair. Raises AlreadyPaired, CannotBePaired or NotAsked. A pair whose stage is over makes way.
    """
    pks = [one.pk for one in (placement, mentor) if one]
    locked = {row.pk: row for row in Placement.objects.select_for_update().filter(pk__in=pks).order_by("pk")}
    if locked[placement.pk].cancelled_at or locked[placement.pk].ends_on < today:
        raise CannotBePaired
    found = Buddy.objects.standing(today).filter(placement=placement).with_people().first()
    if found and found.mentor_id == (mentor and mentor.pk) and found.mentor_name == name:
        return found
    if found:
        raise AlreadyPaired(found)
    if mentor and not Placement.objects.able_to_mentor(placement, today).filter(pk=mentor.pk).exists():
        raise CannotBePaired
    if not is_asked and not (mentor and locked[mentor.pk].will_mentor_at):
        raise NotAsked
    over = Buddy.objects.together().filter(placement=placement)
    forget_talks(buddies=list(over))
    over.update(ended_at=timezone.now())
    buddy = Buddy.objects.create(
        placement=placement, institution_id=placement.institution_id, mentor=mentor, mentor_name=name, paired_by=by
    )
    AuditEvent.record("mentor.paired", placement, by=by, institution=placement.institution)
    return buddy


@transaction.atomic
def end_pair(*, buddy, by):
    """End a pair today, and erase what the two kept for each other. Ending it twice ends it once."""
    forget_talks(buddies=[buddy])
    ended = Buddy.objects.together().filter(pk=buddy.pk).update(ended_at=timezone.now())
    if ended:
        AuditEvent.record("mentor.ended", buddy.placement, by=by, institution=buddy.placement.institution)
    return bool(ended)


def offer(*, placement, is_willing):
    """The student says whether they want to be a mentor. Pairs that stand stay as they are."""
    rows = Placement.objects.filter(pk=placement.pk, will_mentor_at__isnull=is_willing)
    return bool(rows.update(will_mentor_at=timezone.now() if is_willing else None))
