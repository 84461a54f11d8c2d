"""Asking, answering and passing on a question of a student."""

from django import forms

from onboarding.careful_words import careful_with
from onboarding.enums import AskedRole
from onboarding.student_questions import TO_ROLE
from profiles.forms.base import StageForm
from profiles.merging import fingerprint

NO_CLIENTS = "Zet geen namen van cliënten in je vraag."
LONGEST = 2000  # characters


def text_field(label, help_text, required):
    """The field of what somebody writes, with its own sentence for when nothing is written."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": required},
    )


class CarefulForm(StageForm):
    """Mixin for a form with a `text` that is thought over once when it may hold too much about somebody.

    A warning is no error: `warnings` holds the sentences, and the same text sent again is taken.
    """

    careful_about = ("text",)  # the fields in which somebody writes words

    def clean(self):
        """Find out what to warn of, unless this very text was warned of already."""
        cleaned = super().clean()
        text = self._written(cleaned)
        self.warnings = careful_with(text) if cleaned.get("warned") != fingerprint(text) else []
        return cleaned

    def is_ready(self):
        """Whether it is right and there is nothing to think over; if there is, the next time the text passes."""
        if not self.is_bound or not self.is_valid():
            return False
        if self.warnings:
            self.now_knows(warned=fingerprint(self._written(self.cleaned_data)))
        return not self.warnings

    def _written(self, cleaned):
        return " ".join(filter(None, (cleaned.get(name, "") for name in self.careful_about)))


class AskQuestionForm(CarefulForm, forms.Form):
    """Whom and what. `asked` are the Asked roles that somebody has for this stage."""

    warned = forms.CharField(required=False, widget=forms.HiddenInput)
    role = forms.ChoiceField(
        label="Aan wie stel je je vraag?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies aan wie je je vraag stelt."},
    )
    text = text_field(
        "Je vraag",
        f"{NO_CLIENTS} Schrijf ook niets over gezondheid.",
        "Schrijf je vraag op, bijvoorbeeld: waar zet ik mijn fiets?",
    )

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(one.role.value, one.label) for one in asked]


class SayMoreForm(CarefulForm, forms.Form):
    """What a student writes after the question."""

    warned = forms.CharField(required=False, widget=forms.HiddenInput)
    text = text_field("Vraag verder", NO_CLIENTS, "Schrijf op wat je nog wilt weten.")


class AnswerForm(CarefulForm, forms.Form):
    """What somebody answers. `seen` is the thread as it stood."""

    warned = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    text = text_field(
        "Je antwoord",
        "De student leest dit, met je voornaam erbij. Noem geen namen van cliënten.",
        "Schrijf je antwoord op.",
    )


class PassOnForm(StageForm, forms.Form):
    """To which other role a question goes. `asked` are the Asked roles of the stage."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    role = forms.ChoiceField(
        label="Geef door aan",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies aan wie je de vraag doorgeeft."},
    )

    def __init__(self, *args, asked, now, **kwargs):
        super().__init__(*args, auto_id="door_%s", **kwargs)
        others = [one for one in asked if one.role != now]
        self.fields["role"].choices = [(one.role.value, self._label(one)) for one in others]

    def _label(self, asked):
        words = TO_ROLE[AskedRole(asked.role)]
        return f"{words[:1].upper()}{words[1:]} ({', '.join(asked.names)})"
