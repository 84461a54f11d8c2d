"""What a question of a leerplaatsprofiel is, and what its stored value looks like."""

from dataclasses import dataclass, field
from enum import Enum

from profiles.enums import Sector


class Kind(Enum):
    """How a question is answered, and so what its stored value is."""

    SHORT = "short"  # str, one line
    LONG = "long"  # str, some lines
    LINES = "lines"  # list[str], one line each
    TIMELINE = "timeline"  # list[[time "7.30", text]]
    CHOICE = "choice"  # str, a key of choices
    MULTI = "multi"  # list[str], keys of choices; the exclusive key stands alone
    APPLIES = "applies"  # {"answer": Applies value, "note": str}
    TIME = "time"  # str "8.30"
    PHONE = "phone"  # str "010 123 45 67"
    EMAIL = "email"  # str
    # In a concept dict[id of the requirement, {"answer", "who", "lead", "unit", "late", "blocks", "note"}];
    # in a version list[the same with "id", "name", "explanation" and "origin"]. On a page of its own.
    REQUIREMENTS = "requirements"
    PHOTOS = "photos"  # list[{"id": uuid, "alt": str, "decorative": bool, "width", "height", "focus"}]
    FILM = "film"  # {"id", "url" or "media_type", "about", "seconds", "poster", "captions", "transcript"}


@dataclass(frozen=True)
class Question:
    """One question. `required` means: needed to publish (six answers are; name and address are the first)."""

    key: str
    label: str
    kind: Kind
    hint: str = ""
    required: bool = False
    missing: str = ""  # the sentence when a required answer is missing: what to do, with an example
    max_words: int = 0
    max_lines: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    exclusive: str = ""  # the choice that cannot go together with others
    bullets: tuple[str, ...] = ()  # starters above a large field
    example: str = ""  # a good answer, shown folded
    none: str = ""  # the sentence that stands alone in a list when there is nothing to name: "Geen overleggen"
    is_shared: bool = False  # can be said once, by the institution or the location, for all its leerplaatsen
    sectors: frozenset[Sector] = frozenset()  # empty: every sector
    sector_labels: dict[Sector, str] = field(default_factory=dict, hash=False, compare=False)
    sector_hints: dict[Sector, str] = field(default_factory=dict, hash=False, compare=False)

    def label_for(self, sector):
        """The label in the words of a sector (beds on a ward, clients in home care)."""
        return self.sector_labels.get(sector, self.label)

    def hint_for(self, sector):
        """The hint with an example from that sector."""
        return self.sector_hints.get(sector, self.hint)

    def asked_in(self, sector):
        """Whether this question is put to a leerplaats of that sector."""
        return not self.sectors or sector in self.sectors


@dataclass(frozen=True)
class Topic:
    """One page of the editor: a handful of questions about one thing."""

    key: str
    title: str
    questions: tuple[Question, ...]

    def questions_for(self, sector):
        """The questions of this topic that are asked in a sector, in order."""
        return [question for question in self.questions if question.asked_in(sector)]


@dataclass(frozen=True)
class Part:
    """One of the eight parts: `number` stands in the address, `why` above the questions."""

    number: int
    key: str
    title: str
    why: str
    topics: tuple[Topic, ...]

    @property
    def questions(self):
        """All questions of this part, in order."""
        return tuple(question for topic in self.topics for question in topic.questions)

    def questions_for(self, sector):
        """The questions of this part that are asked in a sector, in order."""
        return [question for question in self.questions if question.asked_in(sector)]

    def topics_for(self, sector):
        """The topics that ask something in a sector, in order."""
        return [topic for topic in self.topics if topic.questions_for(sector)]
