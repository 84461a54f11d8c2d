"""Wat gebeurt er op school en centraal: what a student hears and does before the start, week by week."""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Origin

TEMPLATE = "preparation_sheet/document.html"


@dataclass(frozen=True)
class SheetStep:
    """One lesson, document or message. `place` says where: at school, or centrally at the institution."""

    text: str
    place: str  # "Op school" or "Centraal"
    who: str
    kind: str  # "Les of bijeenkomst"
    link: str = ""


@dataclass(frozen=True)
class SheetWeek:
    """What happens at one moment: "8 weken voor de start"."""

    moment: str
    steps: tuple[SheetStep, ...]


@dataclass(frozen=True)
class PreparationSheet:
    """The preparation of one school for one institution, for one opleiding or for all."""

    origin: Origin
    school: str
    institution: str  # empty when a school prints only its own steps
    programme: str  # empty for all
    weeks: tuple[SheetWeek, ...]
    hints: tuple[str, ...] = ()  # what is told twice, or perhaps not at all
    contact: str = ""  # whom to ask: "stagebureau@rocmaasoever.example"

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        about = ", ".join(name for name in (self.school, self.institution, self.programme) if name)
        return f"Voorbereiding {about}"

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer("Voorbereiding", self.school, self.programme)


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document)
