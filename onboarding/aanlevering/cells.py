"""What a cell says: one clean line of text, whatever the spreadsheet stored."""

import re
import unicodedata
from datetime import date

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'"})
# What people type to say that there is nothing to say.
NOTHING = frozenset(
    {"", "-", "--", "–", "—", ".", "/", "?", "n.v.t.", "nvt", "n.v.t", "geen", "onbekend", "leeg", "null"}
)
ESCAPED = re.compile(r"^'(?=[=+\-@0-9])")  # Excel's mark for "this is text"; not the one of 't
ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
LONGEST_SHOWN = 80


class NotUnderstood(ValueError):
    """A cell that we cannot read. `sentence` is Dutch, in lower case, and follows "Rij 17: "."""

    def __init__(self, sentence):
        super().__init__(sentence)
        self.sentence = sentence


def text_of(cell) -> str:
    """The text of a cell: dates as 2027-02-01, numbers the Dutch way (28,5), text on one line."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell).replace(".", ",")
    return clean(cell)


def clean(text: str) -> str:
    """`text` with composed accents, plain apostrophes, single spaces and no invisible characters."""
    if not (text.isascii() and text.isprintable()):
        composed = unicodedata.normalize("NFC", text)
        text = "".join(_visible(character) for character in composed)
    text = " ".join(text.translate(APOSTROPHES).split())
    return ESCAPED.sub("", text)


def _visible(character):
    kind = unicodedata.category(character)
    if kind == "Cc":
        return " "
    return "" if kind in ("Cf", "Cs") else character


def is_blank(text: str) -> bool:
    """Whether a cell is empty, or only says so ("-", "n.v.t.", "geen")."""
    return text.casefold() in NOTHING


def shown(text: str) -> str:
    """A cell as the person who typed it knows it: a stored date as 1-2-2027, and not too long."""
    match = ISO.match(text)
    if match:
        return f"{int(match[3])}-{int(match[2])}-{match[1]}"
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
