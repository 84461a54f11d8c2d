"""Hints for the writer of one profile: what profiles.plain_language finds, with where to change it."""

from dataclasses import dataclass

from profiles.models import GlossaryTerm
from profiles.plain_language import hints_for
from profiles.questions import PARTS, QUESTIONS
from profiles.topic_pages import question_url


@dataclass(frozen=True)
class WritingHint:
    """One thing that would read easier: what to do, at which question, and the address of that question."""

    key: str
    label: str
    sentence: str
    url: str


def writing_hints(leerplaats, answers):
    """The hints for the own answers of `leerplaats`, in the order of the parts. One query, for the word list."""
    asked = [(part, question) for part in PARTS for question in part.questions_for(leerplaats.sector)]
    known = GlossaryTerm.objects.kept().filter(institution=leerplaats.institution_id)
    found = hints_for(answers, [question for _, question in asked], list(known.values_list("term", flat=True)))
    parts = {question.key: part for part, question in asked}
    return [
        WritingHint(
            hint.question_key,
            QUESTIONS[hint.question_key].label_for(leerplaats.sector),
            hint.sentence,
            question_url(leerplaats, parts[hint.question_key], QUESTIONS[hint.question_key]),
        )
        for hint in found
    ]
