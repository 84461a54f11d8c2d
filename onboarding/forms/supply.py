"""What to see of places and demand."""

from django import forms

from profiles.forms.base import StageForm
from profiles.models import Period, Programme


class SupplyFilter(StageForm, forms.Form):
    """A period, an opleiding, and whether only shortages count; nothing chosen is all."""

    mark_optional = False
    periode = forms.ModelChoiceField(
        label="Periode", queryset=Period.objects.all(), required=False, empty_label="Alle periodes"
    )
    opleiding = forms.ModelChoiceField(
        label="Opleiding", queryset=Programme.objects.all(), required=False, empty_label="Alle opleidingen"
    )
    tekort = forms.BooleanField(label="Alleen tekorten", required=False)

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        for name, first, rows in (
            ("periode", "Alle periodes", [line.period for line in lines]),
            ("opleiding", "Alle opleidingen", [line.programme for line in lines]),
        ):
            self.fields[name].choices = [("", first), *((row.pk, str(row)) for row in dict.fromkeys(rows))]
        self.ignore_wrong()

    def narrow(self, lines):
        """The lines that were asked for; a choice that makes no sense is left out."""
        self.is_valid()
        chosen = self.cleaned_data if self.is_bound else {}
        period, programme = chosen.get("periode"), chosen.get("opleiding")
        return [
            line
            for line in lines
            if (not period or line.period == period)
            and (not programme or line.programme == programme)
            and (not chosen.get("tekort") or line.short > 0)
        ]

    @property
    def chooses(self):
        """Whether anything was chosen."""
        return self.is_bound and any(self.cleaned_data.values())
