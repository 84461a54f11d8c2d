"""The questions of a leerplaatsprofiel: eight parts, one page each (screens.md 2.3, domain.md section 10).

The answers of a leerplaats are one JSON object with the keys of this table. Form, preview, public page,
PDF and the check before publishing all read this table, so a question is added in one place.
"""

from profiles.enums import Applies
from profiles.questions.arrival import FIRST_DAY, MEDIA
from profiles.questions.kinds import Kind, Part, Question, Topic
from profiles.questions.learning import GUIDANCE, LEARN
from profiles.questions.place import ABOUT, CLIENTS, DAY
from profiles.questions.practical import CLOTHING, PRACTICAL

__all__ = [
    "ABOUT",
    "APPLIES_LABELS",
    "CLOTHING",
    "MEDIA",
    "PARTS",
    "QUESTIONS",
    "Kind",
    "Part",
    "Question",
    "Topic",
    "is_answered",
    "missing_answers",
    "part_by_key",
    "part_by_number",
]

PARTS = (ABOUT, CLIENTS, DAY, LEARN, GUIDANCE, PRACTICAL, FIRST_DAY, MEDIA)
QUESTIONS = {question.key: question for part in PARTS for question in part.questions}
APPLIES_LABELS = dict(Applies.choices)


def part_by_number(number):
    """The part with that number (1 to 8), or None."""
    return next((part for part in PARTS if part.number == number), None)


def part_by_key(key):
    """The part with that key, or None."""
    return next((part for part in PARTS if part.key == key), None)


def is_answered(value):
    """Whether a stored value says anything: an empty string or list does not, a note alone neither."""
    if isinstance(value, dict):
        return any(value.get(key) for key in ("answer", "id", "url"))
    return bool(value)


def missing_answers(answers, sector):
    """The required questions without an answer, as (part, question) pairs in the order of the table."""
    return [
        (part, question)
        for part in PARTS
        for question in part.questions_for(sector)
        if question.required and not is_answered(answers.get(question.key))
    ]
