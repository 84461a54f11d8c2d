"""What the two of a pair keep for each other."""

from django import forms

from profiles.forms.base import StageForm

OPEN_AGAIN = {"required": "Open deze pagina opnieuw.", "invalid": "Open deze pagina opnieuw."}


class MeetsForm(StageForm, forms.Form):
    """When the two see each other; both may change it."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=OPEN_AGAIN)
    meets = forms.CharField(
        label="Wanneer zien jullie elkaar?",
        required=False,
        max_length=200,
        help_text="Bijvoorbeeld: dinsdag om 12.30 uur in de kantine.",
    )


class ContactForm(StageForm, forms.Form):
    """How to reach the one who types it: for this pair only."""

    contact = forms.CharField(
        label="Jouw telefoonnummer of e-mailadres",
        max_length=120,
        error_messages={"required": "Vul een telefoonnummer of e-mailadres in, bijvoorbeeld naam@school.nl."},
    )

    def __init__(self, *args, other, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact"].help_text = f"Alleen {other} ziet dit. Je haalt het met één tik weer weg."

    def clean_contact(self):
        """Something one can call or write to."""
        contact = self.cleaned_data["contact"]
        if "@" not in contact and sum(character.isdigit() for character in contact) < 8:
            raise forms.ValidationError("Dit is geen telefoonnummer of e-mailadres. Bijvoorbeeld 06 12 34 56 78.")
        return contact
