"""A row while it is read: what was typed, what it means and what is wrong with it."""

from dataclasses import dataclass, field

from onboarding.aanlevering.cells import NotUnderstood, is_blank, shown
from onboarding.aanlevering.columns import FIELD_BY_KEY
from onboarding.aanlevering.preview import ERROR, LOOK, NOTE, OK, CheckedRow, Problem

SEVERITY_ORDER = (NOTE, LOOK, ERROR)
LEFT_EMPTY = " Anders laten we dit leeg."


@dataclass
class RowDraft:
    """Collects values and problems of one row; `typed` holds the text per mapped field."""

    number: int
    typed: dict[str, str]
    values: dict = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    same_as: int | None = None
    words_asked: list[tuple] = field(default_factory=list)  # (kind, word, best guess) that a person may explain

    def remark(self, key, sentence, severity):
        """Add a problem. The sentence is Dutch, starts in lower case and follows "Rij 17: "."""
        typed = shown(self.typed.get(key, ""))
        self.problems.append(Problem(key, typed, f"Rij {self.number}: {sentence}", severity))

    def text(self, key):
        """What the cell says; empty when it only says that there is nothing."""
        typed = self.typed.get(key, "")
        return "" if is_blank(typed) else typed

    def need(self, key, parse):
        """The value of a required cell; None, with an error, when it is empty or cannot be read."""
        if not self.typed.get(key):
            self.ask(key)
            return None
        return self._parse(key, parse, ERROR, "")

    def take(self, key, parse, *, otherwise=LEFT_EMPTY):
        """The value of an optional cell; None when empty, and with something to look at when it cannot be read."""
        return self._parse(key, parse, LOOK, otherwise) if self.text(key) else None

    def ask(self, key):
        """The error of a required cell that is empty."""
        wanted = FIELD_BY_KEY[key]
        self.remark(key, f"vul {wanted.label_in_sentence} in, bijvoorbeeld {wanted.example}.", ERROR)

    def words(self, key, longest):
        """Free text, cut off with a remark when it is longer than we can keep."""
        return self.shorten(key, self.text(key), longest)

    def shorten(self, key, text, longest):
        """This part of a cell, cut off with a remark when it is longer than we can keep."""
        if len(text) <= longest:
            return text
        self.remark(key, f"deze tekst is te lang. We bewaren de eerste {longest} tekens.", LOOK)
        return text[:longest].rstrip()

    def has_error(self):
        """Whether this row cannot be taken."""
        return any(problem.severity == ERROR for problem in self.problems)

    def checked(self) -> CheckedRow:
        """The row as it goes into the preview; notes alone leave it in order."""
        worst = max((SEVERITY_ORDER.index(problem.severity) for problem in self.problems), default=0)
        status = (OK, LOOK, ERROR)[worst]
        return CheckedRow(self.number, status, self.values, tuple(self.problems), self.same_as)

    def _parse(self, key, parse, severity, otherwise):
        try:
            return parse(self.typed[key])
        except NotUnderstood as problem:
            self.remark(key, problem.sentence + otherwise, severity)
            return None
