"""Photos of a leerplaats: the file is a row, the text and the order stand in the answers of the concept."""

import hashlib
import uuid
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from profiles.actions.leerplaatsprofielen import locked_profile, store_answer
from profiles.models import AuditEvent, Photo
from profiles.photos import SIZES

KEY = "photos"
MAX_PHOTOS = 8
RECOVERABLE = timedelta(days=30)


@transaction.atomic
def add_photo(*, leerplaats, clean, by, alt="", decorative=False):
    """Store a CleanPhoto of profiles.photos and put it last in the concept.

    The same picture has the same id at a leerplaats, so a form that is sent twice adds one photo.
    """
    profile = locked_profile(leerplaats)
    photo_id = _id_of(leerplaats, clean)
    found = Photo.objects.filter(pk=photo_id).first()
    if found is None:
        found = _store_files(photo_id, leerplaats, clean, by)
    elif str(photo_id) in {entry["id"] for entry in photo_entries(profile)}:
        return found
    elif found.removed_at:
        found.removed_at = found.removed_entry = None
        found.save(update_fields=["removed_at", "removed_entry"])
    shown = {"id": str(photo_id), "width": clean.width, "height": clean.height}
    entry = shown | {"alt": alt, "decorative": decorative}
    _store(profile, [*photo_entries(profile), entry], "photo_added", found, by)
    return found


def _id_of(leerplaats, clean):
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{leerplaats.pk}:{hashlib.sha256(clean.large).hexdigest()}")


def _store_files(photo_id, leerplaats, clean, by):
    photo = Photo(
        id=photo_id,
        leerplaats=leerplaats,
        institution_id=leerplaats.institution_id,
        width=clean.width,
        height=clean.height,
        uploaded_by=by,
    )
    for size in SIZES:
        getattr(photo, size).save(f"{photo.pk}-{size}.webp", ContentFile(getattr(clean, size)), save=False)
    photo.save(force_insert=True)
    return photo


@transaction.atomic
def describe_photo(*, leerplaats, photo_id, by, **said):
    """Say what is on a photo of the concept: its `alt`, whether it is `decorative`, and its `focus`."""
    profile = locked_profile(leerplaats)
    entries = [entry | said if entry["id"] == photo_id else entry for entry in photo_entries(profile)]
    if entries != photo_entries(profile):
        _store(profile, entries, "photo_described", Photo(pk=photo_id), by)


@transaction.atomic
def remove_photo(*, leerplaats, photo_id, by):
    """Take it out of the concept. What is online keeps it until the next publication."""
    profile = locked_profile(leerplaats)
    entries = photo_entries(profile)
    found = [number for number, entry in enumerate(entries) if entry["id"] == photo_id]
    if not found:
        return
    entry = entries.pop(found[0])
    photo = Photo.objects.get(pk=photo_id, leerplaats=leerplaats)
    photo.removed_at, photo.removed_entry = timezone.now(), entry | {"position": found[0]}
    photo.save(update_fields=["removed_at", "removed_entry"])
    _store(profile, entries, "photo_removed", photo, by)


@transaction.atomic
def restore_photo(*, leerplaats, photo, by):
    """Put it back where it was, with the text it had."""
    profile = locked_profile(leerplaats)
    entries = photo_entries(profile)
    entry = dict(photo.removed_entry)
    entries.insert(entry.pop("position"), entry)
    photo.removed_at = photo.removed_entry = None
    photo.save(update_fields=["removed_at", "removed_entry"])
    _store(profile, entries, "photo_restored", photo, by)


@transaction.atomic
def move_photo(*, leerplaats, photo_id, places, by):
    """Move it `places` down the page; a negative number moves it up. The first photo stands on top of the page."""
    profile = locked_profile(leerplaats)
    entries = photo_entries(profile)
    at = next((number for number, entry in enumerate(entries) if entry["id"] == photo_id), None)
    if at is None:
        return
    entry = entries.pop(at)
    entries.insert(max(at + places, 0), entry)
    if entries != photo_entries(profile):
        _store(profile, entries, "photo_moved", Photo(pk=photo_id), by)


def photo_entries(profile):
    """The photos of the concept: a list of {"id", "alt", "decorative", "width", "height", "focus"}.

    Size and focus are missing in what was stored before they were asked.
    """
    return list(profile.answers.get(KEY) or ())


def recoverable_photos(leerplaats):
    """The photos taken out of the concept in the last thirty days, last one first."""
    since = timezone.now() - RECOVERABLE
    profile = getattr(leerplaats, "profile", None)
    shown = [entry["id"] for entry in photo_entries(profile)] if profile else []
    # an older version that was put back can show a photo that had been taken out
    return (
        Photo.objects.filter(leerplaats=leerplaats, removed_at__gte=since).exclude(pk__in=shown).order_by("-removed_at")
    )


def is_online(photo):
    """Whether everyone may see it: its leerplaats is in use and the published version shows it."""
    leerplaats = photo.leerplaats
    profile = getattr(leerplaats, "profile", None)
    if leerplaats.archived_at or profile is None or profile.published is None:
        return False
    return any(entry["id"] == str(photo.pk) for entry in profile.published.answers.get(KEY) or ())


def _store(profile, entries, what, photo, by):
    store_answer(profile, KEY, entries, by)
    AuditEvent.record(what, photo, by=by, institution=profile.institution)
