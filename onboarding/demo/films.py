"""One film for the region to try out: our own drawings one after the other, without sound, with captions."""

from pathlib import Path

from django.core.files import File

from profiles.actions.films import add_film_file, describe_film, film_entry
from profiles.actions.leerplaatsprofielen import locked_profile
from profiles.captions import read_captions
from profiles.films import CheckedFilm
from profiles.merging import fingerprint

FILM = Path(__file__).parent / "films" / "van-ingang-naar-teamkamer.mp4"
FILMED = ("kadeburg", "de-kade")  # institution and leerplaats
SECONDS = 12


def add_demo_film(leerplaats, poster, by):
    """Give `leerplaats` the film, with `poster` (a CleanPhoto) before it plays."""
    with FILM.open("rb") as file:
        checked = CheckedFilm("video/mp4", "mp4", SECONDS)
        add_film_file(leerplaats=leerplaats, upload=File(file, FILM.name), checked=checked, by=by)
    describe_film(
        leerplaats=leerplaats,
        seen=fingerprint(film_entry(locked_profile(leerplaats))),
        by=by,
        about="Proeffilm zonder geluid: van de ingang naar de teamkamer, in drie tekeningen.",
        seconds=SECONDS,
        transcript="",
        captions=read_captions(FILM.with_suffix(".vtt").read_bytes()),
        poster=poster,
    )
