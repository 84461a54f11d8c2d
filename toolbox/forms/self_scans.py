"""The self-scan of a begeleider, and what that person is going to do with it."""

from django import forms

from profiles.forms.base import StageForm
from toolbox.guidance import qualities
from toolbox.guidance.scans import LABELS

MOST_CHARACTERS = 200


class SelfScanForm(StageForm, forms.Form):
    """One question for each quality; all need an answer, because a gap says nothing."""

    mark_optional = False
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number, quality in enumerate(qualities(), 1):
            self.fields[quality.key] = forms.TypedChoiceField(
                label=f"{number}. {quality.sentence}",
                choices=[(int(answer), words) for answer, words in LABELS.items()],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": f"Kies een antwoord bij zin {number}: {quality.name.lower()}."},
            )

    @property
    def answers(self):
        """Key of the quality to 1..4, once valid."""
        return {quality.key: self.cleaned_data[quality.key] for quality in qualities()}


class ResolveForm(StageForm, forms.Form):
    """One's own resolve; `seen` is what stood there when the page was opened."""

    mark_optional = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    resolve = forms.CharField(
        label="Dit ga ik doen",
        required=False,
        max_length=MOST_CHARACTERS,
        help_text="Kies iets kleins. Schrijf erbij wanneer. Bijvoorbeeld: elke donderdag om 15.00 uur een gesprek.",
    )
