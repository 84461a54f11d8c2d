"""Choosing two versions to compare."""

from django import forms

from profiles.dutch import short_date
from profiles.forms.base import StageForm


def _errors(which):
    return {
        "required": f"Kies de {which} versie.",
        "invalid_choice": f"Kies de {which} versie uit de lijst.",
    }


class CompareForm(StageForm, forms.Form):
    """Two versions; everything stands in the address. The order does not matter: the older one is `pair[0]`."""

    mark_optional = False
    van = forms.TypedChoiceField(label="Vergelijk", coerce=int, error_messages=_errors("eerste"))
    naar = forms.TypedChoiceField(label="met", coerce=int, error_messages=_errors("tweede"))

    def __init__(self, *args, versions, **kwargs):
        """`versions` are pairs of a number and a moment, the newest first."""
        super().__init__(*args, **kwargs)
        choices = [(number, f"Versie {number}, {short_date(moment)}") for number, moment in versions]
        for name in ("van", "naar"):
            self.fields[name].choices = choices
        if len(choices) > 1:
            self.initial = {"van": choices[1][0], "naar": choices[0][0]}

    def clean(self):
        """Two different versions."""
        cleaned = super().clean()
        if cleaned.get("van") and cleaned.get("van") == cleaned.get("naar"):
            self.add_error("naar", "Kies twee verschillende versies.")
        return cleaned

    @property
    def pair(self):
        """The numbers of the older and the newer version. Only when valid."""
        return tuple(sorted((self.cleaned_data["van"], self.cleaned_data["naar"])))
