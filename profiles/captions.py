"""Reads captions as people have them, WebVTT or SubRip, and gives back clean WebVTT and the spoken text."""

import re
from dataclasses import dataclass

MAX_BYTES = 500_000
MOMENT = r"(?:\d{1,3}:)?[0-5]?\d:[0-5]\d[.,]\d{1,3}"
TIMES = re.compile(rf"\s*({MOMENT})\s*-->\s*({MOMENT})(?:\s+(.*))?")
SETTINGS = re.compile(r"(?:\s*(?:align|line|position|size|vertical):[\w%.,-]+)*\s*")
TAG = re.compile(r"<(?P<name>/?[A-Za-z]*)[^<> ]*(?: (?P<who>[^<>]*))?>|\{\\[^{}]*\}")
KEPT_TAGS = {"i", "/i", "b", "/b", "u", "/u"}
UNREADABLE = "Deze ondertiteling kunnen we niet lezen. Kies een vtt- of srt-bestand."


class CaptionsRefused(ValueError):
    """These captions are not used; the text says why and what to do."""


@dataclass(frozen=True)
class Captions:
    """Captions as they are kept: WebVTT, and what is said in them as text."""

    vtt: str
    text: str


def read_captions(data):
    """The captions in `data` (bytes). Raises CaptionsRefused with a sentence."""
    if len(data) > MAX_BYTES:
        raise CaptionsRefused("Dit bestand is te groot voor ondertiteling. Kies een vtt- of srt-bestand tot 500 kB.")
    blocks = re.split(r"\n[ \t]*\n", _text(data).strip("\n"))
    cues = [cue for block in blocks if (cue := _cue(block.split("\n")))]
    if not cues:
        raise CaptionsRefused(UNREADABLE)
    vtt = "\n\n".join(["WEBVTT", *(f"{times}\n{said}" for times, said in cues)])
    lines = [" ".join(TAG.sub("", said).split()) for _, said in cues]
    # captions that roll up repeat the line before
    text = "\n".join(line for before, line in zip(["", *lines], lines, strict=False) if line and line != before)
    return Captions(f"{vtt}\n", text)


def _text(data):
    """The text with plain line ends. Old subtitle programs write Windows-1252."""
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CaptionsRefused(UNREADABLE)
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _cue(lines):
    """One caption as (line with the times, text), or None for a block that is none: a header, a note, a style."""
    # a number or name may stand above the times
    found = next(((number, times) for number, line in enumerate(lines[:2]) if (times := TIMES.fullmatch(line))), None)
    if not found:
        return None
    number, times = found
    start, end = _moment(times[1]), _moment(times[2])
    said = "\n".join(TAG.sub(_kept, line).strip() for line in lines[number + 1 :]).strip()
    if not said or end <= start:
        return None
    settings = times[3] if times[3] and SETTINGS.fullmatch(times[3]) else ""
    return f"{start} --> {end} {settings}".rstrip(), said.replace("-->", "→")


def _kept(tag):
    """What stays of a mark-up tag: bold and the like, and who is speaking as a word."""
    if tag["name"] in KEPT_TAGS:
        return f"<{tag['name']}>"
    return f"{tag['who'].strip()}: " if tag["name"] == "v" and tag["who"] else ""


def _moment(text):
    """ "00:01:02.500" for the ways in which a moment is written; these compare as text too."""
    clock, fraction = re.split("[.,]", text)
    hours, minutes, seconds = ["0", *clock.split(":")][-3:]
    return f"{int(hours):02d}:{int(minutes):02d}:{int(seconds):02d}.{fraction.ljust(3, '0')}"
