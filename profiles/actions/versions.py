"""An earlier version goes online again, as a new version: history is never rewritten."""

from django.db import transaction
from django.utils import timezone

from profiles.actions.leerplaatsprofielen import locked_profile, put_online, touch
from profiles.inheritance import own_answers
from profiles.models import AuditEvent, Photo
from profiles.questions import PARTS

PHOTOS = "photos"


class PhotosGone(Exception):
    """Photos of the version no longer exist; `entries` are their answers."""

    def __init__(self, entries):
        super().__init__(f"{len(entries)} photos")
        self.entries = entries


class ConceptChanged(Exception):
    """Somebody saved the concept after the question was asked whether it may be lost; `profile` is it now."""

    def __init__(self, profile):
        super().__init__(f"version {profile.version}")
        self.profile = profile


@transaction.atomic
def restore_version(*, leerplaats, version, seen, by):
    """Put `version` online again as the newest one, and let the concept follow; returns the new version.

    `seen` is the number of the concept that the person was asked about. Raises ConceptChanged when it was saved
    in between, PhotosGone or NotReady when the version cannot go online any more. Twice does it once.
    """
    profile = locked_profile(leerplaats)
    own = own_answers(version)
    if gone := gone_photos(leerplaats, version):
        raise PhotosGone(gone)
    if profile.answers != own and profile.version != seen:
        raise ConceptChanged(profile)
    note = f"Versie {version.number} teruggezet"
    online = profile.published
    new = put_online(profile, own, leerplaats=leerplaats, by=by, note=note)
    if profile.answers != own:
        _swap_photos(leerplaats, profile.answers.get(PHOTOS) or (), own.get(PHOTOS) or ())
        profile.copied_parts = _still_copied(profile, own)
        profile.answers = own
        touch(profile, by)
    if new != online:
        AuditEvent.record(
            "profile_version_restored",
            leerplaats,
            by=by,
            institution=leerplaats.institution,
            restored=version.number,
            version=new.number,
        )
    return new


def gone_photos(leerplaats, version):
    """The photos of `version` of which the file was thrown away, as they stand in its answers."""
    entries = version.answers.get(PHOTOS) or ()
    kept = {str(pk) for pk in Photo.objects.filter(leerplaats=leerplaats).values_list("pk", flat=True)}
    return [entry for entry in entries if entry["id"] not in kept]


def _still_copied(profile, own):
    """The marks of parts that keep the very answers that were copied."""
    same = {
        part.key
        for part in PARTS
        if all(profile.answers.get(question.key) == own.get(question.key) for question in part.questions)
    }
    return {key: name for key, name in profile.copied_parts.items() if key in same}


def _swap_photos(leerplaats, before, after):
    """Photos that leave the concept can be put back for a month, as after taking them out by hand."""
    wanted = {entry["id"] for entry in after}
    photos = {str(photo.pk): photo for photo in Photo.objects.filter(leerplaats=leerplaats)}
    for position, entry in enumerate(before):
        if entry["id"] not in wanted and (photo := photos.get(entry["id"])):
            photo.removed_at, photo.removed_entry = timezone.now(), entry | {"position": position}
            photo.save(update_fields=["removed_at", "removed_entry"])
    for key in wanted:
        if photos[key].removed_at:
            photos[key].removed_at = photos[key].removed_entry = None
            photos[key].save(update_fields=["removed_at", "removed_entry"])
