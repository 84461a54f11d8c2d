"""Recognises the address of a film on YouTube or Vimeo, in all the forms in which people copy it."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

YOUTUBE, VIMEO = "YouTube", "Vimeo"
YOUTUBE_HOSTS = {"youtube.com", "m.youtube.com", "music.youtube.com", "youtube-nocookie.com"}
YOUTUBE_ID = re.compile(r"[\w-]{11}", re.ASCII)
YOUTUBE_PATH = re.compile(r"/(?:shorts|embed|live|v|e)/([\w-]{11})(?:/.*)?", re.ASCII)
VIMEO_PATH = re.compile(
    r"/(?:manage/videos/|channels/[\w-]+/|groups/[\w-]+/videos/|(?:album|showcase)/\d+/video/|video/)?(\d{4,12})(?:/([0-9a-f]{6,20}))?/?",
    re.ASCII,
)
VIMEO_HASH = re.compile(r"[0-9a-f]{6,20}")


@dataclass(frozen=True)
class LinkedFilm:
    """A film elsewhere: where it stands, its address, and the address of the player that goes in a page."""

    host: str
    url: str
    player: str


def linked_film(address):
    """The film at `address`, or None for anything that is no film on YouTube or Vimeo."""
    address = address.strip()
    if "://" not in address:
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    if host == "youtu.be":
        return _on_youtube(parts.path.strip("/"))
    if host in YOUTUBE_HOSTS:
        found = YOUTUBE_PATH.fullmatch(parts.path)
        return _on_youtube(found[1] if found else parse_qs(parts.query).get("v", [""])[0])
    if host in ("vimeo.com", "player.vimeo.com"):
        return _on_vimeo(parts)
    return None


def plain_host(address):
    """Where a link leads, in short: "voorbeeld.nl"."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _on_youtube(film_id):
    if not YOUTUBE_ID.fullmatch(film_id):
        return None
    player = f"https://www.youtube-nocookie.com/embed/{film_id}?autoplay=1&rel=0&hl=nl&cc_load_policy=1"
    return LinkedFilm(YOUTUBE, f"https://www.youtube.com/watch?v={film_id}", player)


def _on_vimeo(parts):
    found = VIMEO_PATH.fullmatch(parts.path)
    if not found:
        return None
    film_id, secret = found[1], found[2] or parse_qs(parts.query).get("h", [""])[0]  # a film that is not listed has one
    if not VIMEO_HASH.fullmatch(secret):
        secret = ""
    player = f"https://player.vimeo.com/video/{film_id}?{f'h={secret}&' if secret else ''}autoplay=1&dnt=1"
    return LinkedFilm(VIMEO, f"https://vimeo.com/{film_id}{f'/{secret}' if secret else ''}", player)
