"""Sending a photo, and saying what is on it."""

from django import forms
from django.core.exceptions import ValidationError

from profiles.forms.base import StageForm
from profiles.photos import PhotoRefused, clean_photo

ALT, DECORATIVE = "alt", "decorative"
MAX_ALT = 200


class PhotoField(forms.FileField):
    """A photo, checked by content; its value is a CleanPhoto."""

    widget = forms.FileInput({"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data, initial=None):
        """The clean photo. Raises ValidationError with the sentence of the refusal."""
        upload = super().clean(data, initial)
        try:
            return clean_photo(upload)
        except PhotoRefused as refusal:
            raise ValidationError(str(refusal), code="refused") from refusal


class PhotoForm(StageForm, forms.Form):
    """One photo."""

    file = PhotoField(
        label="Foto",
        help_text="Jpg, png of webp, tot 10 MB. Geen cliënten, geen schermen en geen naamborden.",
        error_messages={
            "required": "Kies een foto.",
            "empty": "Dit bestand is leeg. Kies een andere foto.",
            "invalid": "Kies een foto.",
            "missing": "Kies een foto.",
        },
    )


class DescribePhotoForm(StageForm, forms.Form):
    """What is on the photo, in words; or that there is nothing to say about it."""

    mark_optional = False
    kind = forms.ChoiceField(
        label="Wat vertelt deze foto?",
        choices=((ALT, "Ik beschrijf de foto"), (DECORATIVE, "De foto is alleen versiering")),
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of je de foto beschrijft of dat hij alleen versiering is."},
    )
    alt = forms.CharField(
        label="Wat zie je op de foto?",
        help_text="Eén zin, voor wie de foto niet ziet. Bijvoorbeeld: de hoofdingang, een draaideur onder een luifel.",
        max_length=MAX_ALT,
        required=False,
        error_messages={"max_length": "Kort je zin in tot %(limit_value)d tekens. Het zijn er nu %(show_value)d."},
    )

    def __init__(self, *args, entry, **kwargs):
        kind = DECORATIVE if entry.get("decorative") else ALT if entry.get("alt") else ""
        super().__init__(*args, initial={"kind": kind, "alt": entry.get("alt", "")}, **kwargs)
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
        return {"alt": "" if decorative else self.cleaned_data["alt"], "decorative": decorative}
