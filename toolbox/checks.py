"""What a filled in checklist zorginstelling says: scores, what to do next, and what got better.

The answers are {place in the list: answer}. A line is "in orde" with a yes; everything else is work.
"""

from dataclasses import dataclass
from itertools import groupby

from profiles.dutch import count, enumerate_dutch
from profiles.upkeep import months_before
from toolbox.check_places import Place, place_for
from toolbox.enums import CheckAnswer

AGAIN_AFTER_MONTHS = 6
WORST_FIRST = (CheckAnswer.NO, CheckAnswer.PARTLY, CheckAnswer.UNKNOWN)
TO_DO_TITLES = {
    CheckAnswer.NO: "Nog niet in orde",
    CheckAnswer.PARTLY: "Voor een deel in orde",
    CheckAnswer.UNKNOWN: "Dit zoeken jullie nog uit",
}


@dataclass(frozen=True)
class CheckedLine:
    """One line of the checklist with its answer; an empty answer was not given yet."""

    place: int
    section: str
    text: str
    note: str
    who: str
    answer: str

    @property
    def key(self):
        """The name under which the answer is stored."""
        return str(self.place)

    @property
    def answer_words(self):
        """The answer as people read it."""
        return CheckAnswer(self.answer).label if self.answer else "Nog geen antwoord"

    @property
    def is_fine(self):
        """Whether nothing is left to do."""
        return self.answer == CheckAnswer.YES


@dataclass(frozen=True)
class CheckTheme:
    """The lines of one section, in order, with its number from 1."""

    number: int
    title: str
    lines: tuple[CheckedLine, ...]

    @property
    def answered(self):
        """How many lines have an answer."""
        return sum(bool(line.answer) for line in self.lines)

    @property
    def fine(self):
        """How many lines are in order."""
        return sum(line.is_fine for line in self.lines)

    @property
    def score(self):
        """ "5 van de 6 in orde"."""
        return score_words(self.fine, len(self.lines))

    @property
    def kind(self):
        """How the score looks in a status."""
        if self.fine == len(self.lines):
            return "klaar"
        return "mist" if any(line.answer == CheckAnswer.NO for line in self.lines) else "bezig"

    @property
    def progress(self):
        """(kind, sentence) of the task list while filling in."""
        if self.answered == len(self.lines):
            return "klaar", "Ingevuld"
        return ("bezig", f"{self.answered} van {len(self.lines)} ingevuld") if self.answered else ("rust", "Nog niet")


@dataclass(frozen=True)
class ToDo:
    """A line that is not in order yet, and where in the portal it is arranged when the portal knows that."""

    line: CheckedLine
    arranged_at: Place | None


@dataclass(frozen=True)
class Comparison:
    """What changed since the time before, by the words of the line: (line, the answer of then in words)."""

    better: tuple[tuple[CheckedLine, str], ...]
    worse: tuple[tuple[CheckedLine, str], ...]
    fine_then: int
    total_then: int

    @property
    def sentence(self):
        """ "Vergeleken met de vorige keer: 3 punten beter en 1 punt minder goed."."""
        parts = []
        if self.better:
            parts.append(f"{count(len(self.better), 'punt', 'punten')} beter")
        if self.worse:
            parts.append(f"{count(len(self.worse), 'punt', 'punten')} minder goed")
        if not parts:
            return "De antwoorden zijn hetzelfde als de vorige keer."
        return f"Vergeleken met de vorige keer: {enumerate_dutch(parts)}."


def lines_of(check):
    """Every line of a check with its answer."""
    return tuple(
        CheckedLine(
            place,
            question["section"],
            question["text"],
            question.get("note", ""),
            question.get("who", ""),
            check.answers.get(str(place), ""),
        )
        for place, question in enumerate(check.questions)
    )


def themes_of(check):
    """The lines of a check by section, as CheckTheme."""
    groups = groupby(lines_of(check), key=lambda line: line.section)
    return tuple(CheckTheme(number, title, tuple(lines)) for number, (title, lines) in enumerate(groups, 1))


def counts_of(check):
    """(in order, all) of a check."""
    answers = [check.answers.get(str(place)) for place in range(len(check.questions))]
    return answers.count(CheckAnswer.YES), len(answers)


def score_words(fine, total):
    """ "5 van de 6 in orde"."""
    return f"{fine} van de {total} in orde"


def score_of(check):
    """The score of the whole in words."""
    return score_words(*counts_of(check))


def to_do(check):
    """What to do next, as (answer, heading, ToDo rows): the lines with no first, then partly, then unknown."""
    lines = lines_of(check)
    groups = []
    for answer in WORST_FIRST:
        rows = tuple(ToDo(line, place_for(line.text)) for line in lines if line.answer == answer)
        if rows:
            groups.append((answer, TO_DO_TITLES[answer], rows))
    return groups


def compare(check, before):
    """What got better or worse since `before`, the check of an earlier time. Lines are the same by their words."""
    then = {_same(line.text): line for line in lines_of(before)}
    better, worse = [], []
    for line in lines_of(check):
        earlier = then.get(_same(line.text))
        if earlier is None or earlier.answer == line.answer:
            continue
        step = _rank(line.answer) - _rank(earlier.answer)
        if step:
            (better if step > 0 else worse).append((line, earlier.answer_words))
    return Comparison(tuple(better), tuple(worse), *counts_of(before))


def is_due(check, now):
    """Whether the last finished check is so old that the team should look again."""
    return check.finished_at <= months_before(now, AGAIN_AFTER_MONTHS)


def _rank(answer):
    """A yes is better than partly, which is better than no. Not knowing is no better than no."""
    return {CheckAnswer.YES: 2, CheckAnswer.PARTLY: 1}.get(answer, 0)


def _same(text):
    return " ".join(text.lower().split()).rstrip(".")
