"""Writing something on the list of prioriteiten."""

from django import forms

from onboarding.enums import PriorityColumn
from onboarding.forms.student_questions import CarefulForm
from onboarding.models import Priority


class PriorityForm(CarefulForm, forms.Form):
    """One thing. `seen` is the version that the person saw; `column` and `week` come from the button and the page."""

    warned = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=Priority._meta.get_field("text").verbose_name,
        help_text="Begin met een werkwoord, bijvoorbeeld: oefen de overdracht. Zet er geen namen van cliënten in.",
        max_length=Priority._meta.get_field("text").max_length,
        error_messages={"required": "Schrijf op waar je aan werkt, bijvoorbeeld: oefen de overdracht."},
    )

    def __init__(self, *args, student="", **kwargs):
        """`student`: the name of whose list it is, for who guides; empty for the student."""
        super().__init__(*args, **kwargs)
        if student:
            self.fields["text"].label = f"Waar werkt {student} aan?"

    def clean_text(self):
        """One line of words."""
        return " ".join(self.cleaned_data["text"].split())


def read_column(text):
    """The column that a button named; the first one for what is none."""
    return PriorityColumn(text) if text in PriorityColumn.values else PriorityColumn.NOW
