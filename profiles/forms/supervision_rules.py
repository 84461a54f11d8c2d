"""Who must guide, per leerjaar of an opleiding."""

from django import forms

from profiles.actions.supervision_rules import levels_mark
from profiles.enums import SupervisionLevel
from profiles.forms.base import StageForm

NO_RULE = "Geen regel: iedereen mag begeleiden"


class SupervisionForm(StageForm, forms.Form):
    """One choice per leerjaar of an opleiding; no choice is no rule. `seen` is what stood there.

    `read` says which loss of places the person has read on the page.
    """

    mark_optional = False
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    read = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, programme, levels, **kwargs):
        super().__init__(*args, initial={"seen": levels_mark(levels)}, **kwargs)
        self.names = {f"jaar-{year}": year for year in sorted({*range(1, programme.years + 1), *levels})}
        for name, year in self.names.items():
            self.fields[name] = forms.TypedChoiceField(
                label=f"Leerjaar {year}",
                choices=[("", NO_RULE), *((one.value, f"Ten minste een {one.label}") for one in SupervisionLevel)],
                coerce=int,
                empty_value=None,
                required=False,
                initial=levels.get(year, ""),
                error_messages={"invalid_choice": "Kies een niveau uit de lijst."},
            )

    @property
    def levels(self):
        """{year: level} of the years with a rule."""
        return {year: self.cleaned_data[name] for name, year in self.names.items() if self.cleaned_data[name]}
