"""Team card "Deze week starten": who comes, for the wall of the team room, so that everybody knows the name."""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Origin

TEMPLATE = "team_card/document.html"
SIZES = ((2, "huge"), (6, "roomy"))  # up to so many starters the stylesheet takes this letter
NAMES_WARNING = "Op dit blad staan namen. Leg dit blad niet op een plek waar cliënten komen."
DUTIES = (
    "Noem de student bij de naam en stel je voor.",
    "Zeg wat je doet en waar de student je vindt.",
    "Neem de student mee naar de pauze.",
)


@dataclass(frozen=True)
class Starter:
    """One who starts, with the first name only."""

    name: str
    programme: str  # "Mbo-verpleegkundige, leerjaar 2"
    werkbegeleider: str = ""  # first name; empty: a line to write on
    days: str = ""  # "ma, di en do"
    arrives: str = ""  # "8.30 uur, Receptie hoofdingang"
    learns: str = ""  # what the student wants to learn, in own words; empty: nothing is said
    photo: str = ""  # a data: address; only of who lets the team see it


@dataclass(frozen=True)
class TeamGroup:
    """Those who start on one leerplaats."""

    leerplaats: str
    starters: tuple[Starter, ...]


@dataclass(frozen=True)
class TeamCard:
    """Those who start together, on one leerplaats or in the whole institution."""

    origin: Origin
    institution: str
    start: str  # "maandag 2 februari 2026"
    groups: tuple[TeamGroup, ...]

    @property
    def where(self):
        """The one leerplaats of the card, else the institution."""
        return self.groups[0].leerplaats if len(self.groups) == 1 else self.institution

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return f"Deze week starten, {self.where}"

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer("Deze week starten", self.where)

    @property
    def size(self):
        """Which letter the stylesheet takes; "" for many starters, or for more leerplaatsen."""
        if len(self.groups) > 1:
            return ""
        return next((name for most, name in SIZES if len(self.groups[0].starters) <= most), "")


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document, duties=DUTIES, names_warning=NAMES_WARNING)
