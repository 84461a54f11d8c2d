"""Forms of the goodbye: the estafette, staying in touch, and thanks."""

from django import forms
from django.core.exceptions import ValidationError

from onboarding.enums import StayWish
from onboarding.forms.student_questions import CarefulForm
from profiles.enums import QuoteKind
from profiles.forms.base import StageForm
from profiles.forms.quotes import ADDRESS_OR_NUMBER
from profiles.models.quotes import TEXT_LENGTH

ASKED = {
    QuoteKind.TIP: ("Je tip", "Wat kan de volgende student het best doen? Bijvoorbeeld: vraag of je mee mag lopen."),
    QuoteKind.HAD_KNOWN: ("Had ik dit maar geweten", "Wat had je zelf vooraf willen weten?"),
    QuoteKind.MOMENT: ("Je mooiste leermoment", "Waarvan leerde je het meest?"),
}
NOTHING = "Vul ten minste één van de vakken in, of ga terug. Je hoeft niets in te vullen."


class LineField(forms.CharField):
    """Words on one line."""

    def to_python(self, value):
        """The typed words, with a space for every break."""
        return " ".join(super().to_python(value).split())


class PassedOnField(LineField):
    """What anybody may read: without a way to reach somebody."""

    def validate(self, value):
        """No address, number or website in it."""
        super().validate(value)
        if ADDRESS_OR_NUMBER.search(value):
            raise ValidationError("Haal het e-mailadres, telefoonnummer of de website eruit.", code="contact")


class RelayForm(CarefulForm, forms.Form):
    """What a student passes on, a field per kind that was not sent yet. Every field may stay empty."""

    mark_optional = False
    warned = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.careful_about = [kind.value for kind in kinds]
        for kind in kinds:
            label, help_text = ASKED[kind]
            self.fields[kind.value] = PassedOnField(
                label=label,
                help_text=f"{help_text} Ten hoogste {TEXT_LENGTH} tekens.",
                max_length=TEXT_LENGTH,
                required=False,
                widget=forms.Textarea({"rows": 3}),
            )

    def clean(self):
        """At least one text is there."""
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(name) for name in self.careful_about):
            raise ValidationError(NOTHING, code="nothing")
        return cleaned

    @property
    def texts(self):
        """{kind: text} of what was written."""
        return {QuoteKind(name): self.cleaned_data[name] for name in self.careful_about}


class StayForm(StageForm, forms.Form):
    """For what a student may be written to after the stage, and where. Nothing is ticked beforehand."""

    mark_optional = False
    wishes = forms.MultipleChoiceField(
        label="Waarvoor mogen wij je mailen?",
        help_text="Kies wat je wilt. Je mag ook alles leeg laten.",
        choices=StayWish.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies uit wat er staat."},
    )
    email = forms.EmailField(
        label="Op welk e-mailadres?",
        help_text="Kies een adres dat je houdt, dus niet dat van je school. Alleen nodig als je iets kiest.",
        required=False,
        max_length=254,
        error_messages={"invalid": "Dit e-mailadres klopt niet. Schrijf het zo: naam@voorbeeld.nl."},
    )

    def clean(self):
        """With a wish there is an address."""
        cleaned = super().clean()
        if cleaned.get("wishes") and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", "Vul in op welk e-mailadres wij je mogen mailen, bijvoorbeeld naam@voorbeeld.nl.")
        return cleaned


class ThanksForm(CarefulForm, forms.Form):
    """A few words of thanks for a student; `seen` is what stood there."""

    mark_optional = False
    careful_about = ("thanks",)
    warned = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    thanks = LineField(
        label="Wat wil je zeggen?",
        help_text="Ten hoogste 300 tekens. Schrijf wat de student goed deed. "
        "Noem geen cliënten, en schrijf niets over gezondheid.",
        max_length=300,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Schrijf een paar woorden, bijvoorbeeld: bedankt voor je rust en je vragen."},
    )
