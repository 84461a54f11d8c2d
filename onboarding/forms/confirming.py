"""The form of step 4, Bevestigen."""

from django import forms

from onboarding.enums import ProposalStatus
from profiles.forms.base import StageForm


class ConfirmForm(StageForm, forms.Form):
    """Which koppelingen are confirmed."""

    which = forms.ChoiceField(
        label="Welke koppelingen bevestig je?",
        choices=[
            ("locked", "Alleen wat is vastgezet"),
            ("all", "Alles met een plek, ook wat nog een voorstel is"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies welke koppelingen je bevestigt."},
    )

    def narrow(self, proposals):
        """The chosen proposals."""
        if self.cleaned_data["which"] == "locked":
            return proposals.filter(status=ProposalStatus.LOCKED)
        return proposals
