"""A sheet of headed prompts with room to write: for talks, mentors, and those who lead a group.

A format of this shape is a small module with a Kind; `build`, `html` and `word` are the same for all.
"""

from dataclasses import dataclass

from toolbox.formats.content import Content, Facts, Line
from toolbox.formats.pages import fill
from toolbox.formats.pieces import Fact, Origin, subject
from toolbox.formats.word import begun
from toolbox.formats.word_table import WHEN, WHO

TEMPLATE = "sheet/document.html"
AGREEMENTS, AGREEMENT_ROWS = "Dit spreken we af", 4
AGREEMENT_COLUMNS = (("Wat", 0), ("Wie", WHO), ("Wanneer klaar", WHEN))
PRIVATE = "Zet hier geen namen of gegevens van cliënten op. Schrijf ook niets over ziekte of gezondheid van iemand."
TO_WRITE = "Wie en wanneer"
STEPS, TICKS = "steps", "ticks"  # lines with a number, or with a square, before them


@dataclass(frozen=True)
class Kind:
    """What one sort of sheet is called and how it looks.

    `facts` are (label, attribute of Facts) pairs; without an attribute there is room to write. `marks` is "",
    STEPS or TICKS. `stop` is the page style: "before", "day" or "later".
    """

    name: str
    facts: tuple[tuple[str, str], ...]
    stop: str = "day"
    warning: str = ""
    marks: str = ""
    has_agreements: bool = False
    is_apart: bool = False  # each part on a page of its own, to hand out


@dataclass(frozen=True)
class Part:
    """Prompts that belong together."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet, for one student, a group or a leerplaats."""

    origin: Origin
    kind: Kind
    heading: str  # "Noor op De Kade"; the name of the sheet when nobody is known
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]
    intro: str = ""

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return self.kind.name if self.heading == self.kind.name else f"{self.kind.name}, {self.heading}"

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer(self.title)


def build(kind: Kind, content: Content, facts: Facts) -> Sheet:
    """The sheet of this kind."""
    return Sheet(
        origin=facts.origin,
        kind=kind,
        heading=subject(facts.student, facts.leerplaats, kind.name),
        facts=tuple(Fact(label, getattr(facts, name) if name else "") for label, name in kind.facts),
        parts=tuple(Part(section.title, section.lines) for section in content.sections),
        intro=content.intro,
    )


def html(document):
    """The HTML of the PDF."""
    columns = [title for title, _ in AGREEMENT_COLUMNS]
    return fill(
        TEMPLATE, document, agreements=AGREEMENTS, columns=columns, rows=range(AGREEMENT_ROWS), to_write=TO_WRITE
    )


def word(document):
    """The bytes of the same document as an editable Word file."""
    kind = document.kind
    file = begun(document, kind.name)
    if kind.warning:
        file.text(kind.warning, bold=True)
    for number, part in enumerate(document.parts):
        file.heading(part.title, 2, on_new_page=kind.is_apart and number > 0)
        _write_lines(file, kind, part)
    if kind.has_agreements:
        file.heading(AGREEMENTS, 2)
        file.empty_table(AGREEMENTS, AGREEMENT_COLUMNS, AGREEMENT_ROWS)
    return file.data()


def _write_lines(file, kind, part):
    if kind.marks == TICKS:
        file.choices(part.title, [(line.text, line.note) for line in part.lines], ("Doen",), to_write=TO_WRITE)
        return
    for number, line in enumerate(part.lines, start=1):
        file.prompt(line.text, line.note, step=number if kind.marks == STEPS else 0)
        file.room("", line.room)
