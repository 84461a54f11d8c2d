"""All questions of a leerplaatsprofiel with their answers: to fill in on paper, or only what was answered."""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Origin

TEMPLATE = "fill_in_profile/document.html"


@dataclass(frozen=True)
class Choice:
    """An answer to choose from; ticked when it was chosen."""

    label: str
    is_chosen: bool = False


@dataclass(frozen=True)
class FillInQuestion:
    """One question. `room` is the number of empty lines below it, 0 to 6."""

    label: str
    hint: str = ""
    is_needed: bool = False  # without an answer the profile cannot go online
    lines: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    room: int = 0

    @property
    def is_answered(self):
        """Whether there is anything to print when the empty ones are left out."""
        return bool(self.lines) or any(choice.is_chosen for choice in self.choices)


@dataclass(frozen=True)
class FillInPart:
    """One part of the profile; it starts on a new page when there is room to write."""

    number: int
    title: str
    why: str
    questions: tuple[FillInQuestion, ...]


@dataclass(frozen=True)
class FillInProfile:
    """A whole profile on paper. With `is_blank_shown` every question stands there with room, else only the answers."""

    origin: Origin
    name: str
    institution: str
    place: str
    parts: tuple[FillInPart, ...]
    is_blank_shown: bool = True

    @property
    def kind(self):
        """What this sheet is called."""
        return "Invulversie" if self.is_blank_shown else "Alle antwoorden"

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return f"{self.kind} {self.name}"

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer(self.kind, self.name)

    @property
    def shown_parts(self):
        """The (part, questions) pairs that are printed."""
        rows = [
            (part, [question for question in part.questions if self.is_blank_shown or question.is_answered])
            for part in self.parts
        ]
        return [(part, questions) for part, questions in rows if questions]


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document)
