"""Who owns a profile."""

from django import forms

from profiles.forms.base import StageForm
from profiles.owners import possible_owners


class OwnerForm(StageForm, forms.Form):
    """The people who may edit `leerplaats`, one to choose; the owner of now is chosen already."""

    owner = forms.ChoiceField(
        label="Wie houdt dit profiel bij?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wie dit profiel bijhoudt.", "invalid_choice": "Kies een naam uit de lijst."},
    )

    def __init__(self, *args, leerplaats, owner, **kwargs):
        super().__init__(*args, initial={"owner": owner and str(owner.pk)}, **kwargs)
        self._people = {str(user.pk): user for user in possible_owners(leerplaats)}
        self.fields["owner"].choices = [(key, user.name) for key, user in self._people.items()]

    def clean_owner(self):
        """The person behind the choice."""
        return self._people[self.cleaned_data["owner"]]
