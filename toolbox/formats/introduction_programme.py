"""Programma van de introductie: times, what happens, where, and who sees to it."""

from dataclasses import dataclass

from toolbox.formats.content import Content, Facts, Section
from toolbox.formats.pages import fill
from toolbox.formats.pieces import Fact, Origin
from toolbox.formats.word import begun
from toolbox.formats.word_table import PLACE, TIME, WHO

COLUMNS = (("Tijd", TIME), ("Wat", 0), ("Waar", PLACE), ("Wie", WHO))
TEMPLATE = "introduction_programme/document.html"
NAME = "Programma van de introductie"


@dataclass(frozen=True)
class IntroductionProgramme:
    """The programme for all who start on one day."""

    origin: Origin
    leerplaats: str
    institution: str
    start: str  # "maandag 2 februari 2026"
    report_place: str
    students: str  # first names: "Noor, Sam en Ali"
    sections: tuple[Section, ...]
    intro: str = ""
    guides: str = ""  # first names of who leads it

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return ", ".join(part for part in (NAME, self.leerplaats, self.start) if part)

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer(NAME, self.leerplaats)

    @property
    def heading(self):
        """The first line a reader sees."""
        return f"Welkom op {self.leerplaats}" if self.leerplaats else NAME

    @property
    def facts(self):
        """What stands below the heading."""
        last = Fact("Vraag naar", self.guides) if self.guides else Fact("Voor", self.students)
        return (
            Fact("Wanneer", self.start),
            Fact("Waar je je meldt", self.report_place),
            Fact("Instelling", self.institution),
            last,
        )


def build(content: Content, facts: Facts) -> IntroductionProgramme:
    """The programme of one first day."""
    return IntroductionProgramme(
        origin=facts.origin,
        leerplaats=facts.leerplaats,
        institution=facts.institution,
        start=facts.start,
        report_place=facts.report_place,
        students=facts.student,
        sections=content.sections,
        intro=content.intro,
    )


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document, name=NAME)


def word(document):
    """The bytes of the same document as an editable Word file."""
    file = begun(document, NAME)
    for section in document.sections:
        file.heading(section.title, 2)
        rows = [((line.time, ""), (line.text, line.note), (line.place, ""), (line.who, "")) for line in section.lines]
        file.table(section.title, COLUMNS, rows)
    return file.data()
