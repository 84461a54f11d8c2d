"""At most how many students at once: a total of one leerplaats, or of several together."""

from django.db import transaction

from profiles.enums import LimitPer
from profiles.merging import Clash
from profiles.models import AuditEvent, Institution, Leerplaats, PlaceLimit


def own_totals(leerplaats):
    """The totals that count for this leerplaats alone: {LimitPer: PlaceLimit}."""
    limits = PlaceLimit.objects.filter(leerplaatsen=leerplaats).prefetch_related("leerplaatsen")
    return {limit.per: limit for limit in reversed(limits) if len(limit.leerplaatsen.all()) == 1}


def totals_mark(totals):
    """The own totals as a short text, for a hidden field: "week=6 day=" """
    return " ".join(f"{per}={totals[per].number if per in totals else ''}" for per in LimitPer.values)


@transaction.atomic
def set_totals(*, leerplaats, numbers, seen, by):
    """Store the own totals {LimitPer: number or None} of a leerplaats. Raises Clash when a colleague was earlier."""
    Leerplaats.objects.select_for_update(no_key=True).get(pk=leerplaats.pk)
    totals = own_totals(leerplaats)
    now = {per: totals[per].number if per in totals else None for per in numbers}
    if now == numbers:
        return
    if totals_mark(totals) != seen:
        raise Clash(totals)
    for per, number in numbers.items():
        if number == now[per]:
            continue
        limit = totals.get(per)
        if number is None:
            _record("removed", limit, by)
            limit.delete()
        elif limit:
            limit.number, limit.version = number, limit.version + 1
            limit.save(update_fields=["number", "version"])
            _record("changed", limit, by)
        else:
            limit = PlaceLimit(institution=leerplaats.institution, name=leerplaats.name, number=number, per=per)
            limit.save()
            limit.leerplaatsen.set([leerplaats])
            _record("created", limit, by)


@transaction.atomic
def save_limit(*, limit, leerplaatsen, version, by):
    """Store a limit of several leerplaatsen. A new one that was sent twice is stored once. Raises Clash."""
    Institution.objects.select_for_update(no_key=True).get(pk=limit.institution_id)
    if limit.pk is None:
        if same := _same(limit, leerplaatsen):
            return same
        what = "created"
    else:
        stored = PlaceLimit.objects.select_for_update().get(pk=limit.pk)
        if stored.version != version:
            if _says_the_same(stored, limit, leerplaatsen):
                return stored
            raise Clash(stored)
        limit.version = version + 1
        what = "changed"
    limit.save()
    limit.leerplaatsen.set(leerplaatsen)
    _record(what, limit, by)
    return limit


def _same(limit, leerplaatsen):
    alike = PlaceLimit.objects.filter(institution=limit.institution_id, name=limit.name)
    return next((one for one in alike if _says_the_same(one, limit, leerplaatsen)), None)


def _says_the_same(stored, limit, leerplaatsen):
    here = {row.pk for row in stored.leerplaatsen.all()}
    facts = ("name", "number", "per")
    return here == {row.pk for row in leerplaatsen} and all(getattr(stored, f) == getattr(limit, f) for f in facts)


@transaction.atomic
def remove_limit(*, limit, by):
    """Take a limit away; twice does it once."""
    stored = PlaceLimit.objects.select_for_update().filter(pk=limit.pk).first()
    if stored:
        _record("removed", stored, by)
        stored.delete()


def _record(what, limit, by):
    detail = {"name": limit.name, "number": limit.number, "per": limit.per}
    detail["leerplaatsen"] = sorted(limit.leerplaatsen.values_list("pk", flat=True))
    AuditEvent.record(f"place_limit_{what}", limit, by=by, institution=limit.institution, **detail)
