"""Woordenlijst of an institution: what the words mean that everyone there uses, for the wall or a bag."""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Origin

TEMPLATE = "word_list/document.html"


@dataclass(frozen=True)
class Word:
    """A word or abbreviation with its explanation."""

    term: str
    explanation: str


@dataclass(frozen=True)
class WordList:
    """All the words of one institution, in alphabetical order."""

    origin: Origin
    institution: str
    words: tuple[Word, ...]

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return f"Woordenlijst {self.institution}"

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer("Woordenlijst", self.institution)


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document)
