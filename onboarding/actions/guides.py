"""One werkbegeleider for many students at once: each stage on its own, so that what cannot be done stops nothing."""

from django.db import transaction
from django.db.models import F

from onboarding.actions.arrival_mails import arrival_facts, tell_arrival, with_arrival
from onboarding.actions.tasks import settle
from onboarding.models import Placement
from profiles.models import AuditEvent
from toolbox.enums import Signal


@transaction.atomic
def assign_guides(*, choices, by):
    """Set who guides; returns the stages where it was not done, because somebody changed them meanwhile.

    `choices` are (stage, version that was shown, person). Where the person guides already nothing happens, so a
    second click is no second change.
    """
    refused, done = [], []
    for placement, version, user in sorted(choices, key=lambda choice: choice[0].pk):
        if placement.werkbegeleider_id == user.pk:
            continue
        known = arrival_facts(with_arrival(placement.pk))
        updated = Placement.objects.active().filter(pk=placement.pk, version=version)
        if updated.update(werkbegeleider=user, version=F("version") + 1):
            done.append(placement)
            AuditEvent.record("placement.guide", placement, by=by, institution=placement.institution, guide=user.pk)
            tell_arrival(placement=with_arrival(placement.pk), before=known)
        else:
            refused.append(placement)
    settle(placements=done, signal=Signal.SUPERVISOR_KNOWN, by=by)
    return refused
