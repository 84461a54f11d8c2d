"""The point that a student took off the own list last: kept in the session, so that it can be put back."""

from datetime import timedelta

from django.utils import timezone
from django.utils.dateparse import parse_datetime

KEY = "removed_point"
KEPT_FOR = timedelta(minutes=30)


def keep_removed(session, kept):
    """Remember what `remove_own_task` gave."""
    session[KEY] = kept | {"at": timezone.now().isoformat()}


def forget_removed(session, text):
    """The point with this text stands on the list again."""
    if session.get(KEY, {}).get("text") == text:
        del session[KEY]


def removed_point(session, placement):
    """What can be put back on the list of `placement`: text, shared and done; None when there is nothing."""
    kept = session.get(KEY)
    if not kept or kept["placement"] != placement.pk or parse_datetime(kept["at"]) < timezone.now() - KEPT_FOR:
        return None
    return kept
