"""Results of a questionnaire as a page and a file show them: per part the questions, with bars, and per half year."""

from dataclasses import dataclass, replace
from itertools import groupby

from django.urls import reverse
from django.utils.http import urlencode

from onboarding.actions.answers import UNSAID, WRITTEN
from onboarding.half_years import in_words
from onboarding.survey_questions import MARKS, SCALE
from onboarding.survey_results import Tally
from profiles.dutch import count
from profiles.merging import fingerprint
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
    choices: tuple = ()  # of a choice: (label, number, bar)

    @property
    def question(self):
        """What was asked."""
        return self.tally.question

    @property
    def anchor(self):
        """Where it stands on the page."""
        return anchor_of(self.question)


@dataclass(frozen=True)
class Table:
    """Questions of one part that are answered in the same way: one table. A choice is one question per table."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    is_mark: bool = False
    is_choice: bool = False


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


def anchor_of(question):
    """The name of the place of `question` on a page of results."""
    return f"vraag-{fingerprint(question)}"


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
            for tally in tallies:
                yield _table([_choice_row(tally, repairs, options.get(tally.question, ()))], is_choice=True)


def _table(rows, **kind):
    return Table(tuple(label for label, _ in rows[0].cells), tuple(rows), **kind)


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
    """Each answer with a bar of its own: colours of one bar would say that one choice is better than another."""
    order = [value for value in _in_order(tally, options) if value not in (UNSAID, WRITTEN)]
    order = [*options, *(value for value in order if value not in options)]
    cells = [(label, tally.counts.get(label, 0)) for label in order]
    row = _row(tally, cells, (), repairs)
    return replace(row, choices=tuple((label, number, _share(number, tally.total)) for label, number in row.cells))


def _in_order(tally, options):
    """The answers that were given, as the list has them; what nobody can choose any more, and what was left open."""
    known = [*dict(SCALE), *dict(MARKS), *options]
    places = {value: place for place, value in enumerate(known)} | {WRITTEN: len(known) + 1, UNSAID: len(known) + 2}
    return sorted(tally.counts, key=lambda value: (places.get(value, len(known)), value))


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


def _share(number, total):
    return _bar([(number, "5"), (total - number, "0")])


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
    """The rows of a file in the order of the page: per half year each answer of each question, and the own words."""
    asked = {one.text: one for one in questions}
    order = [*(text for text in asked if text in reading.tallies), *sorted(reading.tallies.keys() - asked.keys())]
    titles = {text: asked[text].part if text in asked else EARLIER for text in order}
    labels = dict(SCALE) | dict(MARKS) | {UNSAID: LEFT_OPEN, WRITTEN: "Eigen woorden"}
    for half_year, tallies in reading.per_half_year.items():
        for text in [one for one in order if one in tallies]:
            tally = tallies[text]
            for value in _in_order(tally, asked[text].options if text in asked else ()):
                said, number = labels.get(value, value), tally.counts[value]
                yield who, kind, in_words(half_year), titles[text], text, said, number, tally.total
    if with_words:
        for text in order:
            for words in reading.words.get(text, ()):
                yield who, kind, "", titles[text], text, words, None, None


def period_in_words(half_years):
    """ "de eerste helft van 2026"; more than two are told as the first and the last."""
    names = [f"de {in_words(one).lower()}" for one in sorted(half_years)]
    return " en ".join(names) if len(names) < 3 else f"{names[0]} tot en met {names[-1]}"


def results_url(leerplaats_id, slug, half_years=()):
    """The page with the results of one list; of these half years, or of all together."""
    address = reverse("survey-results", args=[leerplaats_id, slug])
    return f"{address}?{asked_for(half_years)}" if half_years else address


def asked_for(half_years):
    """Half years as they stand in an address."""
    return urlencode({"halfjaar": list(half_years)}, doseq=True)


def answers_in_words(number):
    """ "10 antwoorden"."""
    return count(number, "antwoord", "antwoorden")
