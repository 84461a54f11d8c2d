"""Reads a photo as people send it and gives back clean ones in three sizes: checked by content, without metadata."""

import io
import warnings
from contextlib import contextmanager
from dataclasses import dataclass

import pillow_heif
from PIL import Image, ImageCms, ImageFile, ImageOps

pillow_heif.register_heif_opener(thumbnails=False)  # phones save HEIC; only what is opened as HEIF goes there

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
SIZES = {"large": 1920, "medium": 960, "small": 480}  # longest side, in pixels
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
CAN_MOVE = ("PNG", "WEBP")  # a JPEG or HEIC with more pictures holds one photo and what the phone adds to it
UNREADABLE = "Dit bestand kunnen we niet lezen als foto. Kies een foto in jpg, png, webp of heic."


class PhotoRefused(ValueError):
    """This file is not used; the text says why and what to do."""


@dataclass(frozen=True)
class CleanPhoto:
    """A photo as it is kept: WebP bytes of three sizes, and the size of the large one."""

    large: bytes
    medium: bytes
    small: bytes
    width: int
    height: int


def clean_photo(file):
    """The photo in `file`, an open binary file or upload. Raises PhotoRefused with a sentence.

    The number of pixels is read from the header and checked before anything is decoded, so that a
    small file cannot unpack into gigabytes.
    """
    _check_bytes(file)
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(file, formats=FORMATS) as image:
                _check_pixels(image.width * image.height)
                _check_stands_still(image)
                picture = _decoded(image)
        except PhotoRefused:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise PhotoRefused(_too_many_pixels()) from None
        except Exception as problem:  # decoders of four formats meet hostile bytes: any fault is one answer
            raise PhotoRefused(UNREADABLE) from problem
    large = _fitted(picture, SIZES["large"])
    medium, small = (_fitted(large, SIZES[name]) for name in ("medium", "small"))
    return CleanPhoto(_as_webp(large), _as_webp(medium), _as_webp(small), large.width, large.height)


def _check_bytes(file):
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if size > MAX_BYTES:
        # rounded up, so that a file just over the limit is never called 10 MB
        raise PhotoRefused(f"Deze foto is {-(-size // (1024 * 1024))} MB. Kies een foto tot 10 MB.")


def _check_pixels(pixels):
    if pixels > MAX_PIXELS:
        raise PhotoRefused(_too_many_pixels(pixels))


def _too_many_pixels(pixels=None):
    many = f" ({-(-pixels // 1_000_000)} miljoen)" if pixels else ""
    return f"Deze foto heeft te veel beeldpunten{many}. Kies een foto tot 40 miljoen beeldpunten."


def _check_stands_still(image):
    if image.format in CAN_MOVE and getattr(image, "is_animated", False):
        raise PhotoRefused("Deze foto beweegt. Kies een foto die stilstaat.")


def _decoded(image):
    """Upright, in sRGB, on white, and without anything but pixels."""
    image.draft("RGB", (SIZES["large"], SIZES["large"]))  # lets JPEG decode at a smaller scale; the others ignore it
    with _whole_files_only():
        image.load()
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        upright = upright.convert("RGBA")
        on_white = Image.new("RGB", upright.size, "white")
        on_white.paste(upright, mask=upright.getchannel("A"))
        upright = on_white
    plain = Image.new("RGB", upright.size)
    plain.paste(_in_srgb(upright, profile))
    return plain


@contextmanager
def _whole_files_only():
    """Refuse half a photo, also after the PDF engine told Pillow for this whole process to be lenient."""
    lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _in_srgb(image, profile):
    """The colours as they were meant: phones save in a wider colour space than the web assumes."""
    if image.mode in ("RGB", "CMYK") and profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile is no reason to refuse the photo
    return image.convert("RGB")


def _fitted(image, longest):
    smaller = image.copy()
    smaller.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return smaller


def _as_webp(image):
    data = io.BytesIO()
    image.save(data, "WEBP", quality=80, method=4)
    return data.getvalue()
