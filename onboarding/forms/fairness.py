"""The choice of period above the comparison of outcomes."""

from django import forms

from profiles.forms.base import StageForm
from profiles.models import Period


class PeriodChoice(StageForm, forms.Form):
    """Which period to compare."""

    mark_optional = False
    periode = forms.ModelChoiceField(
        label="Periode", queryset=Period.objects.none(), required=False, empty_label="De nieuwste met studenten"
    )

    def __init__(self, data, *, periods):
        super().__init__(data)
        self.fields["periode"].queryset = periods
        self.ignore_wrong()

    @property
    def chosen(self):
        """The chosen Period, or None."""
        return self.cleaned_data["periode"] if self.is_bound and self.is_valid() else None
