"""Strippenkaart: activities with a colleague, two cards on a sheet of A4 to cut out."""

from dataclasses import dataclass

from toolbox.formats.content import Content, Facts
from toolbox.formats.pages import fill
from toolbox.formats.pieces import Origin

TEMPLATE = "strippenkaart/document.html"
# Most strips of a height; the stylesheet knows these names. The sheet has the same length for all of them.
HEIGHTS = {"roomy": 8, "dense": 10, "densest": 12}


@dataclass(frozen=True)
class Strippenkaart:
    """The card of one student, and the same card without a name beside it: to do together, or once more."""

    origin: Origin
    leerplaats: str
    institution: str
    student: str  # first name; empty leaves room to write it
    intro: str
    strips: tuple[str, ...]

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return " ".join(part for part in ("Strippenkaart", self.student, self.leerplaats) if part)

    @property
    def footer(self):
        """The line below every card."""
        return self.origin.footer("Strippenkaart", self.leerplaats)

    @property
    def height(self):
        """How high a strip can be: one of HEIGHTS."""
        return next((name for name, most in HEIGHTS.items() if len(self.strips) <= most), "densest")


def card_texts(texts, seed):
    """The texts of the card of one student: for everybody the same, in the order of the sjabloon."""
    return tuple(dict.fromkeys(texts))


def build(content: Content, facts: Facts) -> Strippenkaart:
    """The sheet of one stage or leerplaats."""
    return Strippenkaart(
        origin=facts.origin,
        leerplaats=facts.leerplaats,
        institution=facts.institution,
        student=facts.student,
        intro=content.intro,
        strips=card_texts((line.text for line in content.lines), facts.seed),
    )


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document, owners=(document.student, ""))
