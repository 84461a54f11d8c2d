"""A questionnaire on paper: boxes to tick and room to write, and no name of whoever answers.

A format of this shape is a small module with a Kind; `build`, `html` and `word` are the same for all.
"""

from dataclasses import dataclass

from toolbox.formats.content import Content, Facts, Line, Section
from toolbox.formats.pages import fill
from toolbox.formats.pieces import Fact, Origin
from toolbox.formats.word import begun

TEMPLATE = "questionnaire/document.html"
SCALE, MARK, CHOICE = "scale", "mark", "choice"  # the values of Answer in toolbox.enums; anything else is open
SCALE_CHOICES = ("1", "2", "3", "4", "5", "n.v.t.")
SCALE_WORDS = "1 is helemaal niet, 5 is helemaal wel. Kies n.v.t. (niet van toepassing) als het niet over jou gaat."
MARKS = tuple(str(mark) for mark in range(1, 11))
OPEN_ROOM = 4


@dataclass(frozen=True)
class Kind:
    """What one sort of questionnaire is called, and what is said about who reads the answers."""

    name: str
    privacy: str


@dataclass(frozen=True)
class Question:
    """One question: the boxes to choose from, or the number of lines to write on."""

    text: str
    note: str = ""
    kind: str = ""  # "scale", "mark", "choice" or "open": the stylesheet knows these names
    choices: tuple[str, ...] = ()
    room: int = 0


@dataclass(frozen=True)
class Part:
    """Questions that belong together."""

    title: str
    questions: tuple[Question, ...]

    @property
    def is_scale(self):
        """Whether all questions are answered on the scale, so that a table shows them best."""
        return all(question.kind == SCALE for question in self.questions)


@dataclass(frozen=True)
class Questionnaire:
    """One questionnaire about one leerplaats. It names no student: who answers stays unknown."""

    origin: Origin
    kind: Kind
    leerplaats: str
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]
    intro: str = ""

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return ", ".join(part for part in (self.kind.name, self.leerplaats) if part)

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer(self.title)

    @property
    def heading(self):
        """The first line a reader sees."""
        return self.leerplaats or self.kind.name

    @property
    def has_scale(self):
        """Whether the numbers of the scale must be explained."""
        return any(question.kind == SCALE for part in self.parts for question in part.questions)


def build(kind: Kind, content: Content, facts: Facts) -> Questionnaire:
    """The questionnaire of this kind about one leerplaats."""
    return Questionnaire(
        origin=facts.origin,
        kind=kind,
        leerplaats=facts.leerplaats,
        facts=(Fact("Instelling", facts.institution), Fact("Ingevuld in (maand en jaar)")),
        parts=tuple(_part(section) for section in content.sections),
        intro=content.intro,
    )


def _part(section: Section):
    return Part(section.title, tuple(_question(line) for line in section.lines))


def _question(line: Line):
    if line.answer == SCALE:
        return Question(line.text, line.note, SCALE, SCALE_CHOICES)
    if line.answer == MARK:
        return Question(line.text, line.note, MARK, MARKS)
    if line.answer == CHOICE:
        return Question(line.text, line.note, CHOICE, line.choices)
    return Question(line.text, line.note, "open", room=line.room or OPEN_ROOM)


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document, scale=SCALE_WORDS)


def word(document):
    """The bytes of the same document as an editable Word file."""
    file = begun(document, document.kind.name)
    file.text(document.kind.privacy, bold=True)
    if document.has_scale:
        file.text(SCALE_WORDS, soft=True)
    for part in document.parts:
        file.heading(part.title, 2)
        if part.is_scale:
            file.choices(part.title, [(one.text, one.note) for one in part.questions], SCALE_CHOICES)
            continue
        for question in part.questions:
            file.prompt(question.text, question.note)
            if question.choices:
                file.boxes(question.text, question.choices)
            file.room("", question.room)
    return file.data()
