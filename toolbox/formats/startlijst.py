"""Startlijst "Klaar voor de start": what the institution arranges and what the student arranges before day one."""

from dataclasses import dataclass

from toolbox.formats.content import Content, Facts
from toolbox.formats.pages import fill
from toolbox.formats.pieces import Fact, Origin, TickList, subject, titled

TEMPLATE = "startlijst/document.html"


@dataclass(frozen=True)
class Startlijst:
    """The list of one student. For the student's own paper the caller leaves out what is not theirs to see."""

    origin: Origin
    student: str  # first name
    leerplaats: str
    institution: str
    start: str  # "maandag 2 februari 2026, 8.30 uur"
    status: str  # a sentence: "Nog 3 dingen."
    lists: tuple[TickList, ...]
    intro: str = ""
    werkbegeleider: str = ""

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return titled("Klaar voor de start", self.student, self.leerplaats)

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer("Klaar voor de start", self.student, self.leerplaats)

    @property
    def heading(self):
        """The first line a reader sees."""
        return subject(self.student, self.leerplaats, "Klaar voor de start")

    @property
    def facts(self):
        """What stands below the heading."""
        return (
            Fact("Instelling", self.institution),
            Fact("Start", self.start),
            Fact("Werkbegeleider", self.werkbegeleider),
        )

    @property
    def has_critical(self):
        """Whether the sheet must explain what bold print means."""
        return any(tick.critical for ticks in self.lists for tick in ticks.ticks)


def build(content: Content, facts: Facts) -> Startlijst:
    """The list of one stage."""
    return Startlijst(
        origin=facts.origin,
        student=facts.student,
        leerplaats=facts.leerplaats,
        institution=facts.institution,
        start=", ".join(part for part in (facts.start, facts.start_time) if part),
        status=facts.status,
        lists=content.tick_lists,
        intro=content.intro,
        werkbegeleider=facts.werkbegeleider,
    )


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document)
