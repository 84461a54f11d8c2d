"""A questionnaire as a form: one field per question, all to be skipped, and what a colleague types in from paper."""

import uuid

from django import forms

from onboarding.actions.answers import UNSAID, Said
from onboarding.careful_words import careful_with
from onboarding.survey_names import names_in
from onboarding.survey_questions import is_low
from profiles.dutch import enumerate_dutch
from profiles.forms.base import StageForm
from profiles.merging import fingerprint
from toolbox.enums import Answer

RATHER_NOT = "Weet ik niet, of dat zeg ik liever niet"
NOT_ON_PAPER = "n.v.t. of niets aangekruist"
NOTHING = "Je hebt nog niets ingevuld. Kies bij één vraag een antwoord. De andere mag je overslaan."
LONGEST = 600  # characters
SHORT_LIST = 8  # questions
NO_NAMES = "Zet er geen namen bij. Schrijf ook niets over cliënten."


class SurveyForm(StageForm, forms.Form):
    """The questions of a list. `names` are those of the people around: a text that holds one is thought over once.

    A warning is no error: `warnings` holds the sentences, and the same texts sent again are taken.
    """

    mark_optional = False  # the page says once that everything may be skipped
    unsaid = RATHER_NOT

    warned = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, questions, names=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = questions
        self.names = names
        self.warnings = []
        for number, question in enumerate(questions):
            self.fields[f"q{number}"] = self._field(question)

    def _field(self, question):
        shared = {"label": question.text, "help_text": question.note, "required": False}
        if question.is_open:
            return forms.CharField(
                **shared | {"help_text": question.note or NO_NAMES},
                max_length=LONGEST,
                widget=forms.Textarea({"rows": 4}),
            )
        field = forms.ChoiceField(
            **shared, choices=[*self.choices_of(question), (UNSAID, self.unsaid)], widget=forms.RadioSelect
        )
        field.css_classes = "marks" if question.answer == Answer.MARK else "taps"
        field.error_messages["invalid_choice"] = "Kies een van de antwoorden."
        return field

    def choices_of(self, question):
        """The answers to choose from, as (stored value, label)."""
        return question.choices

    @property
    def parts(self):
        """The bound fields per part of the list, as (title, fields); a short list is one part without a title."""
        if len(self.questions) <= SHORT_LIST:
            return [("", [self[f"q{number}"] for number in range(len(self.questions))])]
        found = {}
        for number, question in enumerate(self.questions):
            found.setdefault(question.part, []).append(self[f"q{number}"])
        return list(found.items())

    def clean(self):
        """Something must be said; and what is written is thought over once when it holds a name."""
        cleaned = super().clean()
        if not self.errors and not any(one.words or one.answer for one in self.said):
            self.add_error("q0", NOTHING)
        texts = [one.words for one in self.said if one.words]
        if cleaned.get("warned") != fingerprint(texts):
            self.warnings = _warnings(texts, self.names)
        return cleaned

    @property
    def said(self):
        """What was sent, as a list of Said; of the fields that are right."""
        return [
            Said(question.text, words=self._text(number).strip(), is_open=True)
            if question.is_open
            else Said(question.text, "" if self._text(number) == UNSAID else self._text(number))
            for number, question in enumerate(self.questions)
        ]

    def _text(self, number):
        return self.cleaned_data.get(f"q{number}", "")

    @property
    def is_low(self):
        """Whether one of the answers is low."""
        kinds = {question.text: question.answer for question in self.questions}
        return any(is_low(kinds[one.question], one.answer) for one in self.said)

    def is_ready(self):
        """Whether it is right and there is nothing to think over; if there is, the next time the texts pass."""
        if not self.is_bound or not self.is_valid():
            return False
        if self.warnings:
            self.now_knows(warned=fingerprint([one.words for one in self.said if one.words]))
        return not self.warnings


class PaperForm(SurveyForm):
    """The same list as it came in on paper. `sheet` is a number that only makes a second click harmless."""

    unsaid = NOT_ON_PAPER
    sheet = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": "Laad deze pagina opnieuw."})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sheet"].initial = uuid.uuid4

    def choices_of(self, question):
        """With the number that stands on the paper."""
        is_scale = question.answer == Answer.SCALE
        return [(value, f"{value} {label.lower()}" if is_scale else label) for value, label in question.choices]


def _warnings(texts, names):
    found = [sentence for text in texts for sentence in careful_with(text)]
    named = sorted({name for text in texts for name in names_in(text, names)})
    if named:
        found.append(f"Er staat een naam in: {enumerate_dutch(named)}. Haal die weg, dan blijft het anoniem.")
    return list(dict.fromkeys(found))
