"""What people fill in about themselves: photo, phone number, what they want to learn, and a mailed code."""

from django import forms
from django.core.exceptions import ValidationError

from onboarding.models import Placement
from profiles.forms.base import StageForm
from profiles.forms.fields import PhoneField
from profiles.photos import PhotoRefused, clean_photo

MOST_TO_LEARN = Placement._meta.get_field("wants_to_learn").max_length
NO_NAMES = "Schrijf geen namen van cliënten op, en niets over gezondheid: niet van jezelf en niet van een ander."


class PortraitForm(StageForm, forms.Form):
    """One photo of oneself, checked by what is in the file; `photo` holds the clean one."""

    file = forms.FileField(
        label="Kies een foto van jezelf",
        help_text="Jpg, png, webp of heic, tot 10 MB. Alleen jij staat erop.",
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif"}),
        error_messages={
            "required": "Kies een foto.",
            "empty": "Dit bestand is leeg. Kies een andere foto.",
            "invalid": "Kies een foto.",
            "missing": "Kies een foto.",
        },
    )

    def clean_file(self):
        """The photo as it is kept. Raises ValidationError with a sentence."""
        try:
            return clean_photo(self.cleaned_data["file"])
        except PhotoRefused as refusal:
            raise ValidationError(str(refusal)) from None


class OwnPhoneForm(StageForm, forms.Form):
    """One's own number; empty takes it away."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    phone = PhoneField(
        label="Je telefoonnummer",
        help_text="Laat het leeg als je geen nummer wilt opgeven.",
        required=False,
    )

    @classmethod
    def of(cls, user, data=None):
        """The form with the number of `user`."""
        return cls(data, initial={"phone": user.phone, "seen": user.phone})


class LearnForm(StageForm, forms.Form):
    """What a student wants to learn on this stage, in own words."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    wants_to_learn = forms.CharField(
        label="Wat wil je hier leren?",
        help_text=f"Bijvoorbeeld: rustig een gesprek voeren. {NO_NAMES}",
        max_length=MOST_TO_LEARN,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_wants_to_learn(self):
        """One line of words: it stands on a card."""
        return " ".join(self.cleaned_data["wants_to_learn"].split())

    @classmethod
    def of(cls, placement, data=None):
        """The form with what was said about `placement`."""
        said = placement.wants_to_learn
        return cls(data, initial={"wants_to_learn": said, "seen": said})


class FreshCodeForm(StageForm, forms.Form):
    """The six digits of the mail. Spaces and dashes that come along with pasting do no harm."""

    mark_optional = False
    code = forms.CharField(
        label="Code van 6 cijfers",
        error_messages={"required": "Vul de 6 cijfers in die in de mail staan."},
        widget=forms.TextInput(attrs={"class": "input-code", "autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self):
        """Only the digits."""
        return "".join(sign for sign in self.cleaned_data["code"] if sign.isdigit())
