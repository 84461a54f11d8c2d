"""Leerplaatsprofiel on two pages: what a student wants to know before the first day, in the order of the page."""

from dataclasses import dataclass, replace

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Fact, Moment, Origin
from toolbox.formats.qr import qr_svg

TEMPLATE = "leerplaatsprofiel/document.html"
PAGES = 2
# What is left out when two pages are too small: who looks for it opens the QR code.
SECOND = {
    "meetings": (), "school": "", "team": "", "disciplines": (), "practical_more": (), "interview": "",
    "first_month": (), "late": "",
}  # fmt: skip
DENSITIES = ("", "dense", "densest")  # letters of 10, 9 and 8.4 points; the stylesheet knows these names


@dataclass(frozen=True)
class Leerplaatsprofiel:
    """One published profile. What was not answered is empty and is left out of print.

    What stands in SECOND is left out too when two pages are too small for it; the QR code leads to it.
    """

    origin: Origin
    name: str
    institution: str
    place: str  # "Locatie Zuid, Havenlaan 12, Rotterdam"
    updated: str  # "Laatst bijgewerkt op 12 januari 2026."
    address: str  # as one types it: "regiomaas.nl/leerplaatsen/de-kade"
    target: str  # what the QR code opens
    in_short: str = ""
    facts: tuple[Fact, ...] = ()
    contact: str = ""  # "dekade@instelling.nl, 010 123 45 67"
    day: tuple[Moment, ...] = ()
    meetings: tuple[str, ...] = ()
    clients: str = ""
    conditions: tuple[str, ...] = ()
    hard_things: str = ""
    programmes: tuple[str, ...] = ()  # "Verzorgende IG, leerjaar 2 en 3"
    learn_first: tuple[str, ...] = ()
    learn_later: tuple[str, ...] = ()
    not_yet: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
    school: str = ""  # whether there is an exam, and time for opdrachten
    team: str = ""
    guidance: str = ""
    disciplines: tuple[str, ...] = ()
    expect_you: tuple[str, ...] = ()
    expect_us: tuple[str, ...] = ()
    practical: tuple[Fact, ...] = ()
    practical_more: tuple[Fact, ...] = ()
    interview: str = ""
    first_day_facts: tuple[Fact, ...] = ()
    first_day: tuple[Moment, ...] = ()
    first_week: tuple[str, ...] = ()
    first_month: tuple[str, ...] = ()
    sick: tuple[str, ...] = ()
    late: str = ""
    is_shortened: bool = False
    film: str = ""  # "Een dag op De Kade, 2 minuten: https://…"
    confidant: str = ""
    photo: str = ""  # a JPEG as a data: address; empty for none
    photo_alt: str = ""  # what is on it; empty for decoration

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return f"Leerplaatsprofiel {self.name}, {self.institution}"

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer("Leerplaatsprofiel", self.name)


def html(document, density=""):
    """The HTML of the PDF. `density` is one of DENSITIES: how small the letter is."""
    qr = qr_svg(document.target, f"QR-code naar {document.address}")
    return fill(TEMPLATE, document, qr=qr, density=density)


def versions(document):
    """The HTML from roomy to tight, at last with less in it; for `render_fitting`, which takes the first that fits.

    A photo goes before anything is left out that has to be read.
    """
    plain = replace(document, photo="", photo_alt="")
    yield from (html(document, density) for density in DENSITIES)
    if document.photo:
        yield html(plain, DENSITIES[-1])
        yield html(replace(document, is_shortened=True, **SECOND), DENSITIES[-1])
    yield html(replace(plain, is_shortened=True, **SECOND), DENSITIES[-1])
