"""Per kind of question: the form fields, and how stored answers become what people type and back.

Only the form of what was typed is checked here, never whether something was typed: a concept may be half
finished. What must be there before publishing stands in profiles.questions.
"""

import re

from django import forms
from django.core.exceptions import ValidationError

from profiles.dutch import count
from profiles.enums import Applies
from profiles.forms.fields import CLOCK, HOW_TO_WRITE, ChoicesOrNoneField, ClockField, PhoneField, WordsField
from profiles.questions import Kind

MAX_SHORT, MAX_NOTE, MAX_LINE = 200, 300, 300
LONGEST_WORD = 25  # letters per word on average; more is no text
ON_PAGES_OF_THEIR_OWN = (Kind.PHOTOS, Kind.FILM, Kind.REQUIREMENTS)
NEEDED = "Nodig om online te zetten."
MARK = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)](?!\d))\s+")  # what people type, or paste, before a line of a list
TIME_IN_FRONT = re.compile(r"\s*(\d{1,2}(?:[.:]\d{2})?)(?:\s*uur)?[\s:–-]+(.*)")


class LinesField(forms.CharField):
    """A list with one thing per line; bullets typed in front are dropped."""

    def __init__(self, *, max_lines, **kwargs):
        rows = min(max_lines, 8) + 1
        super().__init__(widget=forms.Textarea({"rows": rows}), **kwargs)
        self.max_lines = max_lines

    def clean(self, value):
        """The lines. Raises ValidationError when there are too many, or one is too long."""
        lines = [MARK.sub("", line).strip() for line in super().clean(value).splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > self.max_lines:
            raise ValidationError(
                f"Dit zijn {len(lines)} regels. Kort de lijst in tot {self.max_lines} regels.", code="lines"
            )
        for number, line in enumerate(lines, 1):
            if len(line) > MAX_LINE:
                raise ValidationError(
                    f"Regel {number} is te lang. Maak er twee regels van of kort hem in tot {MAX_LINE} tekens.",
                    code="line_too_long",
                )
        return lines

    def prepare_value(self, value):
        """The lines as they were typed."""
        return "\n".join(value) if isinstance(value, list) else value


class TimelineField(LinesField):
    """Moments of a day, each on a line with the time in front: kept as [time, text] pairs."""

    def __init__(self, *, max_words=0, **kwargs):
        super().__init__(**kwargs)
        self.max_words = max_words
        if max_words:
            self.widget.attrs["data-counter-words"] = max_words

    def clean(self, value):
        """The moments. Raises ValidationError when a line has no time, or the text is too long."""
        moments = [self._moment(number, line) for number, line in enumerate(super().clean(value), 1)]
        surplus = sum(len(text.split()) for _, text in moments) - self.max_words
        if self.max_words and surplus > 0:
            raise ValidationError(
                f"Je tekst is {count(surplus, 'woord', 'woorden')} te lang. Kort hem in tot {self.max_words} woorden.",
                code="too_long",
            )
        return moments

    def prepare_value(self, value):
        """The moments as they were typed."""
        if isinstance(value, list):
            return "\n".join(f"{time} {text}" for time, text in value)
        return value

    def _moment(self, number, line):
        found = TIME_IN_FRONT.fullmatch(line)
        clock = CLOCK.fullmatch(found[1]) if found else None
        if not clock:
            raise ValidationError(
                f"Zet in regel {number} de tijd vooraan, bijvoorbeeld: 7.30 Je hoort hoe de nacht was.",
                code="no_time",
            )
        hour, minute = int(clock[1]), int(clock[2] or 0)
        if hour > 23 or minute > 59:
            raise ValidationError(
                f"De tijd {found[1]} in regel {number} bestaat niet. {HOW_TO_WRITE}", code="no_such_time"
            )
        if not found[2].strip():
            raise ValidationError(f"Schrijf in regel {number} wat je om {found[1]} uur doet.", code="no_text")
        return [f"{hour}.{minute:02d}", found[2].strip()]


class TimeAnswerField(ClockField):
    """A time, kept as people write it: "8.30"."""

    def clean(self, value):
        """The time as text."""
        time = super().clean(value)
        return f"{time.hour}.{time.minute:02d}" if time else ""


class NoteField(forms.CharField):
    """A sentence or two, kept on one line."""

    def __init__(self, **kwargs):
        super().__init__(max_length=MAX_NOTE, required=False, widget=forms.Textarea({"rows": 2}), **kwargs)

    def clean(self, value):
        """The text without line breaks."""
        return " ".join(super().clean(value).split())


class NoneField(forms.BooleanField):
    """The tick box after a list, "Geen overleggen": it stands alone, static/js/exclusive.js empties the list."""

    stands_alone = True  # templates/bootstrap5/field.html writes "of" above it

    def __init__(self, **kwargs):
        super().__init__(required=False, widget=forms.CheckboxInput({"data-none": ""}), **kwargs)


def fields_for(question, sector):
    """The form fields of a question, as (name, field) pairs: one, or two.

    Two for a duty with its note, and for a list with its "geen ...". Photos, films and requirements have none:
    they stand on pages of their own.
    """
    if question.kind in ON_PAGES_OF_THEIR_OWN:
        return []
    if question.kind is Kind.APPLIES:
        return _duty_fields(question)
    hint = question.hint_for(sector)
    hint = f"{hint} {NEEDED}".strip() if question.required else hint
    shared = {"label": question.label_for(sector), "help_text": hint, "required": False}
    field = _MAKERS[question.kind](question, shared)
    field.starters, field.example = question.bullets, question.example
    none = [(none_name(question), NoneField(label=question.none))] if has_none(question) else []
    return [(question.key, field), *none]


def initial_for(question, value):
    """A stored answer as initial values of its fields."""
    if question.kind is Kind.APPLIES:
        value = value or {}
        return {question.key: value.get("answer", ""), note_name(question): value.get("note", "")}
    if has_none(question):
        is_none = value == [question.none]
        return {question.key: [] if is_none else value, none_name(question): is_none}
    return {question.key: value}


def stored(question, cleaned):
    """The cleaned values of a question as its stored answer; None for no answer."""
    value = cleaned.get(question.key)
    if question.kind is Kind.APPLIES:
        note = cleaned.get(note_name(question), "")
        return {"answer": value, "note": note} if value or note else None
    if has_none(question) and cleaned.get(none_name(question)):
        return [question.none]
    return value or None


def refuse_both(form, question):
    """Say it at the list when lines were written and "geen ..." was ticked too."""
    lines = form.cleaned_data.get(question.key)
    if has_none(question) and form.cleaned_data.get(none_name(question)) and lines and lines != [question.none]:
        sentence = f"Vink '{question.none}' uit of haal de regels weg. Allebei kan niet."
        form.add_error(question.key, ValidationError(sentence, code="exclusive"))


def has_none(question):
    """Whether a list has a sentence for when there is nothing to name."""
    return question.kind is Kind.LINES and bool(question.none)


def none_name(question):
    """The name of the tick box of a list that says there is nothing to name."""
    return f"{question.key}_none"


def note_name(question):
    """The name of the second field of a duty."""
    return f"{question.key}_note"


def _duty_fields(question):
    # The label names the duty again: a screen reader meets the field alone.
    label = f"{question.label}: {question.hint[:1].lower()}{question.hint[1:]}"
    answer = forms.ChoiceField(label=question.label, choices=Applies.choices, widget=forms.RadioSelect, required=False)
    return [(question.key, answer), (note_name(question), NoteField(label=label))]


def _text(question, shared):
    rows = 4 if question.max_words <= 40 else 7
    return WordsField(
        max_words=question.max_words,
        max_length=question.max_words * LONGEST_WORD,
        rows=rows,
        **shared,
    )


def _several(question, shared):
    return ChoicesOrNoneField(choices=question.choices, exclusive=question.exclusive, **shared)


def _one(question, shared):
    return forms.ChoiceField(choices=question.choices, widget=forms.RadioSelect, **shared)


def _email(question, shared):
    wrong = "Dit e-mailadres klopt nog niet. Vul het zo in: naam@instelling.nl."
    return EmailAnswerField(error_messages={"invalid": wrong}, **shared)


class EmailAnswerField(forms.EmailField):
    """An e-mail address; says it when the @ is missing."""

    def clean(self, value):
        """The address. Raises ValidationError with what is wrong."""
        if value and value.strip() and "@" not in value:
            raise ValidationError("Er mist een @ in het e-mailadres. Bijvoorbeeld naam@instelling.nl.", code="no_at")
        return super().clean(value)


_MAKERS = {
    Kind.SHORT: lambda question, shared: forms.CharField(max_length=MAX_SHORT, **shared),
    Kind.LONG: _text,
    Kind.LINES: lambda question, shared: LinesField(max_lines=question.max_lines, **shared),
    Kind.TIMELINE: lambda question, shared: TimelineField(
        max_lines=question.max_lines, max_words=question.max_words, **shared
    ),
    Kind.CHOICE: _one,
    Kind.MULTI: _several,
    Kind.TIME: lambda question, shared: TimeAnswerField(**shared),
    Kind.PHONE: lambda question, shared: PhoneField(**shared),
    Kind.EMAIL: _email,
}
