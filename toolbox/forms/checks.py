"""The questions of one theme of the checklist zorginstelling."""

from django import forms

from profiles.forms.base import StageForm
from profiles.merging import read_seen, write_seen
from toolbox.enums import CheckAnswer

CLASH = "Een collega koos intussen ‘{theirs}’. Jij koos ‘{mine}’. Kies samen wat klopt en bewaar opnieuw."
NOTHING = "geen antwoord"


class ThemeForm(StageForm, forms.Form):
    """One choice per line of the theme; a line may stay open. `seen` is what stood there when the page was opened."""

    mark_optional = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, theme):
        super().__init__(data)
        self._lines = theme.lines
        answers = {line.key: line.answer or None for line in theme.lines}
        self.initial["seen"] = write_seen(answers)
        for line in theme.lines:
            self.fields[f"q{line.key}"] = field = forms.ChoiceField(
                label=line.text,
                choices=CheckAnswer.choices,
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": "Kies een van de vier antwoorden."},
            )
            field.css_classes = "check-question"
            self.initial[f"q{line.key}"] = line.answer

    @property
    def answers(self):
        """What was chosen: key of the line -> answer, or None for none."""
        return {line.key: self.cleaned_data[f"q{line.key}"] or None for line in self._lines}

    @property
    def seen_answers(self):
        """The fingerprints of the answers when the page was opened."""
        return read_seen(self.cleaned_data["seen"])

    def ask_about(self, clashes, stored):
        """Show what the other chose at each line of `clashes`; saving once more keeps what stands here then.

        `stored` are the answers in the database now.
        """
        self.data = self.data.copy()
        for line in self._lines:
            name, theirs = f"q{line.key}", stored.get(line.key)
            if line.key in clashes:
                mine = self.cleaned_data[name]
                self.add_error(name, CLASH.format(theirs=_words(theirs), mine=_words(mine)))
            else:
                self.data[name] = theirs or ""
        self.data["seen"] = write_seen({line.key: stored.get(line.key) for line in self._lines})


def _words(answer):
    return CheckAnswer(answer).label if answer else NOTHING
