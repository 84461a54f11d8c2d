"""How long an institution keeps one kind of data."""

from django import forms

from onboarding.retention import BOUNDS
from profiles.forms.base import StageForm


class TermForm(StageForm, forms.Form):
    """A number within the bounds of its kind; `seen` is what stood there."""

    number = forms.IntegerField(
        label="Hoelang?",
        widget=forms.NumberInput(attrs={"class": "input-short"}),
        error_messages={"required": "Vul een aantal in, bijvoorbeeld 6."},
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, chosen):
        super().__init__(data, initial={"number": chosen.number, "seen": chosen.number})
        bounds = BOUNDS[chosen.kind]
        unit = bounds.unit
        self.bounds, wrong = bounds, f"Vul een heel getal in van {bounds.least} tot en met {bounds.most}."
        number = self.fields["number"]
        number.label = f"Hoeveel {unit}?"
        number.help_text = f"Van {bounds.least} tot en met {bounds.most} {unit}."
        number.error_messages |= {
            "required": f"Vul in hoeveel {unit} jullie dit bewaren, bijvoorbeeld {bounds.default}.",
            "invalid": wrong,
        }
        self._wrong = wrong

    def clean_number(self):
        """Within the bounds."""
        number = self.cleaned_data["number"]
        if not self.bounds.least <= number <= self.bounds.most:
            raise forms.ValidationError(self._wrong)
        return number
