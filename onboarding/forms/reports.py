"""What a student says is not right in a profile."""

from django import forms

from profiles.forms.base import StageForm
from profiles.questions import PARTS
from profiles.upkeep import has_answers

MAX_CHARACTERS = 500


class ReportForm(StageForm, forms.Form):
    """Which part, and what is wrong in it. Only parts that say something can be wrong."""

    part = forms.ChoiceField(
        label="Waar gaat het over?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waar het over gaat.", "invalid_choice": "Kies een onderdeel uit de lijst."},
    )
    text = forms.CharField(
        label="Wat klopt er niet?",
        max_length=MAX_CHARACTERS,
        help_text="Bijvoorbeeld: De receptie zit nu bij ingang B. Schrijf geen namen op van cliënten of collega's.",
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Schrijf op wat er niet klopt, bijvoorbeeld: De receptie zit nu bij ingang B."},
    )

    def __init__(self, *args, answers, **kwargs):
        super().__init__(*args, **kwargs)
        self._parts = {part.key: part for part in PARTS if has_answers(part, answers)}
        self.fields["part"].choices = [(key, part.title) for key, part in self._parts.items()]

    def clean_part(self):
        """The Part itself."""
        return self._parts[self.cleaned_data["part"]]

    def clean_text(self):
        """The text with line breaks in one way."""
        return self.cleaned_data["text"].replace("\r\n", "\n").strip()
