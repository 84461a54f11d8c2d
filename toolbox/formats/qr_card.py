"""Kaartje for the team room, A6: name, QR code and the address to type."""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Origin
from toolbox.formats.qr import qr_svg

TEMPLATE = "qr_card/document.html"


@dataclass(frozen=True)
class QrCard:
    """The card of one leerplaats. It leads to the public page only, so it may lie around anywhere."""

    origin: Origin
    name: str
    institution: str
    place: str  # "Locatie Zuid, Rotterdam"
    address: str  # as one types it: "regiomaas.nl/leerplaatsen/de-kade"
    target: str  # what the QR code opens: "https://regiomaas.nl/leerplaatsen/de-kade"

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return f"Kaartje {self.name}"

    @property
    def footer(self):
        """The line at the bottom."""
        return self.origin.sender


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document, qr=qr_svg(document.target, f"QR-code naar {document.address}"))
