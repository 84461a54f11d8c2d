"""Who looks for a place and is in no proposal: a new list, a stage that lapsed, or a proposal that was undone."""

from onboarding.models import PlacementRequest


def newcomers(institution, period):
    """The requests that wait for a place and are in no proposal, by name; lazy, with what a card shows."""
    rows = PlacementRequest.objects.filter(institution=institution, period=period, proposal=None).waiting()
    rows = rows.select_related("student__school", "programme").prefetch_related("wishes__leerplaats")
    return rows.order_by("student__sort_name", "pk")
