"""Pocket card Mag ik dit al?, for one opleiding and year: four of A6 on a sheet of A4, to cut out.

Holds nothing personal, so it may lie around. A longer list gets a smaller letter, and then larger cards.
"""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Origin

TEMPLATE = "act_card/document.html"
# The stylesheet knows these names. Cards on a sheet, and with how many rows there is no use in trying it.
LAYOUTS = {"four": (4, 30), "four dense": (4, 36), "two": (2, 48), "one": (1, 10_000)}
ROW = 52  # letters on a row of the smallest card


@dataclass(frozen=True)
class ActCardGroup:
    """Acts that are done in the same way, with a sentence above them."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class ActCard:
    """What the students of one opleiding and year may do on one leerplaats."""

    origin: Origin
    leerplaats: str
    institution: str
    programme: str  # "Verzorgende IG, leerjaar 2"
    agreed: str  # "Afgesproken op 3 februari 2026."
    groups: tuple[ActCardGroup, ...]
    always: tuple[str, ...]
    address: str  # as one types it, of the page where it is kept up to date

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return f"Mag ik dit al? {self.leerplaats}, {self.programme}"

    @property
    def footer(self):
        """The last line of every card."""
        return f"{self.origin.sender}, afgedrukt op {self.origin.printed_on}"


def html(document, layout="four"):
    """The HTML of the PDF. `layout` is one of LAYOUTS."""
    cards, _ = LAYOUTS[layout]
    return fill(TEMPLATE, document, layout=layout, copies=range(cards))


def versions(document):
    """The HTML from four cards on a sheet to one; for `render_fitting`, which takes the first that fits."""
    rows = sum(1 + sum(1 + len(line) // ROW for line in group.lines) for group in document.groups)
    return (html(document, layout) for layout, (_, most) in LAYOUTS.items() if rows <= most)
