"""Poster for the team room: who comes here to learn can read about us, and what colleagues do when a student comes."""

from dataclasses import dataclass, replace

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Origin
from toolbox.formats.qr import qr_svg

TEMPLATE = "poster/document.html"
SIZES = ("a4", "a3")  # the stylesheet knows these names
LONG_NAME = 24  # characters; a longer name gets a smaller letter
DUTIES = (
    ("Weet wie er komt", "Kijk van tevoren wie er start. Noem de student bij de naam."),
    ("Leg alles klaar", "Werkkleding, pasje en kluisje liggen klaar op de eerste dag."),
    ("Zeg gedag", "Stel je voor. Zeg wat je doet en waar de student je vindt."),
)


@dataclass(frozen=True)
class Poster:
    """The poster of one leerplaats. It leads to the public page only and names no student."""

    origin: Origin
    name: str
    institution: str
    place: str  # "Locatie Zuid, Rotterdam"
    address: str  # as one types it: "regiomaas.nl/leerplaatsen/de-kade"
    target: str  # what the QR code opens
    photo: str = ""  # a JPEG as a data: address; empty for none
    photo_alt: str = ""  # what is on it; empty for decoration

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return f"Poster {self.name}"

    @property
    def footer(self):
        """The line at the bottom."""
        return self.origin.sender

    @property
    def is_long(self):
        """Whether the name needs a smaller letter."""
        return len(self.name) > LONG_NAME


def html(document, size="a4"):
    """The HTML of the PDF. `size` is one of SIZES; an A3 is the same picture, larger."""
    qr = qr_svg(document.target, f"QR-code naar {document.address}")
    return fill(TEMPLATE, document, qr=qr, size=size, duties=DUTIES)


def versions(document, size="a4"):
    """The poster, and the poster without photo for when a long name leaves no room; for `render_fitting`."""
    yield html(document, size)
    if document.photo:
        yield html(replace(document, photo="", photo_alt=""), size)
