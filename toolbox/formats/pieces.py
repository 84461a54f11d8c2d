"""What several formats are made of. Plain values, already in the words that are printed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """Where a sheet comes from; stands at the bottom of every page."""

    sender: str  # "Leerplaats Regio Maas"
    printed_on: str  # "21 januari 2026"
    version: str = ""  # "3"

    def footer(self, *subjects):
        """The line at the bottom: what this sheet is, who sent it, which version, when printed."""
        version = f", versie {self.version}" if self.version else ""
        about = ", ".join(subject for subject in subjects if subject)
        return f"{about}. {self.sender}{version}, afgedrukt op {self.printed_on}"


def titled(name, *subjects):
    """The name of a file: "Inwerkdocument Noor, De Kade", without what is not known."""
    return " ".join(part for part in (name, ", ".join(subject for subject in subjects if subject)) if part)


def subject(student, leerplaats, otherwise):
    """The heading of a sheet: "Noor op De Kade", one of the two, or `otherwise` when neither is known."""
    return " op ".join(part for part in (student, leerplaats) if part) or otherwise


@dataclass(frozen=True)
class Fact:
    """A label with its answer. An empty answer is printed as a line to write on."""

    label: str
    answer: str = ""


@dataclass(frozen=True)
class Moment:
    """A time with what happens then."""

    time: str  # "7.30"
    text: str


@dataclass(frozen=True)
class Tick:
    """A line with a square before it. `done` says when it was ticked; empty leaves the square open."""

    text: str
    who: str = ""
    when: str = ""
    done: str = ""
    critical: bool = False
    note: str = ""  # explains the line, small below it


@dataclass(frozen=True)
class TickList:
    """A headed list of lines to tick, with lines to write on below it."""

    title: str
    ticks: tuple[Tick, ...]
    moment: str = ""  # under the title: "maandag 2 februari 2026"
    writing: str = ""  # the question above the writing lines
    writing_lines: int = 0

    @property
    def columns(self):
        """Which columns stand beside the text: "who when", "who", "when" or "". The stylesheet knows these names."""
        return " ".join(name for name in ("who", "when") if any(self._values(name)) and not self._shared(name))

    @property
    def subtitle(self):
        """What stands below the title: the moment, and a who or when that is the same for every line."""
        who = self._shared("who")
        parts = (self.moment or self._shared("when"), f"Wie: {who}" if who else "")
        return ". ".join(part for part in parts if part)

    def _values(self, name):
        return [getattr(tick, name) for tick in self.ticks]

    def _shared(self, name):
        values = set(self._values(name))
        return values.pop() if len(values) == 1 and (name == "when" or len(self.ticks) > 1) else ""
