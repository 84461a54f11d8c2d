"""Gebruik dit vandaag: one subject of the guide for begeleiders on one A4, to put in a pocket."""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Origin

TEMPLATE = "guide_page/document.html"


@dataclass(frozen=True)
class GuideSheet:
    """What one can do, ask and avoid today. Names nobody."""

    origin: Origin
    subject: str  # "Coachen"
    summary: str
    today: tuple[str, ...]
    questions: tuple[str, ...]
    avoid: tuple[str, ...]

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return f"Gebruik dit vandaag: {self.subject}"

    @property
    def footer(self):
        """The line at the bottom."""
        return self.origin.footer("Begeleiden", self.subject)


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document)
