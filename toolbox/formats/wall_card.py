"""Wall card of a leerplaats: where to report, whom to call when ill, what to wear, who is who. No names of students."""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Fact, Origin
from toolbox.formats.qr import qr_svg

TEMPLATE = "wall_card/document.html"
SIZES = ("a4", "a5")  # the stylesheet knows these names
LETTERS = ("", "dense", "densest")  # and these


@dataclass(frozen=True)
class WallCard:
    """What a student looks up most, from what stands online. It leads to the public page only."""

    origin: Origin
    name: str
    institution: str
    place: str  # "Locatie Zuid, Rotterdam"
    facts: tuple[Fact, ...]  # where to report, clothing, contact; without the ones nobody answered
    sick: tuple[str, ...]  # steps: "Bel vóór 7.00 uur naar 010 123 45 67."
    people: tuple[Fact, ...]  # a role, and what you ask this person
    address: str  # as one types it: "regiomaas.nl/leerplaatsen/de-kade"
    target: str  # what the QR code opens

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return f"Wandkaart {self.name}"

    @property
    def footer(self):
        """The line at the bottom."""
        return self.origin.footer("Wandkaart", self.name)


def html(document, size="a4", letter=""):
    """The HTML of the PDF. `size` is one of SIZES; an A5 is the same picture, smaller. `letter` is one of LETTERS."""
    qr = qr_svg(document.target, f"QR-code naar {document.address}")
    return fill(TEMPLATE, document, qr=qr, size=size, letter=letter)


def versions(document, size="a4"):
    """The card, and in a smaller letter for a leerplaats with more to say; for `render_fitting`."""
    return (html(document, size, letter) for letter in LETTERS)
