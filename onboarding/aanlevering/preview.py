"""What checking a list gives: numbered rows with their values and what is wrong with them, ready to keep as JSON."""

from dataclasses import asdict, dataclass
from typing import Any

OK, LOOK, ERROR, NOTE = "ok", "look", "error", "note"


@dataclass(frozen=True)
class Problem:
    """One remark about one cell: its field, the value as typed, and a sentence that starts with the row number.

    `severity` is ERROR (the row cannot be taken), LOOK (a person decides) or NOTE (only told).
    """

    field: str
    value: str
    sentence: str
    severity: str


@dataclass(frozen=True)
class CheckedRow:
    """One student as read. `status` is the worst of the problems; `same_as` is the row of which this is a copy."""

    number: int
    status: str
    values: dict[str, Any]
    problems: tuple[Problem, ...] = ()
    same_as: int | None = None

    @property
    def importable(self):
        """Whether this row may be stored, after a person agreed when its status is LOOK."""
        return self.status != ERROR and self.same_as is None


@dataclass(frozen=True)
class AskedWord:
    """A word of the school that we do not know, in how many rows, with our guess and what a person said it means."""

    kind: str
    word: str
    rows: int
    guess: Any = None
    meaning: Any = None


@dataclass(frozen=True)
class Preview:
    """All rows of a list, checked. Holds no column that is never read, so it may be kept until confirming."""

    rows: tuple[CheckedRow, ...] = ()
    words: tuple[AskedWord, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are, and how many per status."""
        statuses = [row.status for row in self.rows]
        return {"total": len(statuses)} | {status: statuses.count(status) for status in (OK, LOOK, ERROR)}

    @property
    def summary(self) -> str:
        """ "46 rijen. 41 goed, 3 nakijken, 2 fout."."""
        counts = self.counts
        rows = "1 rij" if counts["total"] == 1 else f"{counts['total']} rijen"
        return f"{rows}. {counts[OK]} goed, {counts[LOOK]} nakijken, {counts[ERROR]} fout."

    def to_json(self) -> dict:
        """Plain dicts, lists, texts and numbers."""
        return {"rows": [asdict(row) for row in self.rows], "words": [asdict(word) for word in self.words]}

    @classmethod
    def from_json(cls, data) -> "Preview":
        """The preview that `to_json` was called on."""
        return cls(
            tuple(
                CheckedRow(**row | {"problems": tuple(Problem(**problem) for problem in row["problems"])})
                for row in data["rows"]
            ),
            tuple(AskedWord(**word) for word in data.get("words", ())),
        )
