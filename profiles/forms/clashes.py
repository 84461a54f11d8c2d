"""The third choice when two people answered the same question: one text, begun with both."""

from django import forms

from profiles.forms.answers import fields_for, initial_for
from profiles.forms.base import StageForm
from profiles.questions import Kind

MERGED = "samen"
COMBINED = (Kind.SHORT, Kind.LONG, Kind.LINES, Kind.TIMELINE, Kind.MULTI)


class CombineForm(StageForm, forms.Form):
    """Per question the fields to make one answer of two, with both in them.

    Only shown, never checked: what is typed here goes into the form of the page, in the place of the own text.
    `sent` is what came from this page before, so that nothing typed is lost when it asks again.
    """

    mark_optional = False

    def __init__(self, sent, *, questions, mine, theirs, sector):
        super().__init__(prefix=MERGED)
        self._names = {}
        for question in questions:
            combined = combine(question, mine.get(question.key), theirs.get(question.key))
            if combined is None:
                continue
            pairs = fields_for(question, sector)
            self._names[question.key] = [name for name, _ in pairs]
            initial = initial_for(question, combined)
            for name, field in pairs:
                self.fields[name] = field
                was_sent = f"tegen-{question.key}" in sent
                typed = field.widget.value_from_datadict(sent, {}, self.add_prefix(name)) if was_sent else None
                self.initial[name] = initial[name] if typed is None else typed
            pairs[0][1].label = f"Eén antwoord van beide: {pairs[0][1].label[:1].lower()}{pairs[0][1].label[1:]}"

    def fields_of(self, question):
        """The fields of a question; none when its answers cannot be put together."""
        return [self[name] for name in self._names.get(question.key, ())]


def combine(question, mine, theirs):
    """Two answers as one, with nothing left out; None where that makes no sense, such as of two phone numbers."""
    if question.kind not in COMBINED or not mine or not theirs:
        return None
    match question.kind:
        case Kind.SHORT:
            return f"{mine} / {theirs}"
        case Kind.LONG:
            return f"{mine}\n\n{theirs}"
    both = [*mine, *(one for one in theirs if one not in mine)]
    alone = question.exclusive if question.kind is Kind.MULTI else question.none
    both = [one for one in both if one != alone]
    return sorted(both, key=_minutes) if question.kind is Kind.TIMELINE else both


def _minutes(moment):
    hour, minute = moment[0].split(".")
    return int(hour) * 60 + int(minute)
