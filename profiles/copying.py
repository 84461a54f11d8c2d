"""What one leerplaats can take over from another: the texts, never who or where somebody else is."""

import re
from dataclasses import dataclass, replace

from profiles.questions import PARTS, QUESTIONS, Kind, is_answered
from profiles.wording import answer_lines

# Words, choices and times. Files, phone numbers, addresses and what is needed before the start are not copied.
KINDS = frozenset({Kind.SHORT, Kind.LONG, Kind.LINES, Kind.TIMELINE, Kind.CHOICE, Kind.MULTI, Kind.APPLIES, Kind.TIME})
# A place, a person or a file of the other leerplaats.
NEVER = frozenset({"report_place", "report_to", "route_last", "start_address", "confidant", "interview_note"})
PHONE = re.compile(r"(?:\+31|\b0)(?:[\s()-]*\d){8,}")
EMAIL = re.compile(r"\S+@\S+\.\S+")
SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?](?!\s|$)[^.!?\n]*)*(?:[.!?]+|\n|$)\s*")


@dataclass(frozen=True)
class Source:
    """What can be copied. `key` stands in the address; `is_own` is about the institution, `is_near` the location."""

    key: str
    name: str
    about: str
    answers: dict
    is_own: bool = False
    is_near: bool = False
    people: frozenset[str] = frozenset()  # the first names of colleagues there

    def cleaned(self):
        """The same source with only what may be copied."""
        return replace(self, answers=dict(_cleaned(self)))


@dataclass(frozen=True)
class CopyPart:
    """One part of the preview: what would come (label and lines), and what is there already and stays."""

    part: object
    answers: dict
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    kept: tuple[str, ...]


def copy_parts_of(source, shown, sector):
    """The parts of which a cleaned `source` says something, over the answers that show now."""
    found = [_copy_part(part, source, shown, sector) for part in PARTS]
    return [row for row in found if row.lines or row.kept]


def _copy_part(part, source, shown, sector):
    asked = [question for question in part.questions_for(sector) if is_answered(source.answers.get(question.key))]
    free = [question for question in asked if not is_answered(shown.get(question.key))]
    return CopyPart(
        part,
        {question.key: source.answers[question.key] for question in free},
        tuple((question.label_for(sector), answer_lines(question, source.answers[question.key])) for question in free),
        tuple(question.label_for(sector) for question in asked if question not in free),
    )


def _cleaned(source):
    for key, value in source.answers.items():
        question = QUESTIONS.get(key)
        if question is None or question.kind not in KINDS or key in NEVER:
            continue
        if question.is_shared and not source.is_near:
            continue  # the building and the rules of somewhere else
        if is_answered(kept := _without_people(question, value, source.people)):
            yield key, kept


def _without_people(question, value, people):
    """The answer without each line or sentence that holds a phone number, an address or a name of a colleague."""
    if question.kind is Kind.LINES:
        return [line for line in value if not names_somebody(line, people)]
    if question.kind is Kind.TIMELINE:
        return [moment for moment in value if not names_somebody(moment[1], people)]
    if question.kind is Kind.APPLIES:
        return value | {"note": _free_of(value.get("note", ""), people)}
    if question.kind in (Kind.SHORT, Kind.LONG):
        return _free_of(value, people)
    return value


def _free_of(text, people):
    kept = [sentence for sentence in SENTENCE.findall(text) if not names_somebody(sentence, people)]
    return "".join(kept).strip()


def names_somebody(text, people):
    """Whether `text` holds a phone number, an e-mail address or one of the names `people`."""
    if PHONE.search(text) or EMAIL.search(text):
        return True
    return any(word in people for word in re.findall(r"\w+", text))
