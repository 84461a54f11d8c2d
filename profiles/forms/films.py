"""Sending a film or the address of one, and what goes with it: captions, text, poster and length."""

import re

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from profiles.captions import CaptionsRefused, read_captions
from profiles.film_links import linked_film
from profiles.films import FilmRefused, checked_film
from profiles.forms.base import StageForm
from profiles.forms.fields import WordsField
from profiles.merging import fingerprint
from profiles.photos import PhotoRefused, clean_photo

FILE, LINK = "file", "link"
LENGTH = re.compile(r"(\d{1,2})(?:[:.,](\d{2}))?(?:\s*min(?:uten|uut|\.)?)?")
LONGEST = 60 * 60
ADVISED = 3 * 60
NO_SUCH_LINK = (
    "Dit adres herkennen we niet. Plak het adres van een film op YouTube of Vimeo, "
    "bijvoorbeeld https://vimeo.com/123456789."
)
MAX_TRANSCRIPT = 10_000
EMPTY = "Dit bestand is leeg. Kies een ander bestand."


class FilmField(forms.FileField):
    """A film, checked by content; its value is (the upload, a CheckedFilm), or None."""

    widget = forms.FileInput({"accept": "video/mp4,video/webm,.mp4,.m4v,.webm"})

    def clean(self, data, initial=None):
        """The film. Raises ValidationError with the sentence of the refusal."""
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return upload, checked_film(upload, max_film_bytes())
        except FilmRefused as refusal:
            raise ValidationError(str(refusal), code="refused") from refusal


class CaptionsField(forms.FileField):
    """Captions; its value is a Captions, or None."""

    widget = forms.FileInput({"accept": ".vtt,.srt,text/vtt"})

    def clean(self, data, initial=None):
        """The captions. Raises ValidationError with the sentence of the refusal."""
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return read_captions(upload.read())
        except CaptionsRefused as refusal:
            raise ValidationError(str(refusal), code="refused") from refusal


class PosterField(forms.FileField):
    """A picture, checked by content; its value is a CleanPhoto, or None."""

    widget = forms.FileInput({"accept": "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif"})

    def clean(self, data, initial=None):
        """The clean picture. Raises ValidationError with the sentence of the refusal."""
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return clean_photo(upload)
        except PhotoRefused as refusal:
            raise ValidationError(str(refusal), code="refused") from refusal


class LengthField(forms.CharField):
    """How long a film is, as people write it: 2:30 or 2.30 or 2; its value is a number of seconds."""

    widget = forms.TextInput({"class": "input-short", "autocomplete": "off"})

    def clean(self, value):
        """The seconds, or None. Raises ValidationError."""
        text = super().clean(value)
        if not text:
            return None
        found = LENGTH.fullmatch(text.lower())
        seconds = int(found[1]) * 60 + int(found[2] or 0) if found else 0
        if not found or int(found[2] or 0) > 59 or not seconds:
            raise ValidationError("Schrijf minuten en seconden zo: 2:30.", code="invalid")
        if seconds > LONGEST:
            raise ValidationError("Deze film is te lang. Kies een film tot 60 minuten.", code="too_long")
        return seconds

    def prepare_value(self, value):
        """The seconds as they are typed."""
        return f"{value // 60}:{value % 60:02d}" if isinstance(value, int) else value


class FilmForm(StageForm, forms.Form):
    """A film to send, or the address of one."""

    mark_optional = False
    source = forms.ChoiceField(
        label="Waar staat de film?",
        choices=((FILE, "Ik stuur de film"), (LINK, "De film staat op YouTube of Vimeo")),
        widget=forms.RadioSelect,
        required=False,
    )
    file = FilmField(
        label="Film",
        required=False,
        error_messages={"empty": EMPTY, "invalid": "Kies een film.", "missing": "Kies een film."},
    )
    url = forms.CharField(
        label="Adres van de film",
        help_text="Bijvoorbeeld https://www.youtube.com/watch?v=… of https://vimeo.com/…",
        max_length=300,
        required=False,
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = f"Mp4 of webm, tot {settings.FILM_MAX_MB} MB. Geen cliënten in beeld."

    def clean_url(self):
        """The LinkedFilm at the address, or None when nothing was typed."""
        address = self.cleaned_data["url"]
        film = linked_film(address) if address else None
        if address and film is None:
            raise ValidationError(NO_SUCH_LINK, code="unknown")
        return film

    def clean(self):
        """One film, of the kind that was chosen; who gave only one of the two need not have chosen."""
        cleaned = super().clean()
        source = cleaned.get("source") or self._only_one_given()
        if not source and not self.errors:
            self.add_error("source", "Kies of je een film stuurt of dat hij op YouTube of Vimeo staat.")
        if source == FILE and not cleaned.get("file") and "file" not in self.errors:
            self.add_error("file", "Kies een film.")
        if source == LINK and not cleaned.get("url") and "url" not in self.errors:
            self.add_error("url", "Plak het adres van de film, bijvoorbeeld https://vimeo.com/123456789.")
        other = "url" if source == FILE else "file"
        if source:
            self.errors.pop(other, None)
        return cleaned | {"source": source}

    def _only_one_given(self):
        has_file, has_link = "file" in self.files, bool(self.data.get(self.add_prefix("url")))
        return {(True, False): FILE, (False, True): LINK}.get((has_file, has_link), "")


class DescribeFilmForm(StageForm, forms.Form):
    """What goes with a film. `entry` is the film of the concept; `host` names the site of a link."""

    mark_optional = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    about = forms.CharField(
        label="Wat zie je in de film?",
        help_text="Eén zin. Bijvoorbeeld: Samira laat zien hoe je van de ingang naar de afdeling loopt.",
        max_length=200,
        required=False,
    )
    length = LengthField(
        label="Hoe lang duurt de film?",
        help_text="Minuten en seconden, bijvoorbeeld 2:30. Liefst niet langer dan 3 minuten.",
        required=False,
    )
    captions = CaptionsField(
        label="Ondertiteling",
        help_text="Een vtt- of srt-bestand. Voor wie de film niet kan horen, of kijkt zonder geluid.",
        required=False,
        error_messages={"empty": EMPTY, "invalid": "Kies een vtt- of srt-bestand."},
    )
    remove_captions = forms.BooleanField(label="Haal de ondertiteling weg", required=False)
    captions_there = forms.BooleanField(required=False)
    transcript = WordsField(
        label="Wat wordt er gezegd?",
        help_text="De tekst van de film, uitgeschreven.",
        max_length=MAX_TRANSCRIPT,
        rows=8,
        required=False,
    )
    poster = PosterField(
        label="Beeld vóór het afspelen",
        help_text="Een foto die studenten zien tot de film speelt. Jpg, png, webp of heic, tot 10 MB.",
        required=False,
        error_messages={"empty": EMPTY, "invalid": "Kies een foto."},
    )
    remove_poster = forms.BooleanField(label="Haal dit beeld weg", required=False)

    def __init__(self, *args, entry, host="", **kwargs):
        said = {"about": entry.get("about", ""), "length": entry.get("seconds"), "seen": fingerprint(entry)}
        said |= {"transcript": entry.get("transcript", ""), "captions_there": bool(entry.get("captions"))}
        super().__init__(*args, initial=said, **kwargs)
        self.is_link = bool(entry.get("url"))
        if self.is_link:
            self.fields["captions_there"].label = f"De film heeft op {host} ondertiteling"
            gone = ["captions", "remove_captions"]
        else:
            self.fields["transcript"].help_text += " Laat je dit leeg, dan nemen we de ondertiteling over."
            gone = ["captions_there"] + ([] if entry.get("captions") else ["remove_captions"])
        gone += [] if entry.get("poster") else ["remove_poster"]
        for name in gone:
            del self.fields[name]

    @property
    def description(self):
        """What the action stores."""
        cleaned = self.cleaned_data
        said = {"about": cleaned["about"], "seconds": cleaned["length"], "transcript": cleaned["transcript"]}
        if self.is_link:
            said["captions_there"] = cleaned["captions_there"]
        files = {name: cleaned.get(name) for name in ("captions", "poster")}
        removed = [name for name, new in files.items() if cleaned.get(f"remove_{name}") and not new]
        return said | files | {"removed": removed, "seen": cleaned["seen"]}

    @property
    def is_long(self):
        """Whether the film is longer than students like."""
        return (self.cleaned_data["length"] or 0) > ADVISED


def max_film_bytes():
    """How large a film may be."""
    return settings.FILM_MAX_MB * 1024 * 1024
