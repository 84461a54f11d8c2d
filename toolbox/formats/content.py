"""What a sjabloon and a stage say, as plain values: every format builds its document from these two."""

from dataclasses import dataclass, fields, replace

from toolbox.formats.merge_fields import MERGE_FIELDS, filled
from toolbox.formats.pieces import Origin, Tick, TickList

Values = dict[str, str]
BLOCKING = "Zonder dit mag de student niet starten."


@dataclass(frozen=True)
class Line:
    """One line of a sjabloon in the words that are printed."""

    text: str
    note: str = ""  # explains the line, or says what to do next
    who: str = ""  # "Werkbegeleider"
    when: str = ""  # "dag 1, 2 feb"
    done: str = ""  # when it was ticked; empty for open
    critical: bool = False
    blocking: bool = False  # without it the student may not start
    begin: str = ""  # when somebody begins: "uiterlijk 6 jan", "10 werkdagen eerder"
    fallback: str = ""  # what to do when it does not work out
    time: str = ""  # "9.00", in a programme
    place: str = ""  # "Kamer 2.14", in a programme
    answer: str = ""  # how a question is answered: one of Answer in toolbox.enums; empty for no question
    choices: tuple[str, ...] = ()  # what can be chosen, for a question of that kind
    room: int = 0  # lines to write on

    @property
    def tick(self):
        """The same line with a square before it. Of what is open it says when to begin and what to do otherwise."""
        said = (
            self.note,
            "" if self.done or not self.blocking else BLOCKING,
            "" if self.done or not self.begin else f"Begin {self.begin}.",
            "" if self.done else fallback_words(self.fallback),
        )
        note = " ".join(text for text in said if text)
        when, is_bold = "" if self.done else self.when, self.critical or self.blocking
        return Tick(self.text, self.who, when, self.done, is_bold, note)


@dataclass(frozen=True)
class Section:
    """A headed group of lines."""

    title: str
    lines: tuple[Line, ...]

    @property
    def ticks(self):
        """The same group as a list to tick."""
        return TickList(self.title, tuple(line.tick for line in self.lines))


@dataclass(frozen=True)
class Content:
    """All that stands in a sjabloon, or in the list of one stage."""

    sections: tuple[Section, ...]
    intro: str = ""

    @property
    def lines(self):
        """Every line, in order."""
        return tuple(line for section in self.sections for line in section.lines)

    @property
    def tick_lists(self):
        """Every section as a list to tick."""
        return tuple(section.ticks for section in self.sections)

    def filled(self, facts):
        """The same content in which each merge field became what `facts` says, or dots to write on."""
        values = facts.values
        return Content(
            intro=filled(self.intro, values),
            sections=tuple(
                Section(
                    filled(section.title, values),
                    tuple(
                        replace(
                            line,
                            text=filled(line.text, values),
                            note=filled(line.note, values),
                            fallback=filled(line.fallback, values),
                            place=filled(line.place, values),
                        )
                        for line in section.lines
                    ),
                )
                for section in self.sections
            ),
        )


@dataclass(frozen=True)
class Facts:
    """What is known about a stage or a leerplaats. Empty: not known, so that a sheet leaves room to write it.

    For all who start together `student` holds their first names: "Noor, Sam en Ali".
    """

    origin: Origin
    leerplaats: str = ""
    institution: str = ""
    location: str = ""
    address: str = ""
    student: str = ""  # first name
    student_name: str = ""  # whole name, on letters
    start: str = ""  # "maandag 2 februari 2026"
    start_time: str = ""  # "8.30 uur"
    end: str = ""  # "vrijdag 3 juli 2026"
    report_place: str = ""  # "Receptie hoofdingang"
    werkbegeleider: str = ""  # first name
    mentor: str = ""  # first name, on the sheets of a pair
    welcome: str = ""  # for whom to ask on the first day
    praktijkopleider: str = ""  # first name
    programme: str = ""
    year: str = ""  # "2"
    school: str = ""
    sick_call: str = ""  # "010 123 45 67, vóór 7.00 uur"
    phone: str = ""
    email: str = ""
    clothing: str = ""  # "uniform van de instelling, dichte schoenen"
    page: str = ""  # the student's own page, which asks for a login: "https://regiomaas.nl/mijn-stage/"
    status: str = ""  # a sentence about what is ready: "Nog 3 dingen."
    seed: str = ""  # the same for the same stage: from it a bingokaart gets its order

    @property
    def values(self) -> Values:
        """What each merge field becomes, by the word between the brackets."""
        known = {field.name for field in fields(self)}
        return {one.word: getattr(self, one.fact) for one in MERGE_FIELDS if one.fact in known}


def fallback_words(text):
    """What to do when it does not work out: "Lukt het niet: leen een pas bij de balie."; "" for nothing."""
    text = text.strip()
    if not text:
        return ""
    begin = text[:1] if text[:2].isupper() else text[:1].lower()  # ICT stays ICT
    return f"Lukt het niet: {begin}{text[1:]}"
