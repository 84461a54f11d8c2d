"""Figures as a page and a file show them: per goal, with bars, a chart over the half years, and what is counted."""

from dataclasses import dataclass

from onboarding.figures import FIGURES, Cell, Figure
from onboarding.half_years import in_words
from onboarding.survey_pages import BAR, Piece
from profiles.dutch import count, enumerate_dutch

NOT_YET = "Nog geen vijf"
HALF_YEARS = 6  # in a chart; the file has them all
TOGETHER = "Alles samen"
HIGH = 72  # of a column of a hundred per cent, in pixels
MONTHS = {"1": "jan-jun", "2": "jul-dec"}
SHORT = {
    "notice": "4 weken vooraf",
    "guide": "Begeleider bekend",
    "ready": "Alles geregeld",
    "expected": "Voelde zich verwacht",
    "talks": "Gesprekken",
    "stopped": "Eerder gestopt",
    "recommend": "Raadt aan",
    "returns": "Komt terug of blijft",
}
NOTICE, REASONS = "Weken van tevoren", "Waarom eerder gestopt"
NOTICE_COUNTED = "Hoeveel dagen voor de eerste stagedag de stage rond was."
REASONS_COUNTED = "De reden die is gekozen toen de stage eerder stopte."


@dataclass(frozen=True)
class Column:
    """One half year of a chart, and what the table says of it. `percent` is None when there are fewer than five."""

    half_year: str
    words: str
    percent: int | None
    months: str
    year: str

    @property
    def height(self):
        """The height of the column; a line that can be seen when it is nothing."""
        return max(HIGH * (self.percent or 0) // 100, 1)


@dataclass(frozen=True)
class Line:
    """One line of a spread: how many of all, with its bar."""

    label: str
    number: int
    bar: tuple[Piece, ...]


@dataclass(frozen=True)
class Shown:
    """One figure on a page."""

    figure: Figure
    cell: object
    bar: tuple[Piece, ...]
    chart: tuple[Column, ...]  # none with one half year: there is nothing to compare
    only: str = ""  # the one half year that all of it is from
    spread_title: str = ""
    spread: tuple[Line, ...] = ()
    spread_note: str = ""


def goals_of(sums):
    """[(goal, its Shown figures)] in the order of FIGURES."""
    goals = {}
    for figure in FIGURES:
        goals.setdefault(figure.goal, []).append(_shown(figure, sums))
    return list(goals.items())


def _shown(figure, sums):
    cell = sums.cells.get(figure.key)
    title, spread = {"notice": (NOTICE, sums.notice), "stopped": (REASONS, sums.reasons)}.get(figure.key, ("", []))
    known = [half_year for half_year, cells in sums.per_half_year.items() if figure.key in cells]
    return Shown(
        figure,
        cell,
        bar_of(cell.number, cell.total, "1" if figure.less_is_better else "5") if cell else (),
        _chart(figure, sums.per_half_year, known) if len(known) > 1 else (),
        in_words(known[0]) if len(known) == 1 else "",
        title,
        lines_of(spread),
        reasons_words(spread) if figure.key == "stopped" and spread else "",
    )


def reasons_words(reasons):
    """Of how many people reasons are shown: they fill groups of five of their own, so it is not all who stopped."""
    number = count(sum(number for _, number in reasons), "stage", "stages")
    return f"Redenen van {number}. We tellen ze apart, per vijf. Daarom zijn het er minder dan er stopten."


def bar_of(number, total, shade="5"):
    """The Pieces of a bar of `number` out of `total`."""
    at = round(number * BAR / total, 2)
    return tuple(
        piece for piece in (Piece(0, at, shade), Piece(at, round(BAR - at, 2), "0")) if piece.width
    )  # a piece without a width would still draw its edge


def lines_of(spread):
    """The Lines of [(words, number)]; none when all of it is nothing."""
    total = sum(number for _, number in spread)
    return tuple(Line(words, number, bar_of(number, total)) for words, number in spread) if total else ()


def _chart(figure, per_half_year, known):
    span = [one for one in per_half_year if known[0] <= one <= known[-1]][-HALF_YEARS:]
    return tuple(_column(half_year, per_half_year[half_year].get(figure.key)) for half_year in span)


def _column(half_year, cell):
    year, half = half_year.split("-")
    words, percent = (cell.words, cell.percent) if cell else (NOT_YET, None)
    return Column(in_words(half_year), words, percent, MONTHS[half], year)


@dataclass(frozen=True)
class Table:
    """Leerplaatsen or institutions beside each other."""

    what: str  # "Leerplaats"
    heads: tuple[str, ...]
    rows: tuple  # (part, cells with their heads)
    few: str  # the names of those without a figure yet, in a sentence


def heads():
    """The short names of the figures, above a table."""
    return tuple(SHORT[figure.key] for figure in FIGURES)


def beside_each_other(what, parts):
    """The Table of these Parts."""
    rows = tuple((part, _cells(part)) for part in parts if part.cells)
    return Table(what, heads(), rows, enumerate_dutch(part.name for part in parts if not part.cells))


def _cells(part):
    return [(SHORT[figure.key], part.cells.get(figure.key)) for figure in FIGURES]


HEADER = ("Leerplaats, instelling of regio", "Half jaar", "Cijfer", "Aantal", "Van", "Procent", "Zo tellen we")


def table_of(subject):
    """The rows of a file: everything of the subject, and per half year its parts. Queries grow with half years only."""
    sums = subject.sums()
    yield from _rows(subject.name, TOGETHER, sums.cells)
    for half_year, cells in sums.per_half_year.items():
        yield from _rows(subject.name, in_words(half_year), cells)
    yield from _spread_rows(subject.name, NOTICE, sums.notice, NOTICE_COUNTED)
    yield from _spread_rows(subject.name, REASONS, sums.reasons, REASONS_COUNTED)
    spans = [(TOGETHER, {}), *((in_words(one), {"half_year": one}) for one in sums.per_half_year)]
    for words, narrower in spans if subject.owner else []:
        for part in subject.parts(**narrower):
            yield from _rows(part.name, words, part.cells)


def _rows(who, half_year, cells):
    for figure in FIGURES:
        if cell := cells.get(figure.key):
            yield who, half_year, figure.name, cell.number, cell.total, cell.percent, figure.definition


def _spread_rows(who, name, spread, definition):
    total = sum(number for _, number in spread)
    for line in lines_of(spread):
        yield who, TOGETHER, f"{name}: {line.label}", line.number, total, Cell(line.number, total).percent, definition
