"""Forms on the page of the student."""

from django import forms

from profiles.forms.base import StageForm


class OwnTaskForm(StageForm, forms.Form):
    """An item of one's own on the checklist."""

    text = forms.CharField(
        label="Wat wil je zelf nog regelen?",
        max_length=120,
        error_messages={
            "required": "Vul in wat je wilt regelen, bijvoorbeeld een nieuwe fietsband.",
            "max_length": "Je punt is te lang. Kort het in tot 120 tekens.",
        },
    )
