"""Who was earlier: the sentence for somebody whose place is gone."""

from django.utils import timezone

from onboarding.enums import ProposalStatus
from onboarding.models import Placement, Proposal
from profiles.dutch import plain_date, time_label
from profiles.models import HeldPlaces


def who_was_earlier(offer):
    """ "De Kade is vol. Cora zette Noor A. vast op 12 november 2026 om 10.40 uur.": the last decision there."""
    found = [*_locked(offer), *_confirmed(offer), *_held(offer)]
    lead = f"{offer.leerplaats.name} is vol."
    if not found:
        return f"{lead} Er zijn geen plekken meer vrij."
    moment, sentence = max(found, key=lambda one: one[0])
    at = timezone.localtime(moment)
    return f"{lead} {sentence} op {plain_date(at)} om {time_label(at)}."


def _locked(offer):
    rows = Proposal.objects.filter(offer=offer, status=ProposalStatus.LOCKED)
    for row in rows.select_related("locked_by", "request__student").order_by("-locked_at")[:1]:
        yield row.locked_at, f"{row.locked_by.first_name} zette {row.request.student.short_name} vast"


def _confirmed(offer):
    rows = Placement.objects.active().filter(offer=offer, confirmed_by__isnull=False)
    for row in rows.select_related("confirmed_by", "student").order_by("-confirmed_at")[:1]:
        yield row.confirmed_at, f"{row.confirmed_by.first_name} bevestigde {row.student.short_name}"


def _held(offer):
    rows = HeldPlaces.objects.standing(timezone.localdate()).filter(offer=offer)
    for row in rows.select_related("held_by").order_by("-held_at")[:1]:
        places = "1 plek" if row.number == 1 else f"{row.number} plekken"
        yield row.held_at, f"{row.held_by.first_name} hield {places} vrij"
