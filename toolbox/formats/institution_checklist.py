"""Checklist zorginstelling: is this leerplaats ready for students? Blank to tick, or the result of one time."""

from dataclasses import dataclass, replace

from toolbox.formats.content import Content, Facts
from toolbox.formats.pages import fill
from toolbox.formats.pieces import Fact, Origin, titled
from toolbox.formats.word import begun
from toolbox.formats.word_table import ANSWER

TEMPLATE = "institution_checklist/document.html"
CHOICES = ("ja", "deels", "nee")
SETTLED = "ja"  # with this answer nothing is left to do
HOW = "Zet bij elke regel één kruisje. Bij deels of nee: lees wat je kunt doen, en kies wie dat oppakt."
PLAN, PLAN_LINES = "Dit pakken we als eerste aan. Wie, en wanneer klaar?", 4


@dataclass(frozen=True)
class CheckLine:
    """One statement. `answer` is one of CHOICES, other words ("weet ik niet"), or empty on a blank sheet."""

    text: str
    who: str = ""
    note: str = ""  # what to do when it is not so yet
    answer: str = ""

    @property
    def next_step(self):
        """What is left to do: the note, unless this is settled."""
        return "" if self.answer == SETTLED else self.note

    @property
    def advice(self):
        """Who does it, and what is left to do, in one line."""
        return " ".join(part for part in (f"{self.who}." if self.who else "", self.next_step) if part)


@dataclass(frozen=True)
class Theme:
    """Statements that belong together. `score` says how it stands: "4 van de 5 in orde"; empty on a blank sheet."""

    title: str
    lines: tuple[CheckLine, ...]
    score: str = ""


@dataclass(frozen=True)
class InstitutionChecklist:
    """The checklist of one leerplaats. With `score` it is a result, without it a sheet to fill in."""

    origin: Origin
    leerplaats: str
    institution: str
    themes: tuple[Theme, ...]
    intro: str = ""
    score: str = ""  # of the whole: "18 van de 28 in orde"
    checked_on: str = ""  # "maandag 2 februari 2026"
    checked_by: str = ""  # "Joost"

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return titled("Checklist zorginstelling", self.leerplaats)

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer("Checklist zorginstelling", self.leerplaats)

    @property
    def heading(self):
        """The first line a reader sees."""
        return f"{self.leerplaats}: is onze leerplek klaar?" if self.leerplaats else "Is onze leerplek klaar?"

    @property
    def facts(self):
        """What stands below the heading."""
        return (
            Fact("Instelling", self.institution),
            Fact("Ingevuld op", self.checked_on),
            Fact("Ingevuld door", self.checked_by),
        )

    @property
    def is_result(self):
        """Whether this is how it went, and not a sheet to fill in."""
        return bool(self.score)


def build(content: Content, facts: Facts) -> InstitutionChecklist:
    """The blank sheet of one leerplaats."""
    themes = tuple(
        Theme(section.title, tuple(CheckLine(line.text, line.who, line.note) for line in section.lines))
        for section in content.sections
    )
    return InstitutionChecklist(facts.origin, facts.leerplaats, facts.institution, themes, content.intro)


def with_result(document, themes, *, score, checked_on, checked_by):
    """The same sheet, filled in: `themes` with their answers and scores, and the score of the whole in words."""
    return replace(document, themes=themes, score=score, checked_on=checked_on, checked_by=checked_by)


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document, choices=CHOICES, how=HOW, plan=PLAN)


def word(document):
    """The bytes of the same document as an editable Word file."""
    file = begun(document, "Checklist zorginstelling")
    file.text(f"In totaal: {document.score}." if document.is_result else HOW, bold=document.is_result)
    for theme in document.themes:
        file.heading(theme.title, 2)
        if theme.score:
            file.text(f"{theme.score}.", soft=True)
        if document.is_result:
            rows = [((line.text, line.advice), (line.answer, "")) for line in theme.lines]
            file.table(theme.title, (("Wat", 0), ("Antwoord", ANSWER)), rows)
        else:
            file.choices(theme.title, [(line.text, line.advice) for line in theme.lines], CHOICES)
    file.heading("Ons plan", 2)
    file.room(PLAN, PLAN_LINES)
    return file.data()
