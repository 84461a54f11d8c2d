"""What the two of a pair keep for each other. No log line says what it is: nobody else reads it."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from onboarding.actions.placements import ChangedMeanwhile
from onboarding.models import Buddy, PairTalk

SIDES = ("mentor", "mentee")


@transaction.atomic
def set_meets(*, buddy, version, meets):
    """Keep when the two meet. Raises ChangedMeanwhile when the other one saved it after `version`."""
    talk = _talk(buddy)
    if talk.meets == meets:
        return
    if talk.version != version:
        raise ChangedMeanwhile
    talk.meets, talk.version = meets, talk.version + 1
    talk.save(update_fields=["meets", "version"])


@transaction.atomic
def set_contact(*, buddy, side, contact):
    """Keep how `side` ("mentor" or "mentee") can be reached; an empty text takes it away. Only that side is written."""
    talk = _talk(buddy)
    setattr(talk, f"{side}_contact", contact)
    talk.save(update_fields=[f"{side}_contact"])


@transaction.atomic
def forget_talks(*, buddies=None, today=None):
    """Erase what was kept for each other: of `buddies`, or of all pairs that do not stand today; returns how many."""
    if buddies is None:
        standing = Buddy.objects.standing(today or timezone.localdate())
        rows = PairTalk.objects.filter(~Q(buddy__in=standing.values("pk")))
    else:
        rows = PairTalk.objects.filter(buddy__in=buddies)
    return rows.delete()[0]


def _talk(buddy):
    Buddy.objects.select_for_update().get(pk=buddy.pk)
    return PairTalk.objects.get_or_create(buddy=buddy, defaults={"institution_id": buddy.institution_id})[0]
