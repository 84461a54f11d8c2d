"""Sending photos, and saying what is on one and what must stay in view."""

from django import forms
from django.core.exceptions import ValidationError

from profiles.dutch import count
from profiles.forms.base import StageForm
from profiles.photos import PhotoRefused, clean_photo

ALT, DECORATIVE = "alt", "decorative"
MAX_ALT = 200
CENTER = "center"
FOCUSES = (  # in the order of a page: three rows of three; each is a class in profiles.css
    ("top-left", "Links boven"),
    ("top", "Boven"),
    ("top-right", "Rechts boven"),
    ("left", "Links"),
    (CENTER, "Midden"),
    ("right", "Rechts"),
    ("bottom-left", "Links onder"),
    ("bottom", "Onder"),
    ("bottom-right", "Rechts onder"),
)


class SeveralFiles(forms.FileInput):
    """An input that takes more files at once."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """One photo or more, checked by content; its value is (list of CleanPhoto, list of sentences of refusal)."""

    widget = SeveralFiles({"accept": "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif"})
    room = 1  # how many fit; the form knows

    def clean(self, data, initial=None):
        """The clean photos and the refusals. Raises ValidationError when there is nothing, or too much, to read."""
        uploads = [super(PhotosField, self).clean(upload, initial) for upload in data or [None]]
        if len(uploads) > self.room:
            raise ValidationError(
                f"Je koos {len(uploads)} foto's. Er is plek voor {self.room}. Kies er minder.", code="too_many"
            )
        good, refused = [], []
        for upload in uploads:
            try:
                good.append(clean_photo(upload))
            except PhotoRefused as refusal:
                refused.append(f"{upload.name}: {refusal}" if len(uploads) > 1 else str(refusal))
        return good, refused


class PhotoForm(StageForm, forms.Form):
    """Photos to add; `room` is how many there may be. `good` holds the ones to store, also beside refused ones."""

    file = PhotosField(
        label="Foto's",
        help_text="Jpg, png, webp of heic, tot 10 MB per foto. Geen cliënten, geen schermen en geen naamborden.",
        error_messages={
            "required": "Kies een foto.",
            "empty": "Dit bestand is leeg. Kies een andere foto.",
            "invalid": "Kies een foto.",
            "missing": "Kies een foto.",
        },
    )
    good = ()

    def __init__(self, *args, room, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].room = room

    def clean_file(self):
        """The photos that can be kept. Raises ValidationError with a sentence for every other one."""
        self.good, refused = self.cleaned_data["file"]
        if refused:
            raise ValidationError(refused)
        return self.good

    @property
    def kept(self):
        """ "2 foto's zijn", for a sentence about the ones that were fine."""
        photos = count(len(self.good), "foto", "foto's")
        return f"{photos} {'is' if len(self.good) == 1 else 'zijn'}"


class DescribePhotoForm(StageForm, forms.Form):
    """What is on the photo, in words, or that there is nothing to say about it; and what must stay in view."""

    mark_optional = False
    kind = forms.ChoiceField(
        label="Wat vertelt deze foto?",
        choices=((ALT, "Ik beschrijf de foto"), (DECORATIVE, "De foto is alleen versiering")),
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of je de foto beschrijft of dat hij alleen versiering is."},
    )
    alt = forms.CharField(
        label="Beschrijf de foto",
        help_text="Eén zin, voor wie de foto niet ziet. Bijvoorbeeld: de hoofdingang, een draaideur onder een luifel.",
        max_length=MAX_ALT,
        required=False,
        error_messages={"max_length": "Kort je zin in tot %(limit_value)d tekens. Het zijn er nu %(show_value)d."},
    )
    focus = forms.ChoiceField(
        label="Wat moet altijd in beeld blijven?",
        help_text="Op een klein scherm valt soms een rand van de foto weg. Kies waar het belangrijkste staat.",
        choices=FOCUSES,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Kies een van de negen plekken."},
    )

    def __init__(self, *args, entry, **kwargs):
        kind = DECORATIVE if entry.get("decorative") else ALT if entry.get("alt") else ""
        said = {"kind": kind, "alt": entry.get("alt", ""), "focus": entry.get("focus") or CENTER}
        super().__init__(*args, initial=said, **kwargs)
        self.fields["kind"].option_hints = {
            DECORATIVE: "Bijvoorbeeld een foto van een plant. Wie de foto niet ziet, mist niets."
        }

    def clean(self):
        """A description is there when it was promised."""
        cleaned = super().clean()
        if cleaned.get("kind") == ALT and not cleaned.get("alt") and "alt" not in self.errors:
            self.add_error("alt", "Beschrijf wat er op de foto staat, bijvoorbeeld: de hoofdingang.")
        return cleaned

    @property
    def description(self):
        """What the action stores."""
        decorative = self.cleaned_data["kind"] == DECORATIVE
        return {
            "alt": "" if decorative else self.cleaned_data["alt"],
            "decorative": decorative,
            "focus": self.cleaned_data["focus"] or CENTER,
        }
