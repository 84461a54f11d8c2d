"""Photos of a leerplaats: the file is a row, the text and the order stand in the answers of the concept."""

import uuid
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from profiles.actions.leerplaatsprofielen import locked_profile, touch
from profiles.models import AuditEvent, Photo

KEY = "photos"
MAX_PHOTOS = 8
RECOVERABLE = timedelta(days=30)


@transaction.atomic
def add_photo(*, leerplaats, clean, by, alt="", decorative=False):
    """Store a CleanPhoto of profiles.photos and put it last in the concept."""
    profile = locked_profile(leerplaats)
    photo = Photo(
        id=uuid.uuid4(),
        leerplaats=leerplaats,
        institution_id=leerplaats.institution_id,
        width=clean.width,
        height=clean.height,
        uploaded_by=by,
    )
    photo.large.save(f"{photo.pk}-large.webp", ContentFile(clean.large), save=False)
    photo.small.save(f"{photo.pk}-small.webp", ContentFile(clean.small), save=False)
    photo.save()
    entry = {"id": str(photo.pk), "alt": alt, "decorative": decorative}
    _store(profile, [*photo_entries(profile), entry], "photo_added", photo, by)
    return photo


@transaction.atomic
def describe_photo(*, leerplaats, photo_id, alt, decorative, by):
    """Say what is on a photo of the concept."""
    profile = locked_profile(leerplaats)
    new = {"id": photo_id, "alt": alt, "decorative": decorative}
    entries = [new if entry["id"] == photo_id else entry for entry in photo_entries(profile)]
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
def put_first(*, leerplaats, photo_id, by):
    """Make it the photo on top of the page."""
    profile = locked_profile(leerplaats)
    entries = photo_entries(profile)
    moved = sorted(entries, key=lambda entry: entry["id"] != photo_id)
    if moved != entries:
        _store(profile, moved, "photo_moved", Photo(pk=photo_id), by)


def photo_entries(profile):
    """The photos of the concept: a list of {"id", "alt", "decorative"}."""
    return list(profile.answers.get(KEY) or ())


def recoverable_photos(leerplaats):
    """The photos taken out in the last thirty days, last one first."""
    since = timezone.now() - RECOVERABLE
    return Photo.objects.filter(leerplaats=leerplaats, removed_at__gte=since).order_by("-removed_at")


def is_online(photo):
    """Whether everyone may see it: its leerplaats is in use and the published version shows it."""
    leerplaats = photo.leerplaats
    profile = getattr(leerplaats, "profile", None)
    if leerplaats.archived_at or profile is None or profile.published is None:
        return False
    return any(entry["id"] == str(photo.pk) for entry in profile.published.answers.get(KEY) or ())


def _store(profile, entries, what, photo, by):
    profile.answers = {key: value for key, value in profile.answers.items() if key != KEY}
    if entries:
        profile.answers[KEY] = entries
    touch(profile, by)
    AuditEvent.record(what, photo, by=by, institution=profile.institution)
