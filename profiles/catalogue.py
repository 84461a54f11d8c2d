"""What the catalogue finds for the choices somebody made, and how it shows one leerplaats."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Prefetch
from django.db.models.fields.json import KeyTextTransform

from profiles import search
from profiles.actions.places import with_students
from profiles.catalogue_counts import coming_offers, offers_with_room
from profiles.geography import distance_km, in_box
from profiles.models import Leerplaats, PlaceOffer

MAP_ADDRESS = "https://www.openstreetmap.org/search?"
CARD_FIELDS = (
    "name", "slug", "sector",
    "institution__name", "institution__email", "institution__phone",
    "location__name", "location__street", "location__postcode", "location__town",
)  # fmt: skip


def found(choices, words=None):
    """The leerplaatsen online that meet every choice, in their order: nearest first, best fit first, or by name.

    `words` replace those of the choices, after a typing error. Those whose place we do not know come last.
    """
    rows = _filtered(Leerplaats.objects.online(), choices)
    rows = search.found_by(rows.order_by("sort_name", "pk"), choices.words if words is None else words)
    if not choices.spot:
        return rows
    return rows.annotate(distance=distance_km(choices.spot)).order_by(F("distance").asc(nulls_last=True), "sort_name")


def near(spot, *, but=()):
    """What is online, nearest to a spot first, without those that were found already."""
    rows = Leerplaats.objects.online().exclude(pk__in=but).filter(location__latitude__isnull=False)
    return rows.annotate(distance=distance_km(spot)).order_by("distance", "sort_name")


def _filtered(rows, choices):
    if choices.sector:
        rows = rows.filter(sector=choices.sector)
    for alternatives in choices.facet_sets:
        one = len(alternatives) == 1
        rows = rows.filter(**{"facets__contains" if one else "facets__overlap": list(alternatives)})
    if choices.radius:
        rows = rows.filter(in_box(choices.spot, choices.radius))
        rows = rows.alias(as_the_crow_flies=distance_km(choices.spot)).filter(as_the_crow_flies__lte=choices.radius)
    if choices.period or choices.programmes:
        rows = rows.filter(pk__in=_offers(choices).values("leerplaats"))
    return rows


def _offers(choices):
    """The offers that fit the chosen opleiding, with room when a period is chosen."""
    offers = offers_with_room().filter(period=choices.period) if choices.period else coming_offers()
    return offers.filter(programme__in=choices.programmes) if choices.programmes else offers


@dataclass(frozen=True)
class Card:
    """One leerplaats in the list, as texts: two facts at most, whether there is a place, and how far it is."""

    name: str
    url: str
    institution: str
    place: str
    care: str
    programmes: str
    status: str
    has_room: bool
    distance: str
    map_url: str
    contact: tuple[str, ...]
    updated_at: object


def cards(page, choices):
    """The cards of a page of `found` or `near`, in its order, in two queries."""
    distances = {row.pk: getattr(row, "distance", None) for row in page}
    offers = with_students(coming_offers()).select_related("period", "programme").order_by("period__starts_on", "pk")
    rows = (
        Leerplaats.objects.filter(pk__in=distances)
        .select_related("institution", "location")
        .only(*CARD_FIELDS)
        .annotate(
            care_kind=KeyTextTransform("care_kind", "profile__published__answers"),
            updated_at=F("profile__published__published_at"),
            had_offers=Exists(PlaceOffer.objects.filter(leerplaats=OuterRef("pk"), number__gt=0)),
        )
        .prefetch_related(Prefetch("offers", offers, to_attr="coming_offers"))
    )
    by_pk = {row.pk: row for row in rows}
    return [_card(by_pk[pk], distance, choices) for pk, distance in distances.items() if pk in by_pk]


def status(leerplaats, choices):
    """Whether there is a place, in words, and whether there is one for certain.

    For who chose an opleiding it is about that opleiding, and about the period that was chosen.
    """
    fitting = [
        offer
        for offer in leerplaats.coming_offers
        if not choices.programmes or offer.programme_id in choices.programmes
    ]
    room = [offer.period for offer in fitting if offer.taken < offer.number]
    if room:
        period = next((period for period in room if period.pk == choices.period), room[0])
        return f"Plek in {period.name}", True
    if leerplaats.coming_offers:
        return "Geen plek nu", False
    return ("Misschien plek" if leerplaats.had_offers else "Nog niet ingevuld"), False


def about(distance):
    """ "ongeveer 4 km"; under a kilometre "minder dan 1 km"; nothing when we do not know."""
    if distance is None:
        return ""
    return f"ongeveer {round(distance)} km" if distance >= 1 else "minder dan 1 km"


def _card(leerplaats, distance, choices):
    location, institution = leerplaats.location, leerplaats.institution
    words, has_room = status(leerplaats, choices)
    sector = leerplaats.get_sector_display()
    return Card(
        name=f"{leerplaats.name}, {location.name}",
        url=leerplaats.get_absolute_url(),
        institution=institution.name,
        place=f"{location.postcode} {location.town}",
        care=f"{sector}: {leerplaats.care_kind}" if leerplaats.care_kind else sector,
        programmes=", ".join(dict.fromkeys(offer.programme.name for offer in leerplaats.coming_offers)),
        status=words,
        has_room=has_room,
        distance=about(distance),
        map_url=MAP_ADDRESS + urlencode({"query": location.address}),
        contact=tuple(filter(None, (institution.email, institution.phone))),
        updated_at=leerplaats.updated_at,
    )
