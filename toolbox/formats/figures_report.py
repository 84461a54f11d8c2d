"""Verslag for a director: two pages. The figures with what is counted, then who has which figures, and what changed."""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Origin

TEMPLATE = "figures_report/document.html"
PAGES = 2
NAME = "Cijfers per doel"
# How many rows of the table and how many improvements, roomy first: the report stays two pages.
SIZES = ((16, 5), (12, 5), (12, 3), (8, 3), (5, 3))
BAR, THICK, EDGE = 100, 5, 0.4


@dataclass(frozen=True)
class ReportFigure:
    """One figure. `percent` is empty when there are fewer than five."""

    name: str
    goal: str
    definition: str
    words: str = ""  # "8 van 10"
    percent: int | None = None
    change: str = ""  # "Het half jaar ervoor: 60 procent."

    @property
    def bar(self):
        """The drawing of the bar: a frame, filled from the left. Black alone, so that every printer prints it."""
        inner = f"M{EDGE} {EDGE}V{THICK - EDGE}H{BAR - EDGE}V{EDGE}Z"  # the other way round: a hole
        return f"M0 0H{BAR}V{THICK}H0Z{inner}M0 0H{self.percent}V{THICK}H0Z"


@dataclass(frozen=True)
class ReportRow:
    """One leerplaats or institution: its name, and below each head the per cent and of how many ("9 van 10")."""

    name: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Improved:
    """What students said and what was done about it."""

    where: str
    said: str
    result: str


@dataclass(frozen=True)
class FiguresReport:
    """The figures of an institution or region over one half year."""

    origin: Origin
    who: str
    half_year: str  # "Tweede helft van 2026"
    about: tuple[str, ...]
    figures: tuple[ReportFigure, ...]
    part: str  # "Leerplaats": what the rows are
    parts: str  # "leerplaatsen"
    until: str  # "Alle half jaren tot en met de tweede helft van 2026."
    heads: tuple[str, ...]
    whole: ReportRow  # all of them together
    rows: tuple[ReportRow, ...]
    without: str = ""  # "Van 3 leerplaatsen zijn er nog geen vijf stages."
    reasons: tuple[tuple[str, int], ...] = ()
    reasons_of: str = ""  # "Redenen van 5 stages."
    improvements: tuple[Improved, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return f"{NAME}, {self.who}, {self.half_year.lower()}"

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer(NAME, self.who)


def versions(document):
    """The HTML of the PDF, with ever fewer rows and improvements. Rows that do not fit stand in the Excel file."""
    most = (len(document.rows), len(document.improvements))
    sizes = dict.fromkeys(tuple(map(min, size, most)) for size in SIZES)
    return tuple(_html(document, *size) for size in sizes)


def _html(document, rows, improvements):
    shown = {"rows": document.rows[:rows], "improvements": document.improvements[:improvements]}
    return fill(TEMPLATE, document, name=NAME, left_out=len(document.rows) - rows, **shown)
