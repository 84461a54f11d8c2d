"""The log of who went from which place to which: a line of its own for each student."""

from profiles.models import AuditEvent, PlaceOffer


def log_moves(moves, *, institution, by):
    """Add a line for each (request, offer id before, offer id after) that leads to another leerplaats; None: no place.

    The names are kept with the line, so that it says what was true then, also when a place is gone.
    """
    moves = list(moves)
    ids = {offer for _, *offers in moves for offer in offers if offer}
    names = dict(PlaceOffer.objects.filter(pk__in=ids).values_list("pk", "leerplaats__name"))
    told = [(request, [names.get(before, ""), names.get(after, "")]) for request, before, after in moves]
    AuditEvent.objects.bulk_create(
        AuditEvent.line("proposal.moved", request, by=by, institution=institution, places=places)
        for request, places in told
        if places[0] != places[1]
    )
