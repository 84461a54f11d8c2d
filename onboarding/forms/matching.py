"""Forms of the werkbank."""

from django import forms
from django.db.models import Q

from onboarding.enums import ProposalStatus
from profiles.folding import fold
from profiles.forms.base import StageForm
from profiles.models import Leerplaats, PlaceOffer, Programme, School


class ProposalFilter(StageForm, forms.Form):
    """Which koppelingen the list shows: of `proposals`, all that are there; `crowded` are the over-full offers."""

    mark_optional = False
    zoek = forms.CharField(label="Naam van de student", required=False, max_length=80)
    toon = forms.ChoiceField(
        label="Toon",
        required=False,
        initial="alles",
        choices=[
            ("alles", "Alle koppelingen"),
            ("los", "Nog niet vastgezet"),
            ("vast", "Vastgezet"),
            ("let-op", "Met een aandachtspunt"),
            ("zonder", "Zonder plek"),
            ("te-vol", "Op een plek die te vol is"),
        ],
    )
    opleiding = forms.ModelChoiceField(
        label="Opleiding", required=False, queryset=Programme.objects.none(), empty_label="Alle opleidingen"
    )
    leerplaats = forms.ModelChoiceField(
        label="Leerplaats", required=False, queryset=Leerplaats.objects.none(), empty_label="Alle leerplaatsen"
    )
    school = forms.ModelChoiceField(
        label="School", required=False, queryset=School.objects.none(), empty_label="Alle scholen"
    )

    def __init__(self, *args, proposals, crowded=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.crowded = list(crowded)
        rows = proposals.order_by()
        self.fields["opleiding"].queryset = Programme.objects.filter(pk__in=rows.values("request__programme"))
        self.fields["leerplaats"].queryset = Leerplaats.objects.filter(pk__in=rows.values("offer__leerplaats"))
        self.fields["school"].queryset = School.objects.filter(pk__in=rows.values("request__school"))
        self.ignore_wrong()

    def narrow(self, proposals, keep=None):
        """The chosen ones, with `keep` (a key) always among them; a wrong value in the address counts as no choice."""
        if not self.is_bound:
            return proposals
        self.is_valid()
        chosen = self.cleaned_data
        wanted = self._shown(chosen.get("toon"))
        if chosen.get("opleiding"):
            wanted &= Q(request__programme=chosen["opleiding"])
        if chosen.get("leerplaats"):
            wanted &= Q(offer__leerplaats=chosen["leerplaats"])
        if chosen.get("school"):
            wanted &= Q(request__school=chosen["school"])
        for word in fold(chosen.get("zoek", "")).split():
            wanted &= Q(request__student__sort_name__contains=word)
        return proposals.filter(wanted | Q(pk=keep) if keep else wanted)

    def narrow_new(self, requests):
        """The chosen ones of the requests that are in no proposal yet: they have no place and are not fixed."""
        if not self.is_bound:
            return requests
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("leerplaats") or chosen.get("toon") in ("vast", "let-op", "te-vol"):
            return requests.none()
        wanted = Q()
        if chosen.get("opleiding"):
            wanted &= Q(programme=chosen["opleiding"])
        if chosen.get("school"):
            wanted &= Q(school=chosen["school"])
        for word in fold(chosen.get("zoek", "")).split():
            wanted &= Q(student__sort_name__contains=word)
        return requests.filter(wanted)

    def _shown(self, chosen):
        return {
            "los": Q(status=ProposalStatus.PROPOSED),
            "vast": Q(status=ProposalStatus.LOCKED),
            "let-op": Q(offer__isnull=False) & (Q(reasons__mind__0__isnull=False) | Q(reasons__not__0__isnull=False)),
            "zonder": Q(offer__isnull=True),
            "te-vol": Q(offer__in=self.crowded),
        }.get(chosen, Q())


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
    seen = forms.CharField(widget=forms.HiddenInput, required=False)  # see onboarding.actions.matching.mark_of

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        possible = [row.offer.pk for row in rows if row.possible]
        self.fields["offer"].queryset = PlaceOffer.objects.filter(pk__in=possible).select_related("leerplaats")
