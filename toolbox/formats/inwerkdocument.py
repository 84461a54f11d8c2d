"""Inwerkdocument: the student's own list for stagedag 1, the first week and week 2 to 4, with room to write."""

from dataclasses import dataclass, replace

from toolbox.formats.content import Content, Facts
from toolbox.formats.pages import fill
from toolbox.formats.pieces import Fact, Origin, TickList, subject, titled
from toolbox.formats.word import HOW_TO_EDIT, begun

TEMPLATE = "inwerkdocument/document.html"
WRITING, WRITING_LINES = "Wat wil ik nog vragen of onthouden?", 4


@dataclass(frozen=True)
class Inwerkdocument:
    """One student's inwerkdocument, dates already filled in from the stagedagen."""

    origin: Origin
    student: str  # first name
    leerplaats: str
    institution: str
    start: str  # "maandag 2 februari 2026, 8.30 uur"
    report_place: str  # "Receptie hoofdingang"
    lists: tuple[TickList, ...]
    intro: str = ""
    werkbegeleider: str = ""
    praktijkopleider: str = ""
    sick_call: str = ""  # "010 123 45 67, vóór 7.00 uur"

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return titled("Inwerkdocument", self.student, self.leerplaats)

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer("Inwerkdocument", self.student, self.leerplaats)

    @property
    def heading(self):
        """The first line a reader sees."""
        return subject(self.student, self.leerplaats, "Inwerkdocument")

    @property
    def facts(self):
        """What stands below the heading."""
        return (
            Fact("Start", self.start),
            Fact("Waar", ", ".join(part for part in (self.report_place, self.institution) if part)),
            Fact("Werkbegeleider", self.werkbegeleider),
            Fact("Praktijkopleider", self.praktijkopleider),
            Fact("Ben je ziek? Bel", self.sick_call),
        )


def build(content: Content, facts: Facts) -> Inwerkdocument:
    """The inwerkdocument of one stage, with room to write below each part."""
    return Inwerkdocument(
        origin=facts.origin,
        student=facts.student,
        leerplaats=facts.leerplaats,
        institution=facts.institution,
        start=", ".join(part for part in (facts.start, facts.start_time) if part),
        report_place=facts.report_place,
        lists=tuple(replace(one, writing=WRITING, writing_lines=WRITING_LINES) for one in content.tick_lists),
        intro=content.intro,
        werkbegeleider=facts.werkbegeleider,
        praktijkopleider=facts.praktijkopleider,
        sick_call=facts.sick_call,
    )


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document)


def word(document):
    """The bytes of the same document as an editable Word file."""
    file = begun(document, "Inwerkdocument")
    file.bullets(HOW_TO_EDIT)
    for ticks in document.lists:
        file.tick_list(ticks)
    file.heading("Mijn vragen en afspraken", 2)
    file.room("", 6)
    return file.data()
