"""Counting stages that are over in bags of five, once each, so that figures stay when the student is removed."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from onboarding.actions.bags import add_counts, gather_old, open_bag, store
from onboarding.enums import StageBagKind
from onboarding.models import Placement, StageBag
from onboarding.models.placements import introductions
from onboarding.stage_facts import SETTLED, facts_of, reason_of


def count_stages(today=None):
    """Count every stage that ended four weeks ago or more; returns how many. Safe to run again at any moment.

    In the order of their last days, so that the same stages always fill the same bags.
    """
    today = today or timezone.localdate()
    over = Placement.objects.active().filter(in_figures=False, ends_on__lte=today - SETTLED)
    keys = list(over.order_by("ends_on", "pk").values_list("pk", flat=True))
    for key in keys:
        count_stage(key)
    with transaction.atomic():
        gather_old(StageBag, ("kind",), today, lambda source, home: add_counts(home, source.counts))
    return len(keys)


@transaction.atomic
def count_stage(placement_id):
    """Count one stage that is over, in the half year in which it was four weeks over; twice counts it once."""
    Placement.objects.select_for_update().filter(pk=placement_id).first()
    placement = _stages().filter(pk=placement_id, in_figures=False).first()
    if placement is None:
        return
    _put(StageBagKind.STAGE, placement, facts_of(placement, comes_back=placement.comes_back))
    if why := reason_of(placement):
        _put(StageBagKind.STOP, placement, why)
    placement.in_figures = True
    placement.save(update_fields=["in_figures"])


def _stages():
    later = Placement.objects.active().filter(
        student=OuterRef("student"), institution=OuterRef("institution"), starts_on__gt=OuterRef("ends_on")
    )
    return (
        Placement.objects.active()
        .select_related("early_stop", "farewell")
        .prefetch_related("tasks__changes", "talks", introductions())
        .annotate(comes_back=Exists(later))
    )


def _put(kind, placement, facts):
    day = placement.ends_on + SETTLED
    key = {"institution_id": placement.institution_id, "leerplaats_id": placement.leerplaats_id, "kind": kind}
    bag = open_bag(StageBag, key, day)
    add_counts(bag, {fact: {answer: 1} for fact, answer in facts.items()})
    bag.number += 1
    store(bag, day)
