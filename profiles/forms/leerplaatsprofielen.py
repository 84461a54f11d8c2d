"""The form of one part of a leerplaatsprofiel, made from the table of questions."""

from django import forms

from profiles.forms.answers import ON_PAGES_OF_THEIR_OWN, fields_for, initial_for, stored
from profiles.forms.base import StageForm
from profiles.merging import DONE, read_seen, write_seen

READY = (("yes", "Ja, dit deel is klaar"), ("no", "Nee, ik kom later terug"))


class PartForm(StageForm, forms.Form):
    """The questions of `part` in the words of `sector`, filled from the concept.

    Hidden: the version the page was opened with, and a fingerprint of every answer as it was then, so
    that a second saver never writes over the first without seeing it.
    """

    mark_optional = False  # nothing is required to save a concept
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, part, profile, sector, **kwargs):
        self.part, self.profile = part, profile
        asked = part.questions_for(sector)
        self.questions = [question for question in asked if question.kind not in ON_PAGES_OF_THEIR_OWN]
        done = part.key in profile.done_parts
        initial = {"version": profile.version, "seen": self._seen_now(), DONE: "yes" if done else "no"}
        for question in self.questions:
            initial |= initial_for(question, profile.answers.get(question.key))
        super().__init__(*args, initial=initial, **kwargs)
        for question in self.questions:
            self.fields.update(fields_for(question, sector))
        self.fields[DONE] = forms.ChoiceField(
            label="Is dit deel klaar?", choices=READY, widget=forms.RadioSelect, required=False
        )

    def _seen_now(self):
        now = {question.key: self.profile.answers.get(question.key) for question in self.questions}
        return write_seen(now | {DONE: self.part.key in self.profile.done_parts})

    @property
    def answers(self):
        """The stored answers that follow from what was typed, with None for no answer. Only when valid."""
        return {question.key: stored(question, self.cleaned_data) for question in self.questions}

    @property
    def is_done(self):
        """Whether the part was called ready."""
        return self.cleaned_data[DONE] == "yes"

    @property
    def seen_answers(self):
        """The fingerprints of the answers as they were when the page was opened."""
        return read_seen(self.cleaned_data["seen"])

    def typed_fields(self):
        """What was typed, as (name, value) pairs for hidden inputs: so the next page loses nothing."""
        names = [name for name in self.fields if name in self.data]
        return [(name, value) for name in names for value in self.data.getlist(name)]

    def add_missing(self, questions):
        """Say at each field that this answer is needed to put the part online."""
        for question in questions:
            if question.key in self.fields:
                self.add_error(question.key, question.missing)
