"""Which choices of the catalogue can still find something, and how many.

One snapshot of what is online answers that for every combination: sets of leerplaatsen per choice, made with two
queries and kept in the process for half a minute. What the catalogue finds is asked of the database itself, so an
old snapshot hides or counts a choice late; it never shows a leerplaats that is not online.
"""

import time
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from profiles.actions.places import with_students
from profiles.geography import kilometres
from profiles.models import Leerplaats, PlaceOffer


@dataclass(frozen=True)
class Programme:
    """An opleiding somebody can choose."""

    pk: int
    name: str
    level: int


@dataclass
class Snapshot:
    """What is online, as sets of keys of leerplaatsen; see the module."""

    online: set = field(default_factory=set)
    sectors: dict = field(default_factory=dict)
    facets: dict = field(default_factory=dict)
    degrees: dict = field(default_factory=dict)  # (north, east) -> leerplaatsen
    programmes: dict = field(default_factory=dict)  # pk -> Programme
    periods: dict = field(default_factory=dict)  # pk -> name, in order of time
    offered: dict = field(default_factory=dict)  # opleiding -> leerplaatsen with places for it
    room: dict = field(default_factory=dict)  # (period, opleiding or None) -> leerplaatsen with a free place

    def of_level(self, level):
        """The opleidingen of a niveau."""
        return [programme.pk for programme in self.programmes.values() if programme.level == level]

    def with_offer(self, programmes):
        """The leerplaatsen that have places for one of these opleidingen."""
        return _union(self.offered, programmes)

    def with_room(self, period, programmes=()):
        """The leerplaatsen with a free place in a period, for one of these opleidingen when some are given."""
        return _union(self.room, [(period, programme) for programme in programmes or (None,)])

    def within(self, spot, radii):
        """Per radius in kilometres the leerplaatsen within it of a spot."""
        found = {km: set() for km in radii}
        for degrees, leerplaatsen in self.degrees.items():
            far = kilometres(spot, *degrees)
            for km in radii:
                if far <= km:
                    found[km] |= leerplaatsen
        return found


class _Kept:
    """The snapshot of this process."""

    snapshot, moment = None, 0.0


def snapshot():
    """The snapshot, at most CATALOGUE_COUNTS_SECONDS old."""
    if _Kept.snapshot is None or time.monotonic() - _Kept.moment >= settings.CATALOGUE_COUNTS_SECONDS:
        _Kept.snapshot, _Kept.moment = _made(), time.monotonic()
    return _Kept.snapshot


def coming_offers():
    """The offers students can still choose: with places, in a period that has not ended."""
    return PlaceOffer.objects.filter(number__gt=0, period__ends_on__gte=timezone.localdate())


def offers_with_room():
    """Those of the coming offers on which a place is free."""
    return with_students(coming_offers()).filter(taken__lt=F("number"))


def _made():
    made = Snapshot()
    rows = Leerplaats.objects.online().order_by()
    for pk, sector, facets, north, east in rows.values_list(
        "pk", "sector", "facets", "location__latitude", "location__longitude"
    ):
        made.online.add(pk)
        made.sectors.setdefault(sector, set()).add(pk)
        for facet in facets:
            made.facets.setdefault(facet, set()).add(pk)
        if north is not None:
            made.degrees.setdefault((north, east), set()).add(pk)
    offers = with_students(coming_offers()).select_related("period", "programme")
    for offer in offers.order_by("period__starts_on", "programme__level", "programme__name"):
        if offer.leerplaats_id in made.online:
            _add_offer(made, offer)
    return made


def _add_offer(made, offer):
    leerplaats, programme, period = offer.leerplaats_id, offer.programme, offer.period
    made.programmes.setdefault(programme.pk, Programme(programme.pk, programme.name, programme.level))
    made.periods.setdefault(period.pk, period.name)
    made.offered.setdefault(programme.pk, set()).add(leerplaats)
    if offer.taken < offer.number:
        made.room.setdefault((period.pk, programme.pk), set()).add(leerplaats)
        made.room.setdefault((period.pk, None), set()).add(leerplaats)


def _union(sets, keys):
    return set().union(*(sets.get(key, ()) for key in keys))
