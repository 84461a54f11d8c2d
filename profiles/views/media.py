"""What photos and films share: how long a browser may keep a file, and where they are edited."""

from profiles.questions import MEDIA
from profiles.topic_pages import topic_url

FOR_EVER = "public, max-age=31536000, immutable"  # the bytes behind an id never change
FOR_STAFF = "private, max-age=3600"


def media_topic(leerplaats, key):
    """The address of the page with the photos (`key` "photos") or the film ("film") of a leerplaats."""
    topic = next(topic for topic in MEDIA.topics if topic.key == key)
    return topic_url(leerplaats, MEDIA, topic)
