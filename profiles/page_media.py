"""The photos and the film of a published profile, as plain values for the page."""

from dataclasses import dataclass

from profiles.film_links import linked_film, plain_host
from profiles.photos import SIZES
from profiles.wording import is_described, length_in_words


@dataclass(frozen=True)
class PagePhoto:
    """A photo with the text a screen reader says (empty for decoration), its size and what stays in view.

    Photos of before the size was kept have a `width` of 0; they are shown in one size.
    """

    id: str
    alt: str
    width: int = 0
    height: int = 0
    focus: str = "center"

    @property
    def sources(self):
        """The files of this photo with their width, as (size, width): what a browser chooses from."""
        longest = max(self.width, self.height)
        if not longest:
            return ()
        return tuple((size, round(self.width * min(1, side / longest))) for size, side in reversed(SIZES.items()))


@dataclass(frozen=True)
class PageFilm:
    """A film: a file of ours (`id` and `media_type`), or elsewhere (`url`, and a `player` when we know how)."""

    id: str
    about: str
    length: str
    media_type: str
    has_poster: bool
    has_captions: bool
    transcript: str
    url: str
    host: str
    player: str

    @property
    def is_ours(self):
        """Whether the film itself stands here."""
        return bool(self.media_type)


def shown_photos(answers):
    """The photos of which is said what is on them, in order."""
    return tuple(
        PagePhoto(
            photo["id"],
            "" if photo.get("decorative") else photo["alt"],
            photo.get("width", 0),
            photo.get("height", 0),
            photo.get("focus") or "center",
        )
        for photo in answers.get("photos") or ()
        if is_described(photo)
    )


def shown_film(answers):
    """The film in these answers, or None."""
    film = answers.get("film")
    if not film:
        return None
    url = film.get("url", "")
    found = linked_film(url) if url else None
    return PageFilm(
        id=film.get("id", ""),
        about=film.get("about", ""),
        length=length_in_words(film.get("seconds")),
        media_type=film.get("media_type", ""),
        has_poster=bool(film.get("poster")),
        has_captions=bool(film.get("captions")),
        transcript=film.get("transcript", ""),
        url=url,
        host=found.host if found else plain_host(url),
        player=found.player if found else "",
    )
