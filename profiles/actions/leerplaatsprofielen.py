"""A profile is edited part by part, and goes online by a deliberate act."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from profiles import search
from profiles.actions.upkeep import record_published
from profiles.inheritance import forget_inheritance, inheritance_of, own_answers
from profiles.merging import DONE, merge, seen_after
from profiles.models import AuditEvent, Leerplaatsprofiel, PartWork, ProfileVersion
from profiles.publishing import changed_parts, problems
from profiles.questions import PARTS

AUTOSAVE_LOG = timedelta(minutes=10)


class Clash(Exception):
    """Somebody saved other answers in between. `keys` are the questions, `profile` what is stored now."""

    def __init__(self, profile, keys):
        super().__init__(", ".join(keys))
        self.profile, self.keys = profile, keys


class NotReady(Exception):
    """The profile cannot go online yet; `problems` says what is missing."""

    def __init__(self, found):
        super().__init__(f"{len(found)} problems")
        self.problems = found


@dataclass(frozen=True)
class Saved:
    """What saving did: the profile as it is now, whether it changed, and whether a change of somebody else was kept.

    `clashes` are the questions an autosave left alone; `seen` the fingerprints for the page that goes on.
    """

    profile: Leerplaatsprofiel
    is_changed: bool
    kept_theirs: bool
    clashes: tuple[str, ...] = ()
    seen: dict = field(default_factory=dict)


def locked_profile(leerplaats):
    """The profile of `leerplaats`, locked until the end of the transaction; made when there is none.

    What was read of location and institution before the lock is forgotten: they may have changed since.
    """
    forget_inheritance(leerplaats)
    Leerplaatsprofiel.objects.get_or_create(
        leerplaats=leerplaats, defaults={"institution_id": leerplaats.institution_id}
    )
    # Without joins: after waiting for a lock PostgreSQL reads the locked row anew, but a joined row not.
    return Leerplaatsprofiel.objects.select_for_update().get(leerplaats=leerplaats)


@transaction.atomic
def save_part(*, leerplaats, part, answers, seen, by, is_done=None, settled=None):
    """Store answers of one part in the concept.

    `is_done` None leaves alone whether the part is ready. `seen` and `settled` are those of profiles.merging.
    Raises Clash, and stores nothing, when somebody else answered one of the questions differently in
    between. Saving the same twice has one effect.
    """
    profile = locked_profile(leerplaats)
    mine = answers | ({} if is_done is None else {DONE: is_done})
    merged = merge(mine, _stored(profile, part, mine), seen, settled)
    if clashes := _questions(merged.clashes):
        raise Clash(profile, clashes)
    is_changed = _store(profile, part, merged.answers, leerplaats, by)
    if is_changed:
        _record(leerplaats, part, by)
    return Saved(profile, is_changed, merged.kept_theirs)


@transaction.atomic
def autosave_part(*, leerplaats, part, answers, seen, by, is_done=None):
    """Store what was typed so far, without a button. What somebody else answered too stays as it is.

    The same as save_part, but a clash holds up nothing else, and there is one line in the log per
    person, part and ten minutes.
    """
    profile = locked_profile(leerplaats)
    mine = answers | ({} if is_done is None else {DONE: is_done})
    merged = merge(mine, _stored(profile, part, mine), seen)
    clashes = _questions(merged.clashes)
    kept = {key: value for key, value in merged.answers.items() if key not in clashes}
    is_changed = _store(profile, part, kept, leerplaats, by)
    if is_changed and not _was_recorded(leerplaats, part, by):
        _record(leerplaats, part, by)
    now_seen = seen_after(mine, _stored(profile, part, mine), seen)
    return Saved(profile, is_changed, merged.kept_theirs, clashes, now_seen)


def _stored(profile, part, keys):
    stored = {key: profile.answers.get(key) for key in keys if key != DONE}
    return stored | ({DONE: part.key in profile.done_parts} if DONE in keys else {})


def _questions(clashes):
    """Whether the part is ready has two answers only: there the last one simply counts."""
    return tuple(key for key in clashes if key != DONE)


def _store(profile, part, answers, leerplaats, by):
    """Put answers in a locked profile; gives whether anything changed. Called ready is looked at: no copy any more."""
    new = dict(answers)
    done, copied = list(profile.done_parts), dict(profile.copied_parts)
    if DONE in new:
        is_done = new.pop(DONE)
        done = [key for key in done if key != part.key] + ([part.key] if is_done else [])
        if is_done:
            copied.pop(part.key, None)
    kept = {key: value for key, value in (profile.answers | new).items() if value}
    now = (kept, set(done), copied)
    if now == (profile.answers, set(profile.done_parts), profile.copied_parts):
        return False
    profile.answers, profile.done_parts, profile.copied_parts = kept, done, copied
    touch(profile, by)
    PartWork.objects.update_or_create(
        profile=profile,
        part=part.key,
        by=by,
        defaults={"institution_id": leerplaats.institution_id, "at": timezone.now()},
    )
    return True


def _record(leerplaats, part, by):
    AuditEvent.record("profile_saved", leerplaats, by=by, institution=leerplaats.institution, part=part.key)


def _was_recorded(leerplaats, part, by):
    subject = f"{leerplaats._meta.label_lower}:{leerplaats.pk}"
    lately = AuditEvent.objects.filter(subject=subject, at__gte=timezone.now() - AUTOSAVE_LOG)
    return lately.filter(what="profile_saved", by=by, detail__part=part.key).exists()


def store_answer(profile, key, value, by):
    """Store one answer of a locked profile; an empty value takes it out."""
    profile.answers = {other: said for other, said in profile.answers.items() if other != key}
    if value:
        profile.answers[key] = value
    touch(profile, by)


def touch(profile, by):
    """Store a locked profile with the next version number."""
    profile.version += 1
    profile.updated_at, profile.updated_by = timezone.now(), by
    profile.save()


@transaction.atomic
def publish(*, leerplaats, by):
    """Put the whole concept online as a new version.

    Raises NotReady. Without changes the version that is online is returned, so that a second click
    makes nothing.
    """
    profile = locked_profile(leerplaats)
    return put_online(profile, profile.answers, leerplaats=leerplaats, by=by)


@transaction.atomic
def publish_part(*, leerplaats, part, by):
    """Put one part of the concept online; what others are writing in other parts stays a concept."""
    profile = locked_profile(leerplaats)
    if profile.published is None:
        return put_online(profile, profile.answers, leerplaats=leerplaats, by=by)
    keys = {question.key for question in part.questions}
    online = {key: value for key, value in own_answers(profile.published).items() if key not in keys}
    mine = {key: value for key, value in profile.answers.items() if key in keys}
    version = put_online(profile, online | mine, leerplaats=leerplaats, by=by)
    record_published(profile, [part], by)  # also when nothing changed: somebody looked at it
    return version


def put_online(profile, own, *, leerplaats, by, note=""):
    """Make a version of `own` answers with what is inherited; the profile is locked by the caller.

    `note` says why, when nobody pressed the button on this leerplaats. Raises NotReady. Without changes the
    version that is online is returned.
    """
    online = profile.published
    version = next_version(profile, own, inheritance_of(leerplaats), leerplaats=leerplaats, by=by, note=note)
    if version is None:
        return online
    version.save()
    profile.published = version
    profile.save(update_fields=["published"])
    leerplaats.profile = profile
    search.refresh(leerplaats)
    search.forget_vocabulary()
    AuditEvent.record(
        "profile_published", leerplaats, by=by, institution=leerplaats.institution, version=version.number
    )
    if not note:
        record_published(profile, changed_parts(online.answers, version.answers) if online else PARTS, by)
    return version


def next_version(profile, own, inheritance, *, leerplaats, by, note):
    """The version, not stored yet, that follows from `own` answers; None when it would be the one that is online.

    Raises NotReady.
    """
    online = profile.published
    answers, inherited = inheritance.shown(own), inheritance.origins(own)
    if found := problems(answers, leerplaats.sector):
        raise NotReady(found)
    if online is not None and (online.answers, online.inherited) == (answers, inherited):
        return None
    return ProfileVersion(
        leerplaats=leerplaats,
        institution_id=leerplaats.institution_id,
        number=online.number + 1 if online else 1,
        answers=answers,
        inherited=inherited,
        note=note,
        published_by=by,
    )
