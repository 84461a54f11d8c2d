"""Who looks for a place and is in no proposal: a new list, a stage that lapsed, or a proposal that was undone."""

from onboarding.models import PlacementRequest


def left_out(rows, drafts):
    """How many of `rows` (see `newcomers`) are not in `drafts` either, the proposals that wait for a choice."""
    known = {int(key) for draft in drafts for key in draft.outcome}
    return sum(pk not in known for pk in rows.order_by().values_list("pk", flat=True))


def newcomers(institution, period):
    """The requests that wait for a place and are in no proposal, by name; lazy, with what a card shows."""
    rows = PlacementRequest.objects.filter(institution=institution, period=period, proposal=None).waiting()
    rows = rows.select_related("student__school", "programme").prefetch_related("wishes__leerplaats")
    return rows.order_by("student__sort_name", "pk")
