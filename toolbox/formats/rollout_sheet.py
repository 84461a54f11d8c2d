"""Gespreksblad of one step of invoeren: what it is for, the questions for the team with room to write, agreements."""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Fact, Origin
from toolbox.formats.word import WordFile

TEMPLATE = "rollout_sheet/document.html"
ROOM = 2  # lines to write below each question
AGREED = "Dit spreken we af. Wie doet wat, en wanneer is het klaar?"
AGREED_LINES, FEWER_LINES = 4, 2
FULL = 5  # with more questions there is less room for agreements: the sheet stays one page


@dataclass(frozen=True)
class RolloutSheet:
    """The sheet of one step for one leerplaats."""

    origin: Origin
    leerplaats: str
    institution: str
    number: int  # of the step, from 1
    step: str  # "Draagvlak"
    goal: str
    done_when: str  # completes: klaar als ...
    questions: tuple[str, ...]
    minutes: int

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return f"Gespreksblad stap {self.number} {self.step}, {self.leerplaats}"

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer(f"Gespreksblad stap {self.number}", self.leerplaats)

    @property
    def heading(self):
        """The first line a reader sees."""
        return f"Stap {self.number}: {self.step}"

    @property
    def kind(self):
        """What sheet this is."""
        return f"Gespreksblad voor het team, {self.minutes} minuten"

    @property
    def finish(self):
        """When the step is done."""
        return f"Klaar als {self.done_when}"

    @property
    def agreed_lines(self):
        """How many lines there are to write agreements on."""
        return FEWER_LINES if len(self.questions) > FULL else AGREED_LINES

    @property
    def facts(self):
        """What stands below the heading."""
        return (Fact("Leerplaats", self.leerplaats), Fact("Datum"), Fact("Wie zijn erbij"))


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document, room=ROOM, agreed=AGREED)


def word(document):
    """The bytes of the same document as an editable Word file."""
    file = WordFile(document.title, document.footer, document.origin.sender)
    file.text(document.kind, soft=True, bold=True)
    file.heading(document.heading, 1)
    file.facts(document.facts)
    file.text(f"{document.goal} {document.finish}")
    file.heading("Vragen", 2)
    for question in document.questions:
        file.room(question, ROOM)
    file.heading(AGREED, 2)
    file.room("", document.agreed_lines)
    return file.data()
