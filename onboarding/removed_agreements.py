"""The agreement that somebody took away last: kept in the session, so that it can be put back the same day."""

from django.utils import timezone

KEY = "removed_agreement"


def keep_removed(session, kept):
    """Remember what `remove_agreement` gave."""
    session[KEY] = kept | {"day": timezone.localdate().isoformat()}


def forget_removed(session, text):
    """The agreement with this text stands there again."""
    if session.get(KEY, {}).get("text") == text:
        del session[KEY]


def removed_agreement(session, talk):
    """The text that can be put back in `talk` today; an empty text when there is none."""
    kept = session.get(KEY, {})
    is_here = kept.get("talk") == talk.pk and kept.get("day") == timezone.localdate().isoformat()
    return kept["text"] if is_here else ""
