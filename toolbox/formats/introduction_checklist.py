"""Checklist introductiebijeenkomst: what the team does before, during and after the first day of a starter."""

from dataclasses import dataclass

from toolbox.formats.content import Content, Facts
from toolbox.formats.pages import fill
from toolbox.formats.pieces import Fact, Origin, TickList, subject, titled
from toolbox.formats.word import HOW_TO_EDIT, begun

TEMPLATE = "introduction_checklist/document.html"
NAMES_WARNING = "Op deze lijst staan namen. Leg hem niet op een plek waar cliënten komen."


@dataclass(frozen=True)
class IntroductionChecklist:
    """One sheet for one starter, or for all who start together on one leerplaats."""

    origin: Origin
    students: str  # first names: "Noor", or "Noor, Sam en Ali"
    leerplaats: str
    institution: str
    start: str  # "maandag 2 februari 2026"
    lists: tuple[TickList, ...]
    intro: str = ""
    werkbegeleider: str = ""  # empty: a line to write on
    room: str = ""  # empty: a line to write on
    guides: str = ""  # "Samira en Joost": who leads a meeting for all who start; then no one werkbegeleider

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return titled("Checklist introductie", self.students, self.leerplaats)

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer("Checklist introductie", self.students, self.leerplaats)

    @property
    def heading(self):
        """The first line a reader sees."""
        return subject(self.students, self.leerplaats, "Checklist introductiebijeenkomst")

    @property
    def facts(self):
        """What stands below the heading."""
        return (
            Fact("Instelling", self.institution),
            Fact("Eerste dag", self.start),
            Fact("Wie leidt het", self.guides) if self.guides else Fact("Werkbegeleider", self.werkbegeleider),
            Fact("Ruimte", self.room),
        )

    @property
    def names_warning(self):
        """Where not to leave this list; empty for a blank one, which names nobody."""
        return NAMES_WARNING if self.students or self.werkbegeleider else ""


def build(content: Content, facts: Facts) -> IntroductionChecklist:
    """The sheet of one starter, or of all whose first names stand in `facts`."""
    return IntroductionChecklist(
        origin=facts.origin,
        students=facts.student,
        leerplaats=facts.leerplaats,
        institution=facts.institution,
        start=facts.start,
        lists=content.tick_lists,
        intro=content.intro,
        werkbegeleider=facts.werkbegeleider,
    )


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document)


def word(document):
    """The bytes of the same document as an editable Word file."""
    file = begun(document, "Checklist introductiebijeenkomst")
    file.bullets(HOW_TO_EDIT)
    for ticks in document.lists:
        file.tick_list(ticks)
    if document.names_warning:
        file.text(document.names_warning, soft=True)
    return file.data()
