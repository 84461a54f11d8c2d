"""How many students a leerplaats takes, per period, opleiding and year; and what there is to know about a place."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Count, IntegerField, Max, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from profiles.enums import Certainty
from profiles.merging import fingerprint
from profiles.models import AuditEvent, HeldPlaces, Leerplaats, PlaceOffer

# Placements live higher up; their status is read by its stored value. Who stopped early keeps no place taken.
ACTIVE = ~Q(placements__status="cancelled") & Q(placements__stopped_at__isnull=True)
CHANGED = "place_offer_changed"
DETAILS = ("supervision", "weekdays", "shifts", "particulars", "note", "school_id")


@dataclass(frozen=True)
class Row:
    """What somebody wants in a row of the table; `seen` is the `row_mark` of when the page was opened."""

    number: int
    certainty: str
    seen: str


@dataclass(frozen=True)
class TooFew:
    """Fewer places than needed: `offer` has `taken` students, `kept_free` places held, and needs `needed`."""

    offer: PlaceOffer
    needed: int


@dataclass(frozen=True)
class Changed:
    """Somebody else (`by`, None when that is not known) changed the row since the page was opened."""

    offer: PlaceOffer
    by: object


class NotSaved(Exception):
    """Nothing was stored. `problems` has a TooFew or Changed per offer pk."""

    def __init__(self, problems):
        super().__init__(", ".join(str(pk) for pk in problems))
        self.problems = problems


class HasStudents(Exception):
    """The row cannot go: students are, or were, placed on it, or it was asked or proposed for one."""

    def __init__(self, offer):
        super().__init__(str(offer))
        self.offer = offer


class KeptFree(Exception):
    """The row cannot go: somebody holds a place of it free."""


class DetailsChanged(Exception):
    """Somebody else changed the particulars since the page was opened; `offer` has them as they are now."""

    def __init__(self, offer):
        super().__init__(str(offer))
        self.offer = offer


class OtherSchool(Exception):
    """The row cannot become a group place for this school: students of another school have a place on it."""


class SameRow(Exception):
    """There is a row for this opleiding, year and school already."""


def with_students(offers):
    """Offers with `taken`, the students on them, and `highest`, the last place in use (None for none).

    A student keeps a numbered place, so after a cancellation `highest` may be above `taken`.
    """
    return offers.annotate(taken=Count("placements", filter=ACTIVE), highest=Max("placements__seat", filter=ACTIVE))


def with_held(offers):
    """Offers with `kept_free`: how many of their places are kept free today."""
    standing = HeldPlaces.objects.standing(timezone.localdate()).filter(offer=OuterRef("pk")).order_by()
    total = standing.values("offer").annotate(total=Sum("number")).values("total")
    return offers.annotate(kept_free=Coalesce(Subquery(total, output_field=IntegerField()), Value(0)))


def row_mark(offer):
    """What stands in a row, for a hidden field: two people can then change different rows at once."""
    return f"{offer.number} {offer.certainty}"


def details_mark(offer):
    """The particulars of an offer as a short text, for a hidden field."""
    return fingerprint({name: getattr(offer, name) for name in DETAILS})


@transaction.atomic
def change_rows(*, offers, rows, by):
    """Store {offer pk: Row} for the offers in the queryset `offers`. Returns how many rows are different now.

    A row that I left alone keeps what a colleague made of it. Raises NotSaved, and stores nothing, when a number
    is too low or when a colleague and I changed the same row.
    """
    list(offers.order_by("pk").filter(pk__in=rows).select_for_update(of=("self",), no_key=True))
    found = with_held(with_students(offers.filter(pk__in=rows)))
    changes, problems = [], {}
    for offer in found.select_related("programme", "period", "leerplaats__institution").order_by("pk"):
        row = rows[offer.pk]
        mine, stored = f"{row.number} {row.certainty}", row_mark(offer)
        if mine in (row.seen, stored):
            continue
        needed = max(offer.highest or 0, offer.taken + offer.kept_free)
        if stored != row.seen:
            problems[offer.pk] = Changed(offer, _last_changed_by(offer))
        elif row.number < offer.number and row.number < needed:
            problems[offer.pk] = TooFew(offer, needed)
        else:
            changes.append((offer, row))
    if problems:
        raise NotSaved(problems)
    for offer, row in changes:
        detail = {"before": offer.number, "after": row.number}
        if offer.certainty != row.certainty:
            detail["certainty_before"] = offer.certainty
        if offer.certainty != row.certainty or row.certainty != Certainty.SURE:
            detail["certainty"] = row.certainty
        offer.number, offer.certainty = row.number, row.certainty
        offer.save(update_fields=["number", "certainty"])
        _record(CHANGED, offer, offer.leerplaats, by, **detail)
    return len(changes)


def _last_changed_by(offer):
    subject = f"{offer._meta.label_lower}:{offer.pk}"
    event = AuditEvent.objects.filter(what=CHANGED, subject=subject).select_related("by").first()
    return event.by if event else None


@transaction.atomic
def change_details(*, offer, values, seen, by):
    """Store the particulars `values` of an offer. Raises DetailsChanged, OtherSchool or SameRow.

    `seen` is the `details_mark` of when the page was opened. What is sent twice is stored once.
    """
    stored = PlaceOffer.objects.select_for_update().get(pk=offer.pk)
    wanted = dict(values)
    wanted["school_id"] = getattr(wanted.pop("school", None), "pk", None)
    if all(getattr(stored, name) == wanted[name] for name in DETAILS):
        return stored
    if details_mark(stored) != seen:
        raise DetailsChanged(stored)
    if wanted["school_id"] and stored.placements.exclude(status="cancelled").exclude(school=wanted["school_id"]):
        raise OtherSchool
    before = {name: getattr(stored, name) for name in DETAILS}
    for name in DETAILS:
        setattr(stored, name, wanted[name])
    try:
        with transaction.atomic():
            stored.save(update_fields=DETAILS)
    except IntegrityError as problem:
        raise SameRow from problem
    _record("place_offer_detailed", stored, stored.leerplaats, by, before=before, after=wanted)
    return stored


@transaction.atomic
def add_offer(*, leerplaats, period, programme, year, number, by, **more):
    """A new row of the table; the row that exists when it was sent twice."""
    school = more.pop("school", None)
    Leerplaats.objects.select_for_update(no_key=True).get(pk=leerplaats.pk)
    offer, created = PlaceOffer.objects.get_or_create(
        leerplaats=leerplaats,
        period=period,
        programme=programme,
        year=year,
        school=school,
        defaults={"number": number, "institution_id": leerplaats.institution_id, **more},
    )
    if created:
        sure = {} if offer.certainty == Certainty.SURE else {"certainty": offer.certainty}
        _record("place_offer_created", offer, leerplaats, by, after=number, **sure)
    return offer


@transaction.atomic
def remove_offer(*, offer, by):
    """Take a row away. Raises HasStudents or KeptFree when somebody counts on it."""
    PlaceOffer.objects.select_for_update().get(pk=offer.pk)
    if any(rows.exists() for rows in (offer.placements, offer.proposals, offer.questions)):
        raise HasStudents(offer)
    if offer.held.standing(timezone.localdate()).exists():
        raise KeptFree(str(offer))
    _record("place_offer_removed", offer, offer.leerplaats, by, before=offer.number)
    offer.delete()


def _record(what, offer, leerplaats, by, **detail):
    AuditEvent.record(what, offer, by=by, institution=leerplaats.institution, **detail)
