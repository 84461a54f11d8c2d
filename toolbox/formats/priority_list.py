"""Prioriteiten van een week: three lists on one sheet, to tick and to add to with a pen."""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Fact, Origin, TickList, subject, titled
from toolbox.formats.word import begun

TEMPLATE = "priority_list/document.html"
NAME = "Prioriteiten"


@dataclass(frozen=True)
class PriorityList:
    """What one student works on in one week."""

    origin: Origin
    student: str  # first name
    leerplaats: str
    week: str  # "Week 3, 9 tot en met 15 februari 2026"
    werkbegeleider: str
    lists: tuple[TickList, ...]
    intro: str = ""

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
        return (Fact("Week", self.week), Fact("Werkbegeleider", self.werkbegeleider))


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document)


def word(document):
    """The bytes of the same list as an editable Word file."""
    file = begun(document, NAME)
    for ticks in document.lists:
        file.tick_list(ticks)
    return file.data()
