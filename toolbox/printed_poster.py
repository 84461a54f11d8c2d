"""The poster of a leerplaats as the plain values that are printed."""

from profiles.addresses import public_address, written_address
from profiles.page_media import shown_photos
from toolbox.formats.poster import Poster
from toolbox.origins import origin
from toolbox.printed_photo import printed_photo

PHOTO_SIZE = (1600, 640)  # as wide as the sheet at 230 dots per inch, on A3 at 160


def printed_poster(leerplaats):
    """The poster of `leerplaats`, with location, institution and the published version at hand."""
    first = next(iter(shown_photos(leerplaats.profile.published.answers)), None)
    photo = printed_photo(leerplaats, first, PHOTO_SIZE) if first else ""
    return Poster(
        origin=origin(),
        name=leerplaats.name,
        institution=leerplaats.institution.name,
        place=f"{leerplaats.location.name}, {leerplaats.location.town}",
        address=written_address(leerplaats),
        target=public_address(leerplaats),
        photo=photo,
        photo_alt=first.alt if photo else "",
    )
