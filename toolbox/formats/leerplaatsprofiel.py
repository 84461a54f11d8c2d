"""Leerplaatsprofiel on two pages: what a student wants to know before the first day, in the order of the page."""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Fact, Moment, Origin
from toolbox.formats.qr import qr_svg

TEMPLATE = "leerplaatsprofiel/document.html"
DENSITIES = ((600, ""), (830, "dense"))  # what was seen to fit on two pages with letters of 10 and 9 points


@dataclass(frozen=True)
class Leerplaatsprofiel:
    """One published profile. What was not answered is empty and is left out of print."""

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
    day_facts: tuple[Fact, ...] = ()
    clients: str = ""
    conditions: tuple[str, ...] = ()
    hard_things: str = ""
    learn_first: tuple[str, ...] = ()
    learn_later: tuple[str, ...] = ()
    not_yet: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
    guidance: str = ""
    guidance_facts: tuple[Fact, ...] = ()
    expect_you: tuple[str, ...] = ()
    expect_us: tuple[str, ...] = ()
    practical: tuple[Fact, ...] = ()
    first_day_facts: tuple[Fact, ...] = ()
    first_day: tuple[Moment, ...] = ()
    first_week: tuple[str, ...] = ()
    sick: tuple[str, ...] = ()
    film: str = ""  # "Een dag op De Kade, 2 minuten: https://…"
    confidant: str = ""

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return f"Leerplaatsprofiel {self.name}, {self.institution}"

    @property
    def density(self):
        """How small the letter must be to keep all this on two pages: "", "dense" or "densest"."""
        words = _words(tuple(vars(self).values()))
        return next((name for limit, name in DENSITIES if words <= limit), "densest")

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer("Leerplaatsprofiel", self.name)


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document, qr=qr_svg(document.target, f"QR-code naar {document.address}"))


def _words(value):
    if isinstance(value, str):
        return len(value.split())
    if isinstance(value, tuple):
        return sum(map(_words, value))
    return _words(tuple(vars(value).values()))
