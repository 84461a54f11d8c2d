"""A profile begins with the texts of another. Nothing that stands there is written over, and it can be undone."""

from django.db import transaction

from profiles.actions.leerplaatsprofielen import locked_profile, touch
from profiles.copying import copy_parts_of
from profiles.merging import fingerprint
from profiles.models import AuditEvent
from profiles.questions import PARTS

COPIED = "profile_copied"
UNDONE = "profile_copy_undone"


@transaction.atomic
def copy_parts(*, leerplaats, source, parts, by):
    """Take over the parts with these keys from a cleaned Source; returns the AuditEvent, None when nothing came.

    A question with an answer keeps it. A part that something came into counts as begun, and carries whose words
    they are until somebody looks at it. The event holds what an undo needs.
    """
    profile = locked_profile(leerplaats)
    leerplaats.profile = profile
    rows = [row for row in copy_parts_of(source, profile.shown, leerplaats.sector) if row.part.key in parts]
    filled = [row for row in rows if row.answers]
    if not filled:
        return None
    keys = [row.part.key for row in filled]
    new = {key: value for row in filled for key, value in row.answers.items()}
    event = AuditEvent.record(
        COPIED,
        leerplaats,
        by=by,
        institution=leerplaats.institution,
        source=source.name,
        parts=keys,
        kept=[row.part.key for row in rows if row.kept],
        copied={key: fingerprint(value) for key, value in new.items()},
        done=[key for key in keys if key in profile.done_parts],
        marks={key: profile.copied_parts[key] for key in keys if key in profile.copied_parts},
    )
    profile.answers = profile.answers | new
    profile.copied_parts = profile.copied_parts | dict.fromkeys(keys, source.name)
    profile.done_parts = [key for key in profile.done_parts if key not in keys]
    touch(profile, by)
    return event


@transaction.atomic
def undo_copy(*, leerplaats, event, by):
    """Take what came by `event` out again; what was changed since stays. Returns whether anything stayed.

    Twice does it once.
    """
    profile = locked_profile(leerplaats)
    copied, current = event.detail["copied"], profile.answers
    untouched = {key for key, mark in copied.items() if fingerprint(current.get(key)) == mark}
    stayed = any(key in current and key not in untouched for key in copied)
    if not untouched:
        return stayed
    profile.answers = {key: value for key, value in current.items() if key not in untouched}
    parts = [part for part in PARTS if part.key in event.detail["parts"]]
    free = [part.key for part in parts if not any(q.key in profile.answers and q.key in copied for q in part.questions)]
    profile.copied_parts = {key: name for key, name in profile.copied_parts.items() if key not in free}
    profile.copied_parts |= {key: name for key, name in event.detail["marks"].items() if key in free}
    again = [key for key in event.detail["done"] if key in free and key not in profile.done_parts]
    profile.done_parts = [*profile.done_parts, *again]
    touch(profile, by)
    AuditEvent.record(UNDONE, leerplaats, by=by, institution=leerplaats.institution, event=event.pk)
    return stayed


def copies_of(leerplaats):
    """The copies made into a leerplaats, as AuditEvents."""
    return AuditEvent.objects.filter(what=COPIED, subject=f"{leerplaats._meta.label_lower}:{leerplaats.pk}")
