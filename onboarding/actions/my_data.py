"""What students say about their own stage on the page with their data."""

from django.db import transaction

from onboarding.models import Placement
from profiles.actions.own_details import ChangedMeanwhile
from profiles.models import AuditEvent


@transaction.atomic
def say_wants_to_learn(*, placement, text, seen, by):
    """Store what the student wants to learn. Returns whether it changed.

    `seen` is what stood in the form. Raises ChangedMeanwhile when something else stands there now, as after
    changing it on another device.
    """
    stored = Placement.objects.select_for_update().get(pk=placement.pk)
    if stored.wants_to_learn == text:
        return False
    if stored.wants_to_learn != seen:
        raise ChangedMeanwhile(stored.wants_to_learn)
    stored.wants_to_learn = text
    stored.save(update_fields=["wants_to_learn"])
    AuditEvent.record("learning.changed", stored, by=by, institution=stored.institution)
    return True
