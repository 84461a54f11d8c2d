"""Eigen gegevens: everything that is kept of one person, to read on paper."""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Fact, Origin

TEMPLATE = "own_data/document.html"


@dataclass(frozen=True)
class OwnRow:
    """One thing that is kept: its facts, longer texts, and the picture when it is one (a data: address)."""

    facts: tuple[Fact, ...]
    texts: tuple[Fact, ...] = ()
    picture: str = ""


@dataclass(frozen=True)
class OwnPart:
    """Things of one kind: why they are kept, and how long. As rows of facts, or as lines of a table."""

    title: str
    purpose: str
    term: str
    rows: tuple[OwnRow, ...]
    more: int = 0  # rows that are not on paper
    columns: tuple[str, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class OwnData:
    """All of one person, part by part."""

    origin: Origin
    name: str
    intro: str
    parts: tuple[OwnPart, ...]
    traces: tuple[Fact, ...] = ()

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return f"Gegevens van {self.name}"

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer("Eigen gegevens", self.name)


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document)
