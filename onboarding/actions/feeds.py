"""Private addresses of calendars: made, shown again, found, revoked."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from onboarding.models import CalendarFeed
from profiles.link_secrets import derived_secret, hash_of

SALT = "onboarding.calendar_feed"


def make_feed(*, user):
    """The standing feed of `user`; made when there is none, so a second click finds the first."""
    try:
        with transaction.atomic():
            feed = CalendarFeed(user=user)
            feed.token_hash = hash_of(secret_of(feed))
            feed.save()
            return feed
    except IntegrityError:
        return CalendarFeed.objects.get(user=user, revoked_at=None)


def secret_of(feed):
    """The secret in the address of `feed`. It follows from the row, so the address can be shown again."""
    return derived_secret(SALT, feed.user_id, feed.created_at)


def is_readable(feed):
    """Whether the secret that is shown is the one that works; not after the key of the installation was changed."""
    return constant_time_compare(feed.token_hash, hash_of(secret_of(feed)))


def find_feed(token):
    """The standing feed of this secret with its user, or None for every reason why there is none."""
    feeds = CalendarFeed.objects.filter(revoked_at=None, user__is_active=True).select_related("user")
    return feeds.filter(token_hash=hash_of(token)).first()


def revoke_feed(*, user):
    """Close the feed of `user`; returns whether there was one."""
    return bool(CalendarFeed.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now()))
