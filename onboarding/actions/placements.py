"""Placements that stand: who guides and where the student reports, a role that ends, and what a student has seen."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from onboarding.actions.arrival_mails import arrival_facts, tell_arrival, with_arrival
from onboarding.actions.guide_mails import tell_guides
from onboarding.actions.tasks import settle, unsettle
from onboarding.models import Placement
from profiles.actions.members import end
from profiles.models import AuditEvent
from toolbox.enums import Signal


class ChangedMeanwhile(Exception):
    """Somebody else saved this placement after the form was opened."""


@transaction.atomic
def change_arrival(*, placement, version, by, werkbegeleider, start_time, report_place):
    """Set who guides the student and when and where they report; raises ChangedMeanwhile on an old `version`.

    A student who was told something else gets a mail, and so do the new and the old werkbegeleider.
    """
    former = with_arrival(placement.pk)
    updated = Placement.objects.filter(pk=placement.pk, version=version).update(
        werkbegeleider=werkbegeleider,
        start_time=start_time,
        report_place=report_place,
        version=F("version") + 1,
    )
    if not updated:
        raise ChangedMeanwhile
    follow = settle if werkbegeleider else unsettle
    options = {"by": by} if werkbegeleider else {}
    follow(placements=[placement], signal=Signal.SUPERVISOR_KNOWN, **options)
    AuditEvent.record("placement.arrival", placement, by=by, institution=placement.institution)
    current = with_arrival(placement.pk)
    tell_guides(placement=current, before=former.werkbegeleider, by=by)
    tell_arrival(placement=current, before=arrival_facts(former))


@transaction.atomic
def end_role(*, membership, by):
    """End a role, and with it the guidance of students in that role; returns how many students are concerned."""
    placements = list(Placement.objects.select_for_update().guided_under(membership))
    end(membership=membership, by=by)
    for placement in placements:
        known = arrival_facts(with_arrival(placement.pk))
        placement.werkbegeleider = None
        placement.version += 1
        placement.save(update_fields=["werkbegeleider", "version"])
        AuditEvent.record("placement.guide_left", placement, by=by, institution=membership.institution)
        tell_arrival(placement=with_arrival(placement.pk), before=known)
    unsettle(placements=placements, signal=Signal.SUPERVISOR_KNOWN)
    return len(placements)


@transaction.atomic
def mark_seen(*, placement):
    """Note the first time the student opened the page."""
    if Placement.objects.filter(pk=placement.pk, first_seen_at__isnull=True).update(first_seen_at=timezone.now()):
        settle(placements=[placement], signal=Signal.PAGE_SEEN)
