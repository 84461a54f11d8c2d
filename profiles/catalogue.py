"""What the catalogue finds for the choices somebody made, and how it shows one leerplaats."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Case, Exists, F, OuterRef, When
from django.db.models.fields.json import KeyTextTransform
from django.urls import reverse
from django.utils import timezone

from profiles import search
from profiles.actions.places import with_students
from profiles.catalogue_counts import coming_offers, offers_with_room
from profiles.dutch import plain_date
from profiles.enums import Certainty, Sector
from profiles.geography import distance_km, in_box
from profiles.models import Leerplaats, PlaceOffer

SECTOR_LABELS = dict(Sector.choices)
MAP_ADDRESS = "https://www.openstreetmap.org/search?"
CARD_FIELDS = (
    "pk", "name", "slug", "sector", "institution__name", "institution__email", "institution__phone",
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
    slug: str
    institution: str
    place: str
    care: str
    programmes: str
    status: str
    has_room: bool
    address: str
    contact: str
    updated: str

    @property
    def url(self):
        """The permanent public address."""
        return reverse("leerplaats-public", args=[self.slug])

    @property
    def map_url(self):
        """Where a public map shows the address."""
        return MAP_ADDRESS + urlencode({"query": self.address})


@dataclass(frozen=True)
class Offer:
    """What a card says of one coming offer."""

    period: int
    period_name: str
    programme: int
    programme_name: str
    has_room: bool
    is_maybe: bool = False


def cards(page, choices):
    """The cards of a page of `found` or `near`, in its order, in two queries."""
    distances = {row.pk: getattr(row, "distance", None) for row in page}
    if not distances:
        return []
    rows = Leerplaats.objects.filter(pk__in=distances).annotate(
        care_kind=KeyTextTransform("care_kind", "profile__published__answers"),
        updated_at=F("profile__published__published_at"),
        had_offers=Exists(PlaceOffer.objects.filter(leerplaats=OuterRef("pk"), number__gt=0)),
    )
    facts = {row.pk: row for row in rows.values_list(*CARD_FIELDS, "care_kind", "updated_at", "had_offers", named=True)}
    offers = _offers_of(distances)
    return [
        _card(facts[pk], offers.get(pk, []), distance, choices) for pk, distance in distances.items() if pk in facts
    ]


def _offers_of(leerplaatsen):
    """The coming offers per leerplaats: first those of the next period, the one that runs already comes last."""
    runs = Case(When(period__starts_on__lt=timezone.localdate(), then=1), default=0)
    coming = with_students(coming_offers().filter(leerplaats__in=leerplaatsen))
    rows = coming.order_by(runs, "period__starts_on", "pk")
    found = {}
    for pk, period, period_name, programme, name, certainty, school, number, taken in rows.values_list(
        "leerplaats",
        "period",
        "period__name",
        "programme",
        "programme__name",
        "certainty",
        "school",
        "number",
        "taken",
    ):
        has_room = taken < number and school is None  # the places of a group are not for who looks around here
        is_maybe = certainty == Certainty.MAYBE
        found.setdefault(pk, []).append(Offer(period, period_name, programme, name, has_room, is_maybe))
    return found


def status(offers, choices, *, had_offers):
    """Whether there is a place, in words, and whether there is one for certain.

    For who chose an opleiding it is about that opleiding, and about the period that was chosen.
    """
    room = [
        offer
        for offer in offers
        if offer.has_room and (not choices.programmes or offer.programme in choices.programmes)
    ]
    sure = [offer for offer in room if not offer.is_maybe]
    if sure:
        offer = next((offer for offer in sure if offer.period == choices.period), sure[0])
        return f"Plek in {offer.period_name}", True
    if room:
        return "Misschien plek", False
    if offers:
        return "Geen plek nu", False
    return ("Misschien plek" if had_offers else "Nog niet ingevuld"), False


def about(distance):
    """ "ongeveer 4 km"; under a kilometre "minder dan 1 km"; nothing when we do not know."""
    if distance is None:
        return ""
    return f"ongeveer {round(distance)} km" if distance >= 1 else "minder dan 1 km"


def _card(facts, offers, distance, choices):
    words, has_room = status(offers, choices, had_offers=facts.had_offers)
    sector = SECTOR_LABELS.get(facts.sector, facts.sector)
    place = f"{facts.location__postcode} {facts.location__town}"
    return Card(
        name=f"{facts.name}, {facts.location__name}",
        slug=facts.slug,
        institution=facts.institution__name,
        place=", ".join(filter(None, (place, about(distance)))),
        care=f"{sector}: {facts.care_kind}" if facts.care_kind else sector,
        programmes=", ".join(dict.fromkeys(offer.programme_name for offer in offers)),
        status=words,
        has_room=has_room,
        address=f"{facts.location__street}, {place}",
        contact=", ".join(filter(None, (facts.institution__email, facts.institution__phone))),
        updated=plain_date(facts.updated_at),
    )
