"""One werkbegeleider for many students at once: each stage on its own, so that what cannot be done stops nothing."""

from django.db import transaction
from django.db.models import F

from onboarding.actions.arrival_mails import arrival_facts, tell_arrival, with_arrival
from onboarding.actions.guide_mails import tell_guides
from onboarding.actions.tasks import settle
from onboarding.models import Placement
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
        former = with_arrival(placement.pk)
        updated = Placement.objects.active().filter(pk=placement.pk, version=version)
        if updated.update(werkbegeleider=user, version=F("version") + 1):
            done.append(placement)
            current = with_arrival(placement.pk)
            tell_guides(placement=current, before=former.werkbegeleider, by=by)
            tell_arrival(placement=current, before=arrival_facts(former))
        else:
            refused.append(placement)
    settle(placements=done, signal=Signal.SUPERVISOR_KNOWN, by=by)
    return refused
