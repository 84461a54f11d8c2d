"""Leerplaatsen come, change, go to the archive and come back. Nothing is ever deleted."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from profiles import search
from profiles.actions.shared_answers import catch_up
from profiles.folding import fold
from profiles.models import AuditEvent, Leerplaats, Leerplaatsprofiel


class StudentsComing(Exception):
    """The leerplaats cannot go to the archive: `number` students are there or will come."""

    def __init__(self, number):
        super().__init__(f"{number} students")
        self.number = number


class NameTaken(Exception):
    """Another leerplaats in use has this name at the location."""


@transaction.atomic
def create_leerplaats(*, location, name, kind, sector, by):
    """A new leerplaats with an empty profile and its permanent slug."""
    leerplaats = Leerplaats.objects.create(
        institution_id=location.institution_id,
        location=location,
        name=name,
        kind=kind,
        sector=sector,
        slug=_free_slug(name, location),
    )
    Leerplaatsprofiel.objects.create(leerplaats=leerplaats, institution_id=leerplaats.institution_id, updated_by=by)
    search.refresh(leerplaats)
    _record("leerplaats_created", leerplaats, by)
    return leerplaats


@transaction.atomic
def change_leerplaats(*, leerplaats, by):
    """Store the changed name, location, kind or sector. The slug stays: it stands on paper."""
    leerplaats.save()
    search.refresh(leerplaats)
    search.forget_vocabulary()
    catch_up(leerplaats=leerplaats, by=by, note=f"Gegevens van {leerplaats.name} aangepast")
    _record("leerplaats_changed", leerplaats, by, name=leerplaats.name, location=leerplaats.location.name)


@transaction.atomic
def archive_leerplaats(*, leerplaats, by):
    """Take it out of use and offline. Raises StudentsComing as long as a stage there has not ended."""
    locked = Leerplaats.objects.select_for_update().get(pk=leerplaats.pk)
    if locked.archived_at:
        return
    if coming := coming_students(locked):
        raise StudentsComing(coming)
    locked.archived_at = timezone.now()
    locked.save(update_fields=["archived_at"])
    search.forget_vocabulary()
    _record("leerplaats_archived", locked, by)


@transaction.atomic
def restore_leerplaats(*, leerplaats, by):
    """Take it back into use, online again when it was. Raises NameTaken."""
    locked = Leerplaats.objects.select_for_update().get(pk=leerplaats.pk)
    if locked.archived_at is None:
        return
    if Leerplaats.objects.in_use().filter(location=locked.location_id, name=locked.name).exists():
        raise NameTaken(locked.name)
    locked.archived_at = None
    locked.save(update_fields=["archived_at"])
    search.forget_vocabulary()
    catch_up(leerplaats=locked, by=by, note="Terug uit het archief")
    _record("leerplaats_restored", locked, by)


def coming_students(leerplaats):
    """How many students are there now or will come."""
    return leerplaats.placements.active().filter(ends_on__gte=timezone.localdate()).count()


def _free_slug(name, location):
    """ "de-kade-kadeburg-zuid", with a number behind it when that was ever used."""
    base = slugify(fold(f"{name} {location.name}"))[:90].strip("-") or "leerplaats"
    taken = set(Leerplaats.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = 1
    while (slug := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return slug


def _record(what, leerplaats, by, **detail):
    AuditEvent.record(what, leerplaats, by=by, institution=leerplaats.institution, **detail)
