"""Forms of the werkbank."""

from django import forms
from django.db.models import Q

from onboarding.enums import ProposalStatus
from profiles.forms.base import StageForm
from profiles.models import PlaceOffer


class ProposalFilter(StageForm, forms.Form):
    """Which koppelingen the list shows."""

    mark_optional = False
    toon = forms.ChoiceField(
        label="Toon",
        required=False,
        choices=[
            ("alles", "Alle koppelingen"),
            ("los", "Nog niet vastgezet"),
            ("vast", "Vastgezet"),
            ("let-op", "Met een aandachtspunt"),
            ("zonder", "Zonder plek"),
        ],
    )

    def narrow(self, proposals):
        """The chosen ones; a wrong value in the address counts as no choice."""
        chosen = self.cleaned_data.get("toon") if self.is_bound and self.is_valid() else ""
        return {
            "los": proposals.filter(status=ProposalStatus.PROPOSED),
            "vast": proposals.filter(status=ProposalStatus.LOCKED),
            "let-op": proposals.filter(~Q(reasons__mind=[]), offer__isnull=False),
            "zonder": proposals.filter(offer__isnull=True),
        }.get(chosen, proposals)


class ChoosePlaceForm(StageForm, forms.Form):
    """Another place for one student; only places that are possible can be chosen."""

    offer = forms.ModelChoiceField(
        queryset=PlaceOffer.objects.none(),
        label="Plek",
        error_messages={
            "required": "Kies een plek.",
            "invalid_choice": "Deze plek kan niet meer. Kies een andere plek.",
        },
    )

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        possible = [row.offer.pk for row in rows if row.possible]
        self.fields["offer"].queryset = PlaceOffer.objects.filter(pk__in=possible).select_related("leerplaats")
