"""Afscheid: one page about a stage that was done, to keep and to show. It gives no mark and replaces no certificate."""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Fact, Origin

TEMPLATE = "farewell_sheet/document.html"
NAME = "Stage gedaan"


@dataclass(frozen=True)
class FarewellSheet:
    """The stage of one student on one page."""

    origin: Origin
    student: str  # whole name
    leerplaats: str
    institution: str
    period: str  # "van 2 februari 2026 tot en met 3 juli 2026"
    facts: tuple[Fact, ...]
    played: tuple[str, ...] = ()
    thanks: str = ""
    thanked_by: str = ""

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return f"{NAME} {self.student}, {self.leerplaats}"

    @property
    def footer(self):
        """The line at the bottom of the page."""
        return self.origin.footer(NAME, self.student, self.leerplaats)


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document)
