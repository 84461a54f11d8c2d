"""For which start date, and which leerplaats, the invitations are."""

from datetime import date

from django import forms

from onboarding.models import Placement
from profiles.dutch import long_date
from profiles.forms.base import StageForm
from profiles.models import Leerplaats


class InvitationFilter(StageForm, forms.Form):
    """The start date and the leerplaats; everything stands in the address."""

    mark_optional = False
    datum = forms.ChoiceField(
        label="Startdatum",
        required=False,
        error_messages={"invalid_choice": "Op deze datum start er niemand. Kies een andere startdatum."},
    )
    leerplaats = forms.ModelChoiceField(
        label="Leerplaats",
        required=False,
        queryset=Leerplaats.objects.none(),
        empty_label="Alle leerplaatsen",
        error_messages={"invalid_choice": "Deze leerplaats staat niet in de lijst. Kies een andere leerplaats."},
    )

    def __init__(self, data=None, *, identity, today, strict=False):
        """`strict` refuses a wrong value in the address, for sending: nobody gets a mail that was not chosen."""
        self.placements = Placement.objects.visible_to(identity).active().filter(starts_on__gte=today)
        self.days = list(self.placements.order_by("starts_on").values_list("starts_on", flat=True).distinct())
        super().__init__(data)
        self.fields["datum"].choices = [(f"{day:%Y-%m-%d}", long_date(day)) for day in self.days]
        self.fields["leerplaats"].queryset = Leerplaats.objects.visible_to(identity).in_use().order_by("sort_name")
        if not strict:
            self.ignore_wrong()

    @property
    def chosen_day(self):
        """The chosen day; the first one when nothing was chosen, None when nobody starts or the address is wrong."""
        if self.errors:
            return None
        value = self._read("datum")
        return date.fromisoformat(value) if value else next(iter(self.days), None)

    @property
    def chosen_leerplaats(self):
        """The chosen leerplaats, or None for all."""
        return self._read("leerplaats")

    def _read(self, name):
        """What was chosen; a wrong value in the address counts as no choice."""
        if not self.is_bound:
            return None
        self.full_clean()
        return self.cleaned_data.get(name)
