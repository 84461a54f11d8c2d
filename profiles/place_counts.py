"""How many places there are per period, the same wherever that is said.

What counts: places of leerplaatsen in use, of which the number is sure or about right. "Misschien" stands beside it.
"""

from dataclasses import dataclass

from django.db.models import Sum

from profiles.enums import GIVEN_AWAY


@dataclass
class PlaceCount:
    """Places that count, and those that may come."""

    places: int = 0
    maybe: int = 0


def with_places(periods, offers):
    """(period, PlaceCount) of each of these periods, over these offers (a queryset); in one query."""
    periods = list(periods)
    found = {period.pk: PlaceCount() for period in periods}
    rows = offers.in_use().filter(period__in=found).order_by().values_list("period", "certainty")
    for period, certainty, number in rows.annotate(total=Sum("number")):
        if certainty in GIVEN_AWAY:
            found[period].places += number
        else:
            found[period].maybe += number
    return [(period, found[period.pk]) for period in periods]
