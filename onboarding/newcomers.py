"""Who looks for a place and came after the last proposal: a new list, or a stage that lapsed."""

from onboarding.models import PlacementRequest


def newcomers(institution, period):
    """The requests that wait for a place and are in no proposal yet, by name; lazy, with what a card shows."""
    rows = PlacementRequest.objects.filter(institution=institution, period=period, proposal=None).waiting()
    rows = rows.select_related("student__school", "programme").prefetch_related("wishes__leerplaats")
    return rows.order_by("student__sort_name", "pk")
