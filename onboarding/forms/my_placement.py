"""Forms on the page of the student."""

from django import forms

from onboarding.actions.own_tasks import mark_of
from profiles.forms.base import StageForm


class OwnTaskForm(StageForm, forms.Form):
    """A point of one's own on the checklist."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    done = forms.BooleanField(required=False, widget=forms.HiddenInput)  # of a point that is put back
    text = forms.CharField(
        label="Wat wil je zelf nog regelen?",
        max_length=120,
        error_messages={
            "required": "Vul in wat je wilt regelen, bijvoorbeeld een nieuwe fietsband.",
            "max_length": "Je punt is te lang. Kort het in tot 120 tekens.",
        },
    )
    shared = forms.BooleanField(
        label="Ook zichtbaar voor je begeleiders",
        help_text="Zonder vinkje zien ze alleen hoeveel punten klaar zijn. Zet hier geen namen van cliënten.",
        required=False,
    )

    def clean_text(self):
        """One line of words."""
        return " ".join(self.cleaned_data["text"].split())

    @classmethod
    def of(cls, task, data=None):
        """The form with what this point says now."""
        return cls(data, initial={"text": task.text, "shared": task.shared, "seen": mark_of(task)})
