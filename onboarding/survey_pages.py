"""Results of a questionnaire as a page and a file show them: per part the questions, with bars, and per half year."""

from dataclasses import dataclass
from itertools import groupby

from onboarding.actions.answers import UNSAID, WRITTEN
from onboarding.half_years import in_words
from onboarding.survey_questions import MARKS, SCALE
from onboarding.survey_results import Tally
from profiles.dutch import count
from toolbox.enums import Answer

LEFT_OPEN = "Niet gezegd"
EARLIER = "Vragen die nu niet meer in de lijst staan"
# Marks in three groups, as (label, lowest, highest, how the bar shows it): the key of `shade` in the stylesheet.
GROUPS = (("1 tot en met 5", 1, 5, "1"), ("6 en 7", 6, 7, "3"), ("8, 9 en 10", 8, 10, "5"))
MOST_LOW = 5  # questions that are named above the results
BAR = 100  # the width of a bar in its own units


@dataclass(frozen=True)
class Piece:
    """One piece of a bar."""

    x: float
    width: float
    shade: str


@dataclass(frozen=True)
class Row:
    """One question with its numbers, in the order of the heads of its table."""

    tally: Tally
    cells: tuple  # (label, number)
    bar: tuple[Piece, ...]
    repair: object = None
    average: str = ""

    @property
    def question(self):
        """What was asked."""
        return self.tally.question


@dataclass(frozen=True)
class Table:
    """Questions of one part that are answered in the same way: one table."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    is_mark: bool = False


@dataclass(frozen=True)
class Words:
    """What people wrote to one question, in no order of people."""

    question: str
    texts: tuple[str, ...]
    total: int


@dataclass(frozen=True)
class Part:
    """A part of the list."""

    title: str
    tables: tuple[Table, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True)
class Trend:
    """One question over time: per half year a number in words and the share as a bar."""

    question: str
    cells: tuple  # (half year in words, words, pieces)


def parts_of(reading, questions, repairs, *, with_words=True):
    """The Parts of a Reading in the order of `questions`; what is no longer asked comes last."""
    order = [(one.part, one.text, one.answer) for one in questions if one.text in reading.tallies]
    known = {text for _, text, _ in order}
    order += [(EARLIER, text, tally.answer) for text, tally in sorted(reading.tallies.items()) if text not in known]
    parts, options = [], {one.text: one.options for one in questions}
    for title, group in groupby(order, key=lambda one: one[0]):
        rows = [(answer or Answer.OPEN, reading.tallies[text]) for _, text, answer in group]
        tables = tuple(_tables(rows, repairs, options))
        words = tuple(_words(rows, reading)) if with_words else ()
        if tables or words:
            parts.append(Part(title, tables, words))
    return parts


def _tables(rows, repairs, options):
    for answer, group in groupby(rows, key=lambda row: row[0]):
        tallies = [tally for _, tally in group]
        if answer == Answer.SCALE:
            yield _table([_scale_row(tally, repairs) for tally in tallies])
        elif answer == Answer.MARK:
            yield _table([_mark_row(tally, repairs) for tally in tallies], is_mark=True)
        elif answer == Answer.CHOICE:
            yield from (_table([_choice_row(tally, repairs, options.get(tally.question, ()))]) for tally in tallies)


def _table(rows, is_mark=False):
    return Table(tuple(label for label, _ in rows[0].cells), tuple(rows), is_mark)


def often_low(parts):
    """The Rows of these Parts with many low answers, those with most first, and how many there are."""
    rows = [row for part in parts for table in part.tables for row in table.rows if row.tally.is_often_low]
    rows.sort(key=lambda row: -row.tally.low / row.tally.total)
    return rows[:MOST_LOW], len(rows)


def _words(rows, reading):
    for answer, tally in rows:
        if answer == Answer.OPEN:
            yield Words(tally.question, tuple(reading.words.get(tally.question, ())), tally.total)


def _scale_row(tally, repairs):
    cells = [(label, tally.counts.get(value, 0)) for value, label in SCALE]
    bar = _bar([(number, value) for (value, _), (_, number) in zip(SCALE, cells, strict=True)])
    return _row(tally, cells, bar, repairs)


def _mark_row(tally, repairs):
    marks = [(int(label), tally.counts.get(value, 0)) for value, label in MARKS]
    sums = [sum(number for mark, number in marks if low <= mark <= high) for _, low, high, _ in GROUPS]
    cells = [(group[0], number) for group, number in zip(GROUPS, sums, strict=True)]
    bar = _bar([(number, group[3]) for group, number in zip(GROUPS, sums, strict=True)])
    return _row(tally, cells, bar, repairs)


def _choice_row(tally, repairs, options):
    """Answers in the order of the sjabloon; what nobody can choose any more comes after that."""
    given = [label for label in tally.counts if label not in (UNSAID, WRITTEN)]
    order = [*options, *(label for label in given if label not in options)]
    cells = [(label, tally.counts.get(label, 0)) for label in order]
    bar = _bar([(number, ("5", "4", "3", "2", "1")[place % 5]) for place, (_, number) in enumerate(cells)])
    return _row(tally, cells, bar, repairs)


def _row(tally, cells, bar, repairs):
    average = f"{tally.average:.1f}".replace(".", ",") if tally.average is not None else ""
    shown = (*cells, (LEFT_OPEN, tally.unsaid))
    repair = repairs.get(tally.question) if tally.low else None
    return Row(tally, shown, bar, repair, average)


def _bar(numbers):
    """The Pieces of a bar of so many answers each; nothing when nobody said anything."""
    total = sum(number for number, _ in numbers)
    pieces, at = [], 0
    for number, shade in numbers:
        if number:
            pieces.append(Piece(round(at * BAR / total, 2), round(number * BAR / total, 2), shade))
            at += number
    return tuple(pieces)


def trends_of(reading, questions):
    """Per question the half years beside each other, oldest first; none when there is one half year only."""
    if len(reading.per_half_year) < 2:
        return []
    asked = [one.text for one in questions if one.answer in (Answer.SCALE, Answer.MARK)]
    return [Trend(text, tuple(_cells(text, reading))) for text in asked if text in reading.tallies]


def _cells(question, reading):
    for half_year, tallies in reading.per_half_year.items():
        yield in_words(half_year), *_trend(tallies.get(question) or Tally(question))


def _trend(tally):
    if not tally.said:
        return "Niet gevraagd", ()
    if tally.average is not None:
        return f"Gemiddeld {tally.average:.1f}".replace(".", ","), _bar(
            [(tally.average, "5"), (10 - tally.average, "0")]
        )
    return f"{tally.high} van {tally.total}", _bar([(tally.high, "5"), (tally.total - tally.high, "0")])


HEADER = ("Leerplaats of instelling", "Vragenlijst", "Half jaar", "Deel", "Vraag", "Antwoord", "Aantal", "Van")


def cells_of(who, kind, reading, questions, *, with_words=True):
    """The rows of a file: per half year each answer of each question, and the own words."""
    titles = {one.text: one.part for one in questions}
    labels = dict(SCALE) | dict(MARKS) | {UNSAID: LEFT_OPEN, WRITTEN: "Eigen woorden"}
    for half_year, tallies in reading.per_half_year.items():
        for text, tally in tallies.items():
            for value, number in sorted(tally.counts.items()):
                said = labels.get(value, value)
                yield who, kind, in_words(half_year), titles.get(text, EARLIER), text, said, number, tally.total
    if with_words:
        for text, texts in reading.words.items():
            for words in texts:
                yield who, kind, "", titles.get(text, EARLIER), text, words, None, None


def answers_in_words(number):
    """ "10 antwoorden"."""
    return count(number, "antwoord", "antwoorden")
