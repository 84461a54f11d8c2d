"""How many students a leerplaats takes, per period, opleiding and year."""

from django.db import transaction
from django.db.models import Count, Max, Q

from profiles.models import AuditEvent, PlaceOffer

ACTIVE = ~Q(placements__status="cancelled")  # placements live higher up; their status is read by its stored value


class TooFew(Exception):
    """Fewer places than there are students: `offer` has `taken` students and needs `highest` places."""

    def __init__(self, offer):
        super().__init__(f"{offer} needs {offer.highest}")
        self.offer = offer


class HasStudents(Exception):
    """The row cannot go: students are, or were, placed on it."""

    def __init__(self, offer):
        super().__init__(str(offer))
        self.offer = offer


def with_students(offers):
    """Offers with `taken`, the students on them, and `highest`, the last place in use (None for none).

    A student keeps a numbered place, so after a cancellation `highest` may be above `taken`.
    """
    return offers.annotate(taken=Count("placements", filter=ACTIVE), highest=Max("placements__seat", filter=ACTIVE))


@transaction.atomic
def change_numbers(*, leerplaats, numbers, by):
    """Store new numbers, {offer pk: number}. Raises TooFew and stores nothing when one is too low."""
    list(PlaceOffer.objects.select_for_update().filter(leerplaats=leerplaats, pk__in=numbers).order_by("pk"))
    offers = with_students(PlaceOffer.objects.filter(leerplaats=leerplaats, pk__in=numbers))
    for offer in offers.select_related("programme", "period").order_by("pk"):
        number = numbers[offer.pk]
        if number == offer.number:
            continue
        if number < (offer.highest or 0):
            raise TooFew(offer)
        before, offer.number = offer.number, number
        offer.save(update_fields=["number"])
        _record("place_offer_changed", offer, leerplaats, by, before=before, after=number)


@transaction.atomic
def add_offer(*, leerplaats, period, programme, year, number, by):
    """A new row of the table; the row that exists when it was sent twice."""
    offer, created = PlaceOffer.objects.get_or_create(
        leerplaats=leerplaats,
        period=period,
        programme=programme,
        year=year,
        school=None,
        defaults={"number": number, "institution_id": leerplaats.institution_id},
    )
    if created:
        _record("place_offer_created", offer, leerplaats, by, after=number)
    return offer


@transaction.atomic
def remove_offer(*, offer, by):
    """Take a row away. Raises HasStudents when anyone was ever placed on it, or is proposed for it now."""
    PlaceOffer.objects.select_for_update().get(pk=offer.pk)
    if offer.placements.exists() or offer.proposals.exists():
        raise HasStudents(offer)
    _record("place_offer_removed", offer, offer.leerplaats, by, before=offer.number)
    offer.delete()


def _record(what, offer, leerplaats, by, **detail):
    AuditEvent.record(what, offer, by=by, institution=leerplaats.institution, **detail)
