"""What must be there before a profile goes online, and what stands between concept and online."""

from dataclasses import dataclass

from profiles.questions import PARTS, Kind, missing_answers
from profiles.wording import is_described, is_readable_film


@dataclass(frozen=True)
class Problem:
    """Something that is missing: in which part, at which question, and what to do about it."""

    part: object
    question: object
    sentence: str


def problems(answers, sector):
    """What keeps these answers from going online, in the order of the parts."""
    found = [Problem(part, question, question.missing) for part, question in missing_answers(answers, sector)]
    return found + _undescribed_photos(answers) + _film_without_words(answers)


def _undescribed_photos(answers):
    part, question = next(
        (part, question) for part in PARTS for question in part.questions if question.kind is Kind.PHOTOS
    )
    numbers = [number for number, photo in enumerate(answers.get(question.key) or (), 1) if not is_described(photo)]
    return [
        Problem(part, question, f"Beschrijf foto {number}, of kies dat deze foto alleen versiering is.")
        for number in numbers
    ]


def _film_without_words(answers):
    part, question = next(
        (part, question) for part in PARTS for question in part.questions if question.kind is Kind.FILM
    )
    film = answers.get(question.key)
    if not film or is_readable_film(film):
        return []
    return [Problem(part, question, "Geef de film ondertiteling, of schrijf uit wat er gezegd wordt.")]


def changed_parts(before, after):
    """The parts in which two sets of answers differ."""
    return [
        part
        for part in PARTS
        if any(before.get(question.key) != after.get(question.key) for question in part.questions)
    ]


def changed_titles(before, after):
    """The titles of the parts in which two sets of answers differ."""
    return [part.title for part in changed_parts(before, after)]
