"""The film of a leerplaats: its files are rows, what is said about it stands in the answers of the concept."""

import hashlib
import uuid
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from profiles.actions.leerplaatsprofielen import locked_profile, store_answer
from profiles.merging import fingerprint
from profiles.models import AuditEvent, Film

KEY = "film"
RECOVERABLE = timedelta(days=30)


class FilmChanged(Exception):
    """Somebody else changed the film in between; nothing is stored. `entry` is what stands there now."""

    def __init__(self, entry):
        super().__init__(entry.get("id", ""))
        self.entry = entry


@transaction.atomic
def add_film_file(*, leerplaats, upload, checked, by):
    """Store an upload with its CheckedFilm of profiles.films as the film of the concept.

    A film that stood there can be put back. The same file has the same id at a leerplaats, so a form that is
    sent twice adds one film.
    """
    profile = locked_profile(leerplaats)
    film_id = _id_of(leerplaats, _digest(upload))
    film = Film.objects.filter(pk=film_id).first()
    if film is None:
        film = _new_row(leerplaats, by, film_id, media_type=checked.media_type)
        upload.seek(0)
        film.file.save(f"{film.pk}.{checked.extension}", upload, save=False)
        film.save(force_insert=True)
    entry = {"id": str(film_id), "media_type": film.media_type}
    if checked.seconds:
        entry["seconds"] = checked.seconds
    return _add(profile, film, entry, by)


@transaction.atomic
def add_film_link(*, leerplaats, url, by):
    """Make a film elsewhere, at `url` of a LinkedFilm, the film of the concept."""
    profile = locked_profile(leerplaats)
    film_id = _id_of(leerplaats, url)
    film = Film.objects.filter(pk=film_id).first()
    if film is None:
        film = _new_row(leerplaats, by, film_id)
        film.save(force_insert=True)
    return _add(profile, film, {"id": str(film_id), "url": url}, by)


@transaction.atomic
def describe_film(*, leerplaats, seen, by, captions=None, poster=None, removed=(), **said):
    """Say what the film of the concept shows: `about`, `seconds`, `transcript`, and for a link `captions_there`.

    `captions` (Captions) and `poster` (CleanPhoto) are new files, `removed` names those that go. `seen` is the
    fingerprint of what stood there when the page was opened; raises FilmChanged when that is no longer so.
    """
    profile = locked_profile(leerplaats)
    entry = film_entry(profile)
    if not entry or fingerprint(entry) != seen:
        raise FilmChanged(entry)
    new = entry | {key: value for key, value in said.items() if key != "captions_there"}
    if "captions_there" in said:
        new["captions"] = said["captions_there"]
    if captions and not new["transcript"]:
        new["transcript"] = captions.text
    if captions or poster or removed:
        new |= _with_files(leerplaats, entry, captions, poster, removed, by)
    if new != entry:
        _store(profile, new, "film_described", Film(pk=new.get("id")), by)


@transaction.atomic
def remove_film(*, leerplaats, by):
    """Take it out of the concept, and return its row (None when there was none).

    What is online keeps it until the next publication.
    """
    profile = locked_profile(leerplaats)
    entry = film_entry(profile)
    if not entry:
        return None
    film = _take_out(leerplaats, entry, by)
    _store(profile, None, "film_removed", film, by)
    return film


@transaction.atomic
def restore_film(*, leerplaats, film, by):
    """Put it back with what was said about it; a film that stands there now is taken out, and can come back too."""
    profile = locked_profile(leerplaats)
    if entry := film_entry(profile):
        _take_out(leerplaats, entry, by)
    entry = film.removed_entry
    _put_in(film)
    _store(profile, entry, "film_restored", film, by)


def film_entry(profile):
    """The film of the concept: {"id", "url" or "media_type", "about", "seconds", "poster", "captions", "transcript"}.

    Empty when there is none. A film from before films had rows has no id.
    """
    return dict(profile.answers.get(KEY) or {})


def recoverable_films(leerplaats):
    """The films taken out in the last thirty days, last one first."""
    since = timezone.now() - RECOVERABLE
    profile = getattr(leerplaats, "profile", None)
    shown = film_entry(profile).get("id") if profile else None
    # an older version that was put back can show a film that had been taken out
    rows = Film.objects.filter(leerplaats=leerplaats, removed_at__gte=since).order_by("-removed_at")
    return rows.exclude(pk=shown) if shown else rows


def is_online(film):
    """Whether everyone may see it: its leerplaats is in use and the published version shows it."""
    leerplaats = film.leerplaats
    profile = getattr(leerplaats, "profile", None)
    if leerplaats.archived_at or profile is None or profile.published is None:
        return False
    return film_entry(profile.published).get("id") == str(film.pk)


def _id_of(leerplaats, what):
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{leerplaats.pk}:{what}")


def _digest(upload):
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _new_row(leerplaats, by, film_id, **fields):
    return Film(id=film_id, leerplaats=leerplaats, institution_id=leerplaats.institution_id, uploaded_by=by, **fields)


def _add(profile, film, entry, by):
    """Make `film` the film of the concept, unless it is already."""
    now = film_entry(profile)
    if now.get("id") == entry["id"] or (entry.get("url") and now.get("url") == entry["url"]):
        return film
    if now:
        _take_out(profile.leerplaats, now, by)
    _put_in(film)
    _store(profile, entry, "film_added", film, by)
    return film


def _take_out(leerplaats, entry, by):
    film = Film.objects.filter(pk=entry.get("id")).first() if entry.get("id") else None
    if film is None:
        film = _new_row(leerplaats, by, uuid.uuid4())
        entry = entry | {"id": str(film.pk)}
    film.removed_at, film.removed_entry = timezone.now(), entry
    film.save()
    return film


def _put_in(film):
    if film.removed_at:
        film.removed_at = film.removed_entry = None
        film.save(update_fields=["removed_at", "removed_entry"])


def _with_files(leerplaats, entry, captions, poster, removed, by):
    """A new row that shares the files that stay, and what the entry then says."""
    old = Film.objects.filter(pk=entry.get("id")).first() if entry.get("id") else None
    film = _new_row(leerplaats, by, uuid.uuid4(), media_type=entry.get("media_type", ""))
    if old:
        film.file, film.poster, film.captions = old.file.name, old.poster.name, old.captions.name
    for name in removed:
        setattr(film, name, "")
    if captions:
        film.captions.save(f"{film.pk}.vtt", ContentFile(captions.vtt.encode()), save=False)
    if poster:
        film.poster.save(f"{film.pk}.webp", ContentFile(poster.medium), save=False)
    film.save(force_insert=True)
    said = {"id": str(film.pk), "poster": bool(film.poster)}
    return said if entry.get("url") else said | {"captions": bool(film.captions)}


def _store(profile, entry, what, film, by):
    store_answer(profile, KEY, entry, by)
    AuditEvent.record(what, film, by=by, institution=profile.institution)
