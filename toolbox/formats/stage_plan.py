"""Planningsvoorstel: what a student does in which week and whom that needs, with room for two signatures."""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Fact, Origin, subject, titled
from toolbox.formats.word import WordFile

TEMPLATE = "stage_plan/document.html"
NAME = "Planningsvoorstel"


@dataclass(frozen=True)
class PlanRow:
    """One line of a week."""

    kind: str  # "Leerdoel"
    text: str
    needs: str = ""


@dataclass(frozen=True)
class PlanWeek:
    """A week in which something is planned."""

    title: str  # "Week 3"
    dates: str  # "9 tot en met 15 februari 2026"
    rows: tuple[PlanRow, ...]


@dataclass(frozen=True)
class StagePlanSheet:
    """The plan of one stage as it stood at one moment."""

    origin: Origin
    student: str  # first name
    leerplaats: str
    institution: str
    period: str  # "2 februari tot en met 19 juni 2026"
    werkbegeleider: str
    standing: str  # "Samen vastgesteld op 21 januari 2026"
    goals: str
    weeks: tuple[PlanWeek, ...]
    remark: str = ""

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return titled(NAME, self.student, self.leerplaats)

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer(NAME, self.student, self.leerplaats)

    @property
    def heading(self):
        """The first line a reader sees."""
        return subject(self.student, self.leerplaats, NAME)

    @property
    def facts(self):
        """What stands below the heading."""
        return (
            Fact("Stage", self.period),
            Fact("Werkbegeleider", self.werkbegeleider),
            Fact("Instelling", self.institution),
            Fact("Stand", self.standing),
        )

    @property
    def signatures(self):
        """Who sign, with a line each."""
        return (Fact("Student"), Fact("Datum"), Fact("Werkbegeleider"), Fact("Datum"))


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document)


def word(document):
    """The bytes of the same plan as an editable Word file."""
    file = WordFile(document.title, document.footer, document.origin.sender)
    file.text(NAME, soft=True, bold=True)
    file.heading(document.heading, 1)
    file.facts(document.facts)
    if document.goals:
        file.heading("Wat wil ik leren?", 2)
        for part in document.goals.split("\n"):
            file.text(part)
    if document.weeks:
        file.heading("Week voor week", 2)
        file.table(
            "Per week wat de student doet en wie daarbij nodig is",
            (("Week", 32), ("Wat", 0), ("Wie is nodig?", 42)),
            [
                ((week.title, week.dates), (row.text, row.kind), (row.needs, ""))
                for week in document.weeks
                for row in week.rows
            ],
        )
    if document.remark:
        file.heading("Opmerking van de begeleider", 2)
        for part in document.remark.split("\n"):
            file.text(part)
    file.heading("Zo doen we het", 2)
    file.facts(document.signatures)
    return file.data()
