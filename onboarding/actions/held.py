"""Places held free: the proposal leaves them alone, until somebody lets them go."""

from django.db import transaction
from django.utils import timezone

from onboarding.enums import ProposalStatus
from onboarding.models import Placement, Proposal
from profiles.dutch import count
from profiles.models import AuditEvent, HeldPlaces, Institution, PlaceOffer


class TooMany(Exception):
    """There are not so many places to hold; the message says how many there are."""


@transaction.atomic
def hold_places(*, offer, number, school, until, note, by):
    """Hold `number` places of `offer` free, for a group of `school` or for nobody yet; returns the HeldPlaces.

    Raises TooMany when stages, fixed koppelingen and other held places leave fewer. A second click, with the same
    words of the same person, gives the row that is there.
    """
    Institution.objects.select_for_update().get(pk=offer.institution_id)
    offer = PlaceOffer.objects.select_for_update(of=("self",)).select_related("leerplaats").get(pk=offer.pk)
    standing = HeldPlaces.objects.standing(timezone.localdate()).filter(offer=offer)
    same = standing.filter(number=number, school=school, until=until, note=note, held_by=by).first()
    if same:
        return same
    left = places_to_hold(offer)
    if number > left:
        raise TooMany(_too_many(offer, left))
    held = HeldPlaces.objects.create(
        offer=offer,
        institution_id=offer.institution_id,
        number=number,
        school=school,
        until=until,
        note=note,
        held_by=by,
    )
    AuditEvent.record("places.held", held, by=by, institution=held.institution, offer=offer.pk, number=number)
    return held


@transaction.atomic
def let_go(*, held, by):
    """Give held places back to the proposal; twice does it once."""
    changed = HeldPlaces.objects.filter(pk=held.pk, released_at__isnull=True).update(released_at=timezone.now())
    if changed:
        AuditEvent.record("places.let_go", held, by=by, institution=held.institution, offer=held.offer_id)
    return bool(changed)


def places_to_hold(offer):
    """How many places of `offer` have no stage, no fixed koppeling, and are not held yet."""
    taken = Placement.objects.active().filter(offer=offer).count()
    locked = Proposal.objects.filter(offer=offer, status=ProposalStatus.LOCKED).count()
    standing = HeldPlaces.objects.standing(timezone.localdate()).filter(offer=offer)
    return max(0, offer.number - taken - locked - sum(standing.values_list("number", flat=True)))


def _too_many(offer, left):
    name = offer.leerplaats.name
    if not left:
        return f"{name} heeft geen plek meer om vrij te houden. Maak eerst een koppeling los."
    return f"{name} heeft nog {count(left, 'plek', 'plekken')} om vrij te houden. Vul een lager aantal in."
