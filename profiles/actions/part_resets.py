"""A part of the concept goes back to what is online, and that can be undone."""

from django.db import transaction

from profiles.actions.leerplaatsprofielen import locked_profile, touch
from profiles.inheritance import own_answers
from profiles.models import AuditEvent
from profiles.questions import Kind

WHAT = "profile_part_reset"
WITH_OWN_UNDO = (Kind.PHOTOS, Kind.FILM)  # behind these are files, put back one by one


@transaction.atomic
def reset_part(*, leerplaats, part, by):
    """Put the answers of `part` back to those that are online.

    Gives the line of the log, with which undo_reset can take it back; None when there was nothing to put back.
    """
    profile = locked_profile(leerplaats)
    if profile.published is None:
        return None
    before, after = _answers(part, profile.answers), _answers(part, own_answers(profile.published))
    if before == after:
        return None
    _put(profile, part, after, by)
    return AuditEvent.record(
        WHAT, leerplaats, by=by, institution=leerplaats.institution, part=part.key, before=before, after=after
    )


@transaction.atomic
def undo_reset(*, leerplaats, part, event, by):
    """Take a reset back; False, and nothing is done, when the part was changed since."""
    profile = locked_profile(leerplaats)
    now = _answers(part, profile.answers)
    if now == event.detail["before"]:
        return True
    if now != event.detail["after"]:
        return False
    _put(profile, part, event.detail["before"], by)
    AuditEvent.record(f"{WHAT}_undone", leerplaats, by=by, institution=leerplaats.institution, part=part.key)
    return True


def resets_of(leerplaats, part):
    """The resets of a part, as lines of the log."""
    subject = f"{leerplaats._meta.label_lower}:{leerplaats.pk}"
    return AuditEvent.objects.filter(what=WHAT, subject=subject, detail__part=part.key)


def can_reset(profile, part):
    """Whether something in the part is different from what is online, and can be put back."""
    return profile.published is not None and _answers(part, profile.answers) != _answers(
        part, own_answers(profile.published)
    )


def _answers(part, answers):
    keys = [question.key for question in part.questions if question.kind not in WITH_OWN_UNDO]
    return {key: answers[key] for key in keys if answers.get(key)}


def _put(profile, part, answers, by):
    others = {key: value for key, value in profile.answers.items() if key not in _answers(part, profile.answers)}
    profile.answers = others | answers
    touch(profile, by)
