"""Inzet van ouderejaars: who is there that can help a starter, and who starts soon."""

from datetime import timedelta

from django.db.models import Prefetch, Q

from onboarding.models import Buddy, Placement

KNOWS_THE_WAY = timedelta(weeks=4)
SOON = timedelta(weeks=8)
RULE = "Wie al 4 weken stage loopt, of in leerjaar 2 of hoger zit, kan een starter op weg helpen."


def helpers(leerplaats, today):
    """The stages that run there now and can help: in year 2 or later, or begun more than four weeks ago."""
    knows = Q(starts_on__lt=today - KNOWS_THE_WAY) | Q(request__year__gte=2)
    rows = Placement.objects.running(today).filter(knows, leerplaats=leerplaats, starts_on__lt=today)
    return rows.with_people().order_by("starts_on", "student__sort_name")


def starters(leerplaats, today):
    """The stages there that begin from today on, within eight weeks, with their pair of today in `open_pairs`."""
    rows = Placement.objects.active().filter(leerplaats=leerplaats, starts_on__gte=today, starts_on__lte=today + SOON)
    pairs = Prefetch("buddies", queryset=Buddy.objects.standing(today).with_people(), to_attr="open_pairs")
    return rows.with_people().prefetch_related(pairs).order_by("starts_on", "student__sort_name")
