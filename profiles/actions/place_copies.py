"""Places of one period copied to another. Rows that stand there already are kept, and a copy can be undone."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from profiles.actions.places import DETAILS, details_mark, row_mark
from profiles.models import AuditEvent, Institution, Leerplaats, PlaceOffer

COPIED, UNDONE = "places_copied", "places_copy_undone"
A_YEAR, ABOUT = timedelta(days=364), timedelta(days=60)


@dataclass(frozen=True)
class CopyLine:
    """One leerplaats in a copy: the offers that come along, and those that stand there already."""

    leerplaats: Leerplaats
    brings: tuple
    kept: tuple

    @property
    def places(self):
        """How many places come along."""
        return sum(offer.number for offer in self.brings)


def source_for(target, periods):
    """The period that began about a year before `target`; else the last one before it; None when it is the first."""
    before = [period for period in periods if period.starts_on < target.starts_on]
    year_ago = target.starts_on - A_YEAR
    near = [period for period in before if abs(period.starts_on - year_ago) <= ABOUT]
    if near:
        return min(near, key=lambda period: abs(period.starts_on - year_ago))
    return max(before, key=lambda period: period.starts_on, default=None)


def copy_lines(*, leerplaatsen, source, target):
    """Per leerplaats of the queryset with places in `source` a CopyLine, in order of name; two queries."""
    own = PlaceOffer.objects.filter(leerplaats__in=leerplaatsen)
    there = {_key(offer) for offer in own.filter(period=target)}
    found = defaultdict(list)
    rows = own.filter(period=source, number__gt=0).select_related("leerplaats__location", "programme", "school")
    order = ("leerplaats__sort_name", "leerplaats", "programme__level", "programme__name", "year", "pk")
    for offer in rows.order_by(*order):
        found[offer.leerplaats].append(offer)
    return [
        CopyLine(
            leerplaats,
            tuple(offer for offer in offers if _key(offer) not in there),
            tuple(offer for offer in offers if _key(offer) in there),
        )
        for leerplaats, offers in found.items()
    ]


def first_copy(*, leerplaatsen, sources, targets):
    """The first (source, target) between which something can be copied, or None. `targets` in order of preference.

    Of the sources that of about a year before comes first, then the last ones. One query for any number of periods.
    """
    there = defaultdict(set)
    rows = PlaceOffer.objects.filter(leerplaats__in=leerplaatsen).order_by()
    for period, number, *key in rows.values_list("period", "number", "leerplaats", "programme", "year", "school"):
        there[period].add((tuple(key), number > 0))
    for target in targets:
        keys = {key for key, _ in there[target.pk]}
        best = source_for(target, sources)
        before = [one for one in sources if one.starts_on < target.starts_on and one != best]
        before.sort(key=lambda one: one.starts_on, reverse=True)
        for source in [best, *before] if best else []:
            if any(counts and key not in keys for key, counts in there[source.pk]):
                return source, target
    return None


def _key(offer):
    return offer.leerplaats_id, offer.programme_id, offer.year, offer.school_id


@transaction.atomic
def copy_places(*, institution, leerplaatsen, source, target, by):
    """Copy what `target` does not have yet; returns the AuditEvent that an undo needs, None when nothing came.

    The institution's row is locked, so that two people who copy get each row once.
    """
    Institution.objects.select_for_update(no_key=True).get(pk=institution.pk)
    lines = copy_lines(leerplaatsen=leerplaatsen, source=source, target=target)
    wanted = [_copy(offer, target) for line in lines for offer in line.brings]
    if not wanted:
        return None
    made = PlaceOffer.objects.bulk_create(wanted)
    return AuditEvent.record(
        COPIED,
        institution,
        by=by,
        institution=institution,
        source=source.name,
        target=target.pk,
        target_name=target.name,
        leerplaatsen=sorted({offer.leerplaats_id for offer in made}),
        rows={str(offer.pk): _mark(offer) for offer in made},
        places=sum(offer.number for offer in made),
    )


def _copy(offer, target):
    details = {name: getattr(offer, name) for name in DETAILS}
    return PlaceOffer(
        leerplaats_id=offer.leerplaats_id,
        institution_id=offer.institution_id,
        period=target,
        programme_id=offer.programme_id,
        year=offer.year,
        number=offer.number,
        certainty=offer.certainty,
        **details,
    )


def _mark(offer):
    return f"{row_mark(offer)} {details_mark(offer)}"


def copies_of(institution):
    """The copies made in an institution that were not undone, the last one first."""
    subject = f"{institution._meta.label_lower}:{institution.pk}"
    undone = AuditEvent.objects.filter(what=UNDONE, subject=subject).values_list("detail__event", flat=True)
    return AuditEvent.objects.filter(what=COPIED, subject=subject).exclude(pk__in=[pk for pk in undone if pk])


@transaction.atomic
def undo_copy(*, event, by):
    """Take the copied rows away again; returns (how many went, how many stay).

    A row stays when somebody changed it, or when a student, a proposal, a question or a held place hangs on it.
    """
    institution = Institution.objects.select_for_update(no_key=True).get(pk=event.institution_id)
    marks = event.detail["rows"]
    rows = PlaceOffer.objects.filter(institution=institution, pk__in=marks)
    offers = list(rows.select_for_update().order_by("pk"))
    used = set()
    for relation in ("placements", "proposals", "questions", "held"):
        used |= set(rows.filter(**{f"{relation}__isnull": False}).values_list("pk", flat=True))
    going = [offer.pk for offer in offers if offer.pk not in used and _mark(offer) == marks[str(offer.pk)]]
    PlaceOffer.objects.filter(pk__in=going).delete()
    if not AuditEvent.objects.filter(what=UNDONE, subject=event.subject, detail__event=event.pk).exists():
        AuditEvent.record(UNDONE, institution, by=by, institution=institution, event=event.pk, gone=len(going))
    return len(going), len(offers) - len(going)
