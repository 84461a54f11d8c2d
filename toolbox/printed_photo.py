"""A photo of a leerplaats as it goes into a printed document: a JPEG of the right shape, inside the HTML."""

import base64
import io

from PIL import Image, ImageOps

from profiles.models import Photo

QUALITY = 82


def printed_photo(leerplaats, shown, size):
    """A PagePhoto cut to `size` (width and height in pixels, never enlarged) as a data: address.

    Empty when the leerplaats has no such photo, or when its file is gone: paper is made without it then.
    """
    photo = Photo.objects.filter(leerplaats=leerplaats, pk=shown.id, removed_at=None).first()
    if photo is None:
        return ""
    try:
        with photo.large.open() as file, Image.open(file) as image:
            picture = ImageOps.fit(image.convert("RGB"), _within(image.size, size), centering=_center(shown.focus))
    except OSError:
        return ""
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=QUALITY)
    return f"data:image/jpeg;base64,{base64.b64encode(data.getvalue()).decode()}"


def _center(focus):
    """Where "top-left" or "center" lies, as shares of the width and the height."""
    words = focus.split("-")
    return (
        0 if "left" in words else 1 if "right" in words else 0.5,
        0 if "top" in words else 1 if "bottom" in words else 0.5,
    )


def _within(real, wanted):
    """`wanted` made smaller until the photo is large enough for it, in the same shape."""
    share = min(1, real[0] / wanted[0], real[1] / wanted[1])
    return round(wanted[0] * share), round(wanted[1] * share)
