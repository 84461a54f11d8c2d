"""The result of a self-scan on one A4, for the person who made it. It carries no name: it may lie on a printer."""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Fact, Origin

TEMPLATE = "self_scan/document.html"


@dataclass(frozen=True)
class GrowthPoint:
    """A point to grow with, one thing to do, and where the guide says more."""

    name: str
    tip: str
    subject: str  # "Drie praktische tips"


@dataclass(frozen=True)
class SelfScanSheet:
    """What one scan says."""

    origin: Origin
    made_on: str  # "maandag 16 november 2026"
    strengths: tuple[str, ...]
    growth: tuple[GrowthPoint, ...]
    answers: tuple[Fact, ...]  # the quality, with the answer and what changed
    resolve: str = ""  # empty leaves room to write
    before: str = ""  # the day of the scan it was compared with

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return f"Zelfscan van {self.made_on}"

    @property
    def footer(self):
        """The line at the bottom."""
        return self.origin.footer("Zelfscan begeleiden")


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document)
