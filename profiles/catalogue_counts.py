"""Which choices of the catalogue can still find something, and how many.

One snapshot of what is online answers that for every combination: sets of leerplaatsen per choice, made with four
queries and kept in the process for half a minute. What the catalogue finds is asked of the database itself, so an
old snapshot hides or counts a choice late; it never shows a leerplaats that is not online.
"""

import time
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from profiles.actions.places import with_students
from profiles.enums import Certainty
from profiles.geography import kilometres
from profiles.models import Leerplaats, Period, PlaceOffer, Programme


@dataclass(frozen=True)
class OfferedProgramme:
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
    programmes: dict = field(default_factory=dict)  # pk -> OfferedProgramme
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
    """Those of the coming offers on which a place is free, for certain and for students of every school."""
    sure = coming_offers().exclude(certainty=Certainty.MAYBE).filter(school=None)
    return with_students(sure).filter(taken__lt=F("number"))


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
    _add_offers(made)
    return made


def _add_offers(made):
    """The offers as bare numbers: there are thousands, and a few periods and opleidingen."""
    rows = with_students(coming_offers().filter(leerplaats__in=Leerplaats.objects.online())).order_by()
    for leerplaats, period, programme, certainty, school, number, taken in rows.values_list(
        "leerplaats", "period", "programme", "certainty", "school", "number", "taken"
    ):
        made.offered.setdefault(programme, set()).add(leerplaats)
        made.periods.setdefault(period, "")
        if taken < number and certainty != Certainty.MAYBE and school is None:
            made.room.setdefault((period, programme), set()).add(leerplaats)
            made.room.setdefault((period, None), set()).add(leerplaats)
    found = Programme.objects.filter(pk__in=made.offered).values_list("pk", "name", "level")
    made.programmes = {pk: OfferedProgramme(pk, name, level) for pk, name, level in found}
    made.periods = dict(Period.objects.filter(pk__in=made.periods).values_list("pk", "name"))


def _union(sets, keys):
    return set().union(*(sets.get(key, ()) for key in keys))
