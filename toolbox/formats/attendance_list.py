"""Presentielijst: who is expected at an introduction, for at the door. First names and squares, no signatures."""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Fact, Origin, Tick, TickList

TEMPLATE = "attendance_list/document.html"
NAME = "Presentielijst introductie"
NAMES_WARNING = "Op deze lijst staan namen. Leg hem niet op een plek waar cliënten komen."
ROOM_FOR_MORE = 3


@dataclass(frozen=True)
class Expected:
    """One student who is expected."""

    name: str  # first name
    leerplaats: str
    present: bool = False


@dataclass(frozen=True)
class AttendanceList:
    """The list of one introduction."""

    origin: Origin
    institution: str
    moment: str  # "maandag 2 februari 2026, van 9.00 tot 16.00 uur"
    place: str
    guests: tuple[Expected, ...]

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return f"{NAME}, {self.moment.partition(',')[0]}"

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer(NAME, self.institution)

    @property
    def facts(self):
        """What stands below the heading."""
        return (Fact("Wanneer", self.moment), Fact("Waar", self.place), Fact("Instelling", self.institution))

    @property
    def list(self):
        """The names as a list to tick, with room for who was not on it."""
        ticks = tuple(Tick(one.name, one.leerplaats, done="aanwezig" if one.present else "") for one in self.guests)
        title = f"{len(self.guests)} verwacht" if self.guests else "Nog niemand verwacht"
        return TickList(title, ticks, writing="Ook gekomen", writing_lines=ROOM_FOR_MORE)


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document, name=NAME, names_warning=NAMES_WARNING)
