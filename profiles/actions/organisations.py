"""Institutions, locations and schools: stored with a line in the log, removed only when nothing hangs on them."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.text import slugify

from profiles import geography, search
from profiles.folding import fold
from profiles.models import AuditEvent, Leerplaats


class InUse(Exception):
    """The row cannot be removed: other rows depend on it."""


@transaction.atomic
def save_institution(*, institution, by):
    """Store it, with a slug when it is new; its leerplaatsen are found by the new name."""
    _save_with_slug(institution, by)
    search.refresh_all(Leerplaats.objects.filter(institution=institution))


@transaction.atomic
def save_school(*, school, by):
    """Store it, with a slug when it is new."""
    _save_with_slug(school, by)


@transaction.atomic
def save_location(*, location, by):
    """Store it with its place on the map; its leerplaatsen are found by the new name and town."""
    geography.locate(location)
    save_row(row=location, by=by, institution=location.institution)
    search.refresh_all(Leerplaats.objects.filter(location=location))


@transaction.atomic
def save_row(*, row, by, institution=None):
    """Store a new or changed row with a line in the log."""
    what = "changed" if row.pk else "created"
    row.save()
    AuditEvent.record(f"{row._meta.model_name}_{what}", row, by=by, institution=institution, name=str(row))


@transaction.atomic
def remove_row(*, row, by, institution=None):
    """Remove a row nothing depends on. Raises InUse."""
    try:
        with transaction.atomic():
            AuditEvent.record(f"{row._meta.model_name}_removed", row, by=by, institution=institution, name=str(row))
            row.delete()
    except ProtectedError as problem:
        raise InUse(str(row)) from problem


def _save_with_slug(row, by):
    if not row.slug:
        row.slug = _free_slug(row)
    save_row(row=row, by=by)


def _free_slug(row):
    base = slugify(fold(row.name))[:50].strip("-") or "organisatie"
    taken = set(type(row).objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 1000))) if slug not in taken)
