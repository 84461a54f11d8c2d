"""What a student has seen: the page itself, the version of the profile on it, and the news."""

from django.db import transaction
from django.utils import timezone

from onboarding.actions.placements import mark_seen
from onboarding.known_facts import facts_of, mark_of
from onboarding.models import Placement, ProfileShown
from onboarding.student_page import published_version


@transaction.atomic
def note_seen(*, placement, number=None):
    """Note that the student has the page before them, with version `number` of the profile (the one online without).

    The first time, the facts on it are what the student knows from then on.
    """
    mark_seen(placement=placement)
    if not placement.known_facts:
        Placement.objects.filter(pk=placement.pk, known_facts={}).update(known_facts=facts_of(placement))
    versions = placement.leerplaats.versions
    online = published_version(placement.leerplaats)
    version = (versions.filter(number=number).first() if number else None) or online
    if version is None:
        return
    now = timezone.now()
    ProfileShown.objects.bulk_create(
        [
            ProfileShown(
                placement=placement,
                institution_id=placement.institution_id,
                version=version,
                first_at=now,
                last_at=now,
            )
        ],
        update_conflicts=True,
        unique_fields=["placement", "version"],
        update_fields=["last_at"],
    )


@transaction.atomic
def accept_news(*, placement, mark):
    """The student has read the news: from now on they know the facts as they are.

    `mark` is that of the facts on the page that was read. Returns False, and keeps the news, when they changed since.
    """
    facts = facts_of(placement)
    if mark_of(facts) != mark:
        return False
    Placement.objects.filter(pk=placement.pk).update(known_facts=facts)
    return True
