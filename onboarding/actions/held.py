"""Places held free: the proposal leaves them alone, until somebody lets them go."""

from django.db import transaction
from django.utils import timezone

from onboarding.enums import ProposalStatus
from onboarding.models import Placement, Proposal
from profiles.dutch import count
from profiles.merging import Clash
from profiles.models import AuditEvent, HeldPlaces, Institution, PlaceOffer


class TooMany(Exception):
    """There are not so many places to hold; the message says how many there are."""


class LetGo(Exception):
    """The places are held no more: a colleague let them go, or their last day is over."""


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
def change_held(*, held, number, seen, by):
    """Hold `number` places instead; the number that was `seen` must still stand.

    The same number again changes nothing. Raises LetGo, Clash, or TooMany when there are not so many places.
    """
    Institution.objects.select_for_update().get(pk=held.institution_id)
    offer = PlaceOffer.objects.select_for_update(of=("self",)).select_related("leerplaats").get(pk=held.offer_id)
    current = HeldPlaces.objects.standing(timezone.localdate()).select_for_update().filter(pk=held.pk).first()
    if current is None:
        raise LetGo
    before = current.number
    if before == number:
        return
    if before != seen:
        raise Clash(before)
    left = places_to_hold(offer) + before
    if number > left and number > before:
        raise TooMany(_too_many(offer, left))
    current.number = number
    current.save(update_fields=["number"])
    AuditEvent.record(
        "places.held_changed", current, by=by, institution=current.institution, before=before, after=number
    )


@transaction.atomic
def let_go(*, held, by):
    """Give held places back to the proposal; twice does it once."""
    changed = HeldPlaces.objects.filter(pk=held.pk, released_at__isnull=True).update(released_at=timezone.now())
    if changed:
        AuditEvent.record("places.let_go", held, by=by, institution=held.institution, offer=held.offer_id)
    return bool(changed)


def places_to_hold(offer):
    """How many places of `offer` have no stage, no fixed koppeling, and are not held yet."""
    taken = Placement.objects.on_a_place().filter(offer=offer).count()
    locked = Proposal.objects.filter(offer=offer, status=ProposalStatus.LOCKED).count()
    standing = HeldPlaces.objects.standing(timezone.localdate()).filter(offer=offer)
    return max(0, offer.number - taken - locked - sum(standing.values_list("number", flat=True)))


def _too_many(offer, left):
    name = offer.leerplaats.name
    if not left:
        return f"{name} heeft geen plek meer om vrij te houden. Maak eerst een koppeling los."
    return f"{name} heeft nog {count(left, 'plek', 'plekken')} om vrij te houden. Vul een lager aantal in."
