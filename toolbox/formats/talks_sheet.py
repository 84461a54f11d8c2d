"""Gesprekken: the talks of one stage with what was agreed, and lines to write on where nothing stands yet."""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Fact, Origin, subject
from toolbox.formats.sheet import PRIVATE

TEMPLATE = "talks_sheet/document.html"
NAME = "Gesprekken"
EMPTY_ROWS = 6


@dataclass(frozen=True)
class SheetTalk:
    """One talk as it is printed."""

    kind: str  # "Weekgesprek"
    when: str  # "maandag 2 februari 2026 om 14.30 uur"
    place: str = ""
    held: bool = False
    agreements: tuple[tuple[str, bool], ...] = ()  # what was agreed, and whether it is done


@dataclass(frozen=True)
class TalksSheet:
    """The talks of one stage."""

    origin: Origin
    student: str
    leerplaats: str
    werkbegeleider: str
    talks: tuple[SheetTalk, ...]

    @property
    def heading(self):
        """ "Noor op De Kade"."""
        return subject(self.student, self.leerplaats, NAME)

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return f"{NAME}, {self.heading}"

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer(self.title)

    @property
    def facts(self):
        """What stands below the heading."""
        return (Fact("Student", self.student), Fact("Werkbegeleider", self.werkbegeleider))


def versions(document):
    """The HTML of the PDF, roomy first: many talks are printed closer together, to stay on one page."""
    return tuple(
        fill(TEMPLATE, document, name=NAME, warning=PRIVATE, size=size, empty_rows=range(EMPTY_ROWS))
        for size in ("", "close", "closest")
    )
