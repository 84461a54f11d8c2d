"""Help with one part: who is asked, and what they propose."""

from django import forms
from django.core.exceptions import ValidationError

from profiles.forms.answers import NEEDED, ON_PAGES_OF_THEIR_OWN, fields_for, initial_for, refuse_both, stored
from profiles.forms.base import StageForm
from profiles.forms.fields import EmailField
from profiles.inheritance import inherited
from profiles.merging import fingerprint, read_seen, write_seen
from profiles.questions import PARTS, Kind

NOT_ASKED = ON_PAGES_OF_THEIR_OWN
# How to reach somebody: shown to nobody without an account, so never filled in beforehand.
PRIVATE_KINDS = (Kind.PHONE, Kind.EMAIL)
PRIVATE_KEYS = frozenset({"confidant"})
NOT_SHOWN = "Wat er nu staat, laten we hier niet zien."


def asked_topics(leerplaats, part):
    """The topics of `part` with the questions somebody without an account can answer, as (topic, questions).

    Left out: photos, films and requirements, and what location or institution says already.
    """
    above = inherited(leerplaats)
    topics = []
    for topic in part.topics_for(leerplaats.sector):
        questions = [
            question
            for question in topic.questions_for(leerplaats.sector)
            if question.kind not in NOT_ASKED and question.key not in above
        ]
        if questions and topic.key != "film":
            topics.append((topic, questions))
    return topics


def is_private(question):
    """Whether the answer says how to reach somebody."""
    return question.kind in PRIVATE_KINDS or question.key in PRIVATE_KEYS


class AskForm(StageForm, forms.Form):
    """Whom to ask for help, with which part."""

    part = forms.ChoiceField(
        label="Bij welk deel vraag je hulp?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies bij welk deel je hulp vraagt.", "invalid_choice": "Kies een deel."},
    )
    name = forms.CharField(
        label="Voornaam",
        max_length=60,
        help_text="Zo noemen we je collega of student in de mail.",
        error_messages={"required": "Vul de voornaam in, bijvoorbeeld Sanne."},
    )
    email = EmailField()
    note = forms.CharField(
        label="Wil je er iets bij zeggen?",
        max_length=300,
        required=False,
        help_text="Bijvoorbeeld: Wil jij vertellen hoe een late dienst gaat?",
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args, leerplaats, **kwargs):
        super().__init__(*args, **kwargs)
        self.parts = {str(part.number): part for part in PARTS if asked_topics(leerplaats, part)}
        self.fields["part"].choices = [(key, f"{key}. {part.title}") for key, part in self.parts.items()]

    def clean_part(self):
        """The Part itself."""
        return self.parts[self.cleaned_data["part"]]

    def clean_name(self):
        """The name without line breaks, because it stands in the subject of a mail."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_note(self):
        """The sentence on one line."""
        return " ".join(self.cleaned_data["note"].split())


class ProposalForm(StageForm, forms.Form):
    """The questions of one part for somebody without an account, filled with what they may see.

    `seen` are the fingerprints of the answers they saw, so that a proposal is only what they changed. Of private
    answers there is no fingerprint either: a phone number could be guessed from it.
    """

    mark_optional = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, contribution, part, answers, **kwargs):
        leerplaats, proposed = contribution.leerplaats, contribution.answers or {}
        self.topics = asked_topics(leerplaats, part)
        self.questions = [question for _, questions in self.topics for question in questions]
        open_answers = {q.key: answers.get(q.key) for q in self.questions if not is_private(q)}
        shown = open_answers | {key: value for key, value in proposed.items() if key in self._keys}
        initial = {"seen": write_seen(open_answers)}
        for question in self.questions:
            initial |= initial_for(question, shown.get(question.key))
        super().__init__(*args, initial=initial, **kwargs)
        self._names = {question.key: self._add(question, leerplaats.sector) for question in self.questions}

    @property
    def _keys(self):
        return {question.key for question in self.questions}

    def _add(self, question, sector):
        pairs = fields_for(question, sector)
        for _, field in pairs:
            hint = field.help_text.replace(NEEDED, "").strip()
            field.help_text = f"{hint} {NOT_SHOWN}".strip() if is_private(question) else hint
        self.fields.update(pairs)
        return [name for name, _ in pairs]

    def clean(self):
        """Refuse a list together with its "geen ...", and a proposal that proposes nothing."""
        for question in self.questions:
            refuse_both(self, question)
        if not self.errors and not self.proposal:
            raise ValidationError("Verander of beantwoord ten minste één vraag. Dan pas is er een voorstel.")
        return self.cleaned_data

    @property
    def proposal(self):
        """What they changed or added, as {key: stored answer or None}. Only when every field can be read."""
        seen = self.seen_answers
        given = {question.key: (question, stored(question, self.cleaned_data)) for question in self.questions}
        return {
            key: value
            for key, (question, value) in given.items()
            if (value if is_private(question) else fingerprint(value) != seen.get(key, fingerprint(None)))
        }

    @property
    def seen_answers(self):
        """The fingerprints of the answers they saw."""
        return read_seen(self.cleaned_data["seen"])

    @property
    def groups(self):
        """The fields under their headings, as (title, bound fields)."""
        return [
            (topic.title, [self[name] for question in questions for name in self._names[question.key]])
            for topic, questions in self.topics
        ]
