"""Reads a film as people send it: is it an mp4 or webm that every browser plays, how long is it, and what must go.

Nothing is decoded and nothing is read into memory: only the boxes that tell what is in the file.
"""

import struct
from dataclasses import dataclass

BRANDS = {b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV", b"dash"}
QUICKTIME = b"qt  "
PLAYS_EVERYWHERE = {b"avc1", b"avc3", b"av01", b"vp09"}
HEVC = {b"hvc1", b"hev1", b"dvh1", b"dvhe"}
PARENTS = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}
PERSONAL = {b"udta", b"meta", b"uuid"}  # place and telephone stand in these
DATED = {b"mvhd", b"tkhd", b"mdhd"}  # these begin with when it was made
MAX_BOXES = 5000
EBML = b"\x1a\x45\xdf\xa3"
WEBM_CODECS = (b"V_VP8", b"V_VP9", b"V_AV1")
UNREADABLE = "Dit bestand kunnen we niet lezen als film. Kies een film in mp4 of webm."
NOT_WHOLE = "Deze film is niet heel aangekomen. Kies de film opnieuw."
TOO_NEW = (
    "Deze film is opgenomen in HEVC (H.265). Die speelt niet in elke browser. Bewaar de film als mp4 met H.264. "
    "Op een iPhone kies je daarvoor bij Instellingen, Camera, Structuren: Meest compatibel."
)
IS_MOV = (
    "Deze film is een mov-bestand. Die speelt niet in elke browser. Bewaar de film als mp4 en kies hem dan opnieuw."
)


class FilmRefused(ValueError):
    """This file is not used; the text says why and what to do."""


@dataclass(frozen=True)
class CheckedFilm:
    """A film that can be kept: its type, the ending of its name, and how long it is (None when it does not say)."""

    media_type: str
    extension: str
    seconds: int | None


def checked_film(file, max_bytes):
    """What the film in `file` is, an upload that can be written to; place and telephone are wiped from it.

    Raises FilmRefused with a sentence.
    """
    size = file.seek(0, 2)
    if size > max_bytes:
        limit = max_bytes // (1024 * 1024)
        raise FilmRefused(f"Deze film is {-(-size // (1024 * 1024))} MB. Kies een film tot {limit} MB.")
    file.seek(0)
    start = file.read(4096)
    try:
        film = _checked_mp4(file, start, size) if start[4:8] == b"ftyp" else _checked_webm(start)
    except (struct.error, ValueError) as problem:
        raise problem if isinstance(problem, FilmRefused) else FilmRefused(UNREADABLE) from problem
    file.seek(0)
    return film


def _checked_webm(start):
    if not start.startswith(EBML) or b"webm" not in start[:64]:
        raise FilmRefused(UNREADABLE)
    if not any(codec in start for codec in WEBM_CODECS):
        raise FilmRefused(UNREADABLE)
    return CheckedFilm("video/webm", "webm", None)


def _checked_mp4(file, start, size):
    if start[8:12] == QUICKTIME:
        raise FilmRefused(IS_MOV)
    brands = {start[8:12], *(start[at : at + 4] for at in range(16, min(struct.unpack(">I", start[:4])[0], 256), 4))}
    if not brands & BRANDS:
        raise FilmRefused(UNREADABLE)
    boxes = list(_boxes(file, 0, size))
    kinds = {kind for kind, _, _ in boxes}
    if not {b"moov", b"mdat"} <= kinds:
        raise FilmRefused(NOT_WHOLE)
    codecs = {_first_four(file, at, 12) for kind, at, _ in boxes if kind == b"stsd"}
    if codecs & HEVC:
        raise FilmRefused(TOO_NEW)
    if not codecs & PLAYS_EVERYWHERE:
        raise FilmRefused(UNREADABLE)
    for kind, at, end in boxes:
        if kind in PERSONAL:
            _wipe(file, at, end)
        elif kind in DATED:
            _undate(file, at)
    return CheckedFilm("video/mp4", "mp4", _length(file, boxes))


def _boxes(file, at, end):
    """The boxes of an mp4 as (kind, start of the content, end), with those inside the ones that hold others."""
    found = 0
    todo = [(at, end)]
    while todo:
        at, end = todo.pop()
        while at < end:
            file.seek(at)
            head = file.read(16)
            length, kind = struct.unpack(">I4s", head[:8])
            content = at + 8
            if length == 1:
                length, content = struct.unpack(">Q", head[8:])[0], at + 16
            elif length == 0:
                length = end - at  # to the end of the file
            if length < content - at or at + length > end:
                raise FilmRefused(NOT_WHOLE)
            found += 1
            if found > MAX_BOXES:
                raise FilmRefused(UNREADABLE)
            yield kind, content, at + length
            if kind in PARENTS:
                todo.append((content, at + length))
            at += length


def _first_four(file, at, offset):
    file.seek(at + offset)
    return file.read(4)


def _length(file, boxes):
    """The length in whole seconds, from the header of the film; None when it holds none."""
    for kind, at, _ in boxes:
        if kind == b"mvhd":
            file.seek(at)
            head = file.read(32)
            scale, length = struct.unpack(">IQ", head[20:32]) if head[0] == 1 else struct.unpack(">II", head[12:20])
            return round(length / scale) or None if scale and length < 2**32 - 1 else None
    return None


def _wipe(file, at, end):
    """Make a box an empty one of the same length, so that nothing else in the file moves."""
    file.seek(at - 4)
    file.write(b"free")
    left = end - at
    while left:
        left -= file.write(bytes(min(left, 64 * 1024)))


def _undate(file, at):
    """Take out when it was made and changed: two moments, after the version of the box and its flags."""
    file.seek(at)
    is_long = file.read(1) == b"\x01"
    file.seek(at + 4)
    file.write(bytes(16 if is_long else 8))
