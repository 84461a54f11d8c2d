"""The filter above the overview of the region."""

from django import forms

from profiles.forms.base import StageForm
from profiles.models import Institution, Period, Programme


class SupplyFilter(StageForm, forms.Form):
    """Period, opleiding and institution; everything stands in the address."""

    mark_optional = False
    periode = forms.ModelChoiceField(
        label="Periode", queryset=Period.objects.none(), required=False, empty_label="De eerste die komt"
    )
    opleiding = forms.ModelChoiceField(
        label="Opleiding", queryset=Programme.objects.all(), required=False, empty_label="Alle opleidingen"
    )
    instelling = forms.ModelChoiceField(
        label="Instelling", queryset=Institution.objects.all(), required=False, empty_label="De hele regio"
    )

    def __init__(self, data, *, periods):
        super().__init__(data)
        self.fields["periode"].queryset = periods
        self.ignore_wrong()
