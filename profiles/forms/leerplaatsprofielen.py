"""The form of one page of a leerplaatsprofiel, made from the table of questions."""

from datetime import UTC, datetime

from django import forms
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from profiles.forms.answers import ON_PAGES_OF_THEIR_OWN, fields_for, initial_for, refuse_both, stored
from profiles.forms.base import StageForm
from profiles.merging import DONE, fingerprint, read_seen, write_seen
from profiles.wording import answer_lines

READY = (("yes", "Ja, dit deel is klaar"), ("no", "Nee, ik kom later terug"))
MAX_MOMENT = 2**32  # in seconds since 1970: long after us
FROM_ABOVE, OWN = "geldt", "anders"
SOURCES = ((FROM_ABOVE, "Dat geldt hier ook"), (OWN, "Bij ons is het anders"))


class PartForm(StageForm, forms.Form):
    """Questions of `part` in the words of `sector`, filled from the concept: those of `topic`, or all of them.

    Hidden: when the page was opened and with which version, and a fingerprint of every answer as it was then, so
    that a second saver never writes over the first without seeing it. `above` holds what location or
    institution already says, as profiles.inheritance.inherited gives it: then the question is first
    whether that holds here too. `asks_done` adds "Is dit deel klaar?".
    """

    mark_optional = False  # nothing is required to save a concept
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    opened = forms.FloatField(widget=forms.HiddenInput, required=False, min_value=0, max_value=MAX_MOMENT)  # when
    autosaved = forms.CharField(widget=forms.HiddenInput, required=False)  # static/js/autosave.js: "1"

    def __init__(self, *args, part, profile, sector, topic=None, above=None, asks_done=True, **kwargs):
        self.part, self.profile, self.sector = part, profile, sector
        self.above, self.asks_done = above or {}, asks_done
        asked = (topic or part).questions_for(sector)
        self.questions = [question for question in asked if question.kind not in ON_PAGES_OF_THEIR_OWN]
        super().__init__(*args, initial=self._initial(), **kwargs)
        self._names = {question.key: self._add(question) for question in self.questions}
        if asks_done:
            self.fields[DONE] = forms.ChoiceField(
                label="Is dit deel klaar?", choices=READY, widget=forms.RadioSelect, required=False
            )

    def clean(self):
        """What holds here too needs no answer; a list and its "geen ..." do not go together."""
        for question in self.questions:
            if self._is_from_above(question):
                for name in self._names[question.key]:
                    self.errors.pop(name, None)
            else:
                refuse_both(self, question)
        return self.cleaned_data

    @property
    def answers(self):
        """The stored answers that follow from what was typed, with None for no answer.

        Without those that cannot be read: of a valid form none are missing.
        """
        readable = [question for question in self.questions if not any(map(self.has_error, self._names[question.key]))]
        return {question.key: self._stored(question) for question in readable}

    @property
    def unreadable_names(self):
        """The names of the fields of which the answer cannot be read, as the page wrote them."""
        wrong = [key for key, names in self._names.items() if any(map(self.has_error, names))]
        return [name for key in wrong for name in self.names_of(key)]

    def names_of(self, key):
        """The names of the fields of a question, with the choice before it."""
        first = [f"{key}_source"] if key in self.above else []
        return [self.add_prefix(name) for name in (*first, *self._names[key])]

    @property
    def is_done(self):
        """Whether the part was called ready; None when this page does not ask it, or it was not answered."""
        answer = self.cleaned_data.get(DONE)
        return answer == "yes" if answer else None

    @property
    def seen_answers(self):
        """The fingerprints of the answers as they were when the page was opened."""
        return read_seen(self.cleaned_data["seen"])

    @property
    def opened_at(self):
        """The moment the page was opened; of a page that does not say it, now."""
        opened = self.cleaned_data.get("opened")
        return datetime.fromtimestamp(timezone.now().timestamp() if opened is None else opened, UTC)

    def typed_fields(self):
        """What was typed, as (name, value) pairs for hidden inputs: so the next page loses nothing."""
        names = [name for name in self.fields if name in self.data]
        return [(name, value) for name in names for value in self.data.getlist(name)]

    def add_missing(self, questions):
        """Say at each field that this answer is needed to put the part online."""
        for question in questions:
            if question.key in self.fields:
                self.add_error(question.key, question.missing)

    def _initial(self):
        done = self.part.key in self.profile.done_parts
        hidden = {"version": self.profile.version, "opened": timezone.now().timestamp(), "seen": self._seen_now()}
        initial = hidden | {DONE: "yes" if done else "no"}
        for question in self.questions:
            own, found = self.profile.answers.get(question.key), self.above.get(question.key)
            # Who says that it is different here begins with what stands above, and changes that.
            begin = found.value if found and not own else own
            initial |= initial_for(question, begin) | {source_name(question): OWN if own else FROM_ABOVE}
        return initial

    def _seen_now(self):
        now = {question.key: self.profile.answers.get(question.key) for question in self.questions}
        done = {DONE: self.part.key in self.profile.done_parts} if self.asks_done else {}
        return write_seen(now | done)

    def _add(self, question):
        """The fields of a question, after the choice whether what stands above holds; gives their names."""
        pairs = fields_for(question, self.sector)
        if found := self.above.get(question.key):
            self.fields[source_name(question)] = _source_field(question, found, self.sector)
            for _, field in pairs:
                field.css_classes = "field-own"
            first = pairs[0][1]
            first.label = f"Bij jullie: {first.label[:1].lower()}{first.label[1:]}"
        self.fields.update(pairs)
        return [name for name, _ in pairs]

    def _is_from_above(self, question):
        return question.key in self.above and self.cleaned_data.get(source_name(question)) == FROM_ABOVE

    def _stored(self, question):
        """None for what is said above already: then a change there is a change here."""
        if self._is_from_above(question):
            return None
        answer = stored(question, self.cleaned_data)
        found = self.above.get(question.key)
        return None if found and fingerprint(found.value) == fingerprint(answer) else answer


def source_name(question):
    """The name of the choice between what stands above and an answer of one's own."""
    return f"{question.key}_source"


def _source_field(question, found, sector):
    said_above = answer_lines(question, found.value)
    lines = format_html_join("", '<span class="fact-line">{}</span>', ((line,) for line in said_above))
    said = format_html("Zo is het bij {}: {}", found.origin, lines)
    field = forms.ChoiceField(
        label=question.label_for(sector), choices=SOURCES, widget=forms.RadioSelect, required=False, help_text=said
    )
    field.css_classes = "field-source"
    return field
