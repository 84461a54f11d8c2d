"""Checklist afscheid: what student and team do before, on and after the last day."""

from dataclasses import dataclass

from toolbox.formats.content import Content, Facts
from toolbox.formats.pages import fill
from toolbox.formats.pieces import Fact, Origin, TickList, subject, titled
from toolbox.formats.word import HOW_TO_EDIT, begun

TEMPLATE = "offboarding_checklist/document.html"
NAME = "Checklist afscheid"


@dataclass(frozen=True)
class OffboardingChecklist:
    """The list of one student."""

    origin: Origin
    student: str  # first name
    leerplaats: str
    institution: str
    end: str  # "vrijdag 3 juli 2026"
    lists: tuple[TickList, ...]
    intro: str = ""
    werkbegeleider: str = ""

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
            Fact("Laatste dag", self.end),
            Fact("Werkbegeleider", self.werkbegeleider),
            Fact("Instelling", self.institution),
        )


def build(content: Content, facts: Facts) -> OffboardingChecklist:
    """The list of one stage."""
    return OffboardingChecklist(
        origin=facts.origin,
        student=facts.student,
        leerplaats=facts.leerplaats,
        institution=facts.institution,
        end=facts.end,
        lists=content.tick_lists,
        intro=content.intro,
        werkbegeleider=facts.werkbegeleider,
    )


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document, name=NAME)


def word(document):
    """The bytes of the same document as an editable Word file."""
    file = begun(document, NAME)
    file.bullets(HOW_TO_EDIT)
    for ticks in document.lists:
        file.tick_list(ticks)
    return file.data()
