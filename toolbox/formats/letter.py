"""A letter on one page: sender, opening, parts, closing, and a QR code to a page that asks for a login.

A format of this shape is a small module with a Kind; `build`, `html` and `word` are the same for all. A part
with one line is printed as a paragraph, a part with more lines as a list.
"""

from dataclasses import dataclass

from toolbox.formats.content import Content, Facts, Section
from toolbox.formats.pages import fill
from toolbox.formats.pieces import Origin
from toolbox.formats.qr import qr_svg
from toolbox.formats.word import WordFile

TEMPLATE = "letter/document.html"
GREETING = "Met vriendelijke groet,"
SCAN = "Alles over je stage staat op jouw eigen pagina. Je logt in met je e-mailadres."


@dataclass(frozen=True)
class Kind:
    """What one sort of letter is called. `heading` may name the leerplaats: "Welkom op {leerplaats}"."""

    name: str
    heading: str
    heading_without: str  # when the leerplaats is not known


@dataclass(frozen=True)
class Letter:
    """A letter to one student. `page` is the address of the student's own page: the same for all, without secret."""

    origin: Origin
    kind: Kind
    student: str  # whole name
    leerplaats: str
    institution: str
    place: str  # "Locatie Zuid, Kadeplein 4, 3011 AB Rotterdam"
    opening: tuple[str, ...]  # paragraphs
    parts: tuple[Section, ...]
    signed_by: str = ""  # first name; empty leaves room
    phone: str = ""
    email: str = ""
    page: str = ""  # "https://regiomaas.nl/mijn-stage/"; empty for no QR code

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return ", ".join(part for part in (self.kind.name, self.student) if part)

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer(self.kind.name, self.leerplaats)

    @property
    def heading(self):
        """The first line a reader sees."""
        words = self.kind.heading if self.leerplaats else self.kind.heading_without
        return words.format(leerplaats=self.leerplaats)

    @property
    def contact(self):
        """Where to ask something."""
        return " of ".join(part for part in (self.phone, self.email) if part)

    @property
    def written_page(self):
        """The address of the page as one types it."""
        return self.page.split("://")[-1].rstrip("/")


def build(kind: Kind, content: Content, facts: Facts) -> Letter:
    """The letter of this kind to one student."""
    return Letter(
        origin=facts.origin,
        kind=kind,
        student=facts.student_name,
        leerplaats=facts.leerplaats,
        institution=facts.institution,
        place=", ".join(part for part in (facts.location, facts.address) if part),
        opening=tuple(line.strip() for line in content.intro.splitlines() if line.strip()),
        parts=content.sections,
        signed_by=facts.praktijkopleider,
        phone=facts.phone,
        email=facts.email,
        page=facts.page,
    )


def html(document):
    """The HTML of the PDF."""
    qr = qr_svg(document.page, f"QR-code naar {document.written_page}") if document.page else ""
    return fill(TEMPLATE, document, qr=qr, greeting=GREETING, scan=SCAN)


def word(document):
    """The bytes of the same document as an editable Word file. Without QR code: its address stands there."""
    file = WordFile(document.title, document.footer, document.origin.sender)
    file.text(document.institution, bold=True)
    file.text(document.place, soft=True)
    file.text(document.origin.printed_on)
    if document.student:
        file.text(f"Voor {document.student}")
    file.heading(document.heading, 1)
    for paragraph in document.opening:
        file.text(paragraph)
    for part in document.parts:
        file.heading(part.title, 2)
        if len(part.lines) == 1:
            file.text(part.lines[0].text)
        else:
            file.bullets(line.text for line in part.lines)
    if document.page:
        file.heading("Jouw pagina", 2)
        file.text(f"{SCAN} Ga naar {document.written_page}.")
    file.text(GREETING)
    file.text(document.signed_by or "……………")
    file.text(", ".join(part for part in (document.leerplaats, document.institution) if part))
    file.text(document.contact, soft=True)
    return file.data()
