"""Onze keuze: what a leerplaats does for a good start, by moment of the stage. For the wall of the team room."""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Fact, Origin
from toolbox.formats.word import WordFile

TEMPLATE = "tool_plan/document.html"


@dataclass(frozen=True)
class PlanTool:
    """One thing the leerplaats does. Without `note` there is room to write how."""

    title: str
    what: str
    steps: tuple[str, ...]
    effort: str  # "10 minuten per student"
    moments: str  # "Eerste dag en eerste week"
    note: str = ""


@dataclass(frozen=True)
class PlanMoment:
    """What belongs to one moment of the stage."""

    title: str
    tools: tuple[PlanTool, ...]


@dataclass(frozen=True)
class ToolPlan:
    """The plan of one leerplaats."""

    origin: Origin
    leerplaats: str
    institution: str
    moments: tuple[PlanMoment, ...]

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return f"Onze keuze {self.leerplaats}"

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer("Onze keuze", self.leerplaats)


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document)


def word(document):
    """The bytes of the same plan as an editable Word file."""
    file = WordFile(document.title, document.footer, document.origin.sender)
    file.text(document.institution, soft=True, bold=True)
    file.heading(f"Onze keuze: {document.leerplaats}", 1)
    file.text("Dit doen wij voor een goede start van de stage.")
    for moment in document.moments:
        file.heading(moment.title, 2)
        for tool in moment.tools:
            file.heading(tool.title, 3)
            file.text(tool.what, with_next=True)
            if not tool.note:
                file.bullets(tool.steps, with_next=True)
            file.facts(
                (
                    Fact("Zo doen wij het", tool.note),
                    Fact("Wanneer", tool.moments),
                    Fact("Tijd", tool.effort),
                    Fact("Wie"),
                )
            )
    return file.data()
