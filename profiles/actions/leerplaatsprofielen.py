"""A profile is edited part by part, and goes online by a deliberate act."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from profiles import search
from profiles.inheritance import inheritance_of, own_answers
from profiles.merging import DONE, merge
from profiles.models import AuditEvent, Leerplaatsprofiel, ProfileVersion
from profiles.publishing import problems


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
    """What saving did: the profile as it is now, whether it changed, and whether a change of somebody else was kept."""

    profile: Leerplaatsprofiel
    is_changed: bool
    kept_theirs: bool


def locked_profile(leerplaats):
    """The profile of `leerplaats`, locked until the end of the transaction; made when there is none."""
    Leerplaatsprofiel.objects.get_or_create(
        leerplaats=leerplaats, defaults={"institution_id": leerplaats.institution_id}
    )
    # Without joins: after waiting for a lock PostgreSQL reads the locked row anew, but a joined row not.
    return Leerplaatsprofiel.objects.select_for_update().get(leerplaats=leerplaats)


@transaction.atomic
def save_part(*, leerplaats, part, answers, is_done, seen, by, settled=None):
    """Store the answers of one part in the concept.

    `seen` and `settled` are those of profiles.merging. Raises Clash, and stores nothing, when somebody
    else answered one of the questions differently in between. Saving the same twice has one effect.
    """
    profile = locked_profile(leerplaats)
    theirs = {key: profile.answers.get(key) for key in answers} | {DONE: part.key in profile.done_parts}
    merged = merge(answers | {DONE: is_done}, theirs, seen, settled)
    if merged.clashes:
        raise Clash(profile, merged.clashes)
    new = dict(merged.answers)
    done_parts = [key for key in profile.done_parts if key != part.key]
    done_parts += [part.key] if new.pop(DONE) else []
    kept = {key: value for key, value in (profile.answers | new).items() if value}
    is_changed = kept != profile.answers or set(done_parts) != set(profile.done_parts)
    if is_changed:
        profile.answers, profile.done_parts = kept, done_parts
        touch(profile, by)
        AuditEvent.record("profile_saved", leerplaats, by=by, institution=leerplaats.institution, part=part.key)
    return Saved(profile, is_changed, merged.kept_theirs)


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
    return put_online(profile, online | mine, leerplaats=leerplaats, by=by)


def put_online(profile, own, *, leerplaats, by, note=""):
    """Make a version of `own` answers with what is inherited; the profile is locked by the caller.

    `note` says why, when nobody pressed the button on this leerplaats. Raises NotReady. Without changes the
    version that is online is returned.
    """
    inheritance = inheritance_of(leerplaats)
    answers, inherited = inheritance.shown(own), inheritance.origins(own)
    if found := problems(answers, leerplaats.sector):
        raise NotReady(found)
    online = profile.published
    if online is not None and (online.answers, online.inherited) == (answers, inherited):
        return online
    version = ProfileVersion.objects.create(
        leerplaats=leerplaats,
        institution_id=leerplaats.institution_id,
        number=online.number + 1 if online else 1,
        answers=answers,
        inherited=inherited,
        note=note,
        published_by=by,
    )
    profile.published = version
    profile.save(update_fields=["published"])
    leerplaats.profile = profile
    search.refresh(leerplaats)
    search.forget_vocabulary()
    AuditEvent.record(
        "profile_published", leerplaats, by=by, institution=leerplaats.institution, version=version.number
    )
    return version
