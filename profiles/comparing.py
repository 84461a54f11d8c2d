"""Two versions beside each other: per question what went and what came, line by line and word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from profiles.questions import PARTS, Kind
from profiles.wording import answer_lines

ALIKE = 0.5  # two lines that share less than this part of their words are different lines
WORDS = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Piece:
    """A stretch of words of a line; `changed` when the other version does not have them there."""

    text: str
    changed: bool = False


@dataclass(frozen=True)
class ChangedLine:
    """A line that only one of the two versions has."""

    is_new: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class ChangedAnswer:
    """A question that was answered differently. `note` says what words cannot show."""

    label: str
    lines: tuple[ChangedLine, ...]
    note: str = ""


def compare(before, after, sector):
    """What differs between two sets of answers: pairs of a part and its ChangedAnswers, in the order of the parts."""
    found = [
        (part, [_changed(q, before, after, sector) for q in part.questions if _differs(q, before, after)])
        for part in PARTS
    ]
    return [(part, changed) for part, changed in found if changed]


def _differs(question, before, after):
    return (before.get(question.key) or None) != (after.get(question.key) or None)


def _changed(question, before, after, sector):
    old, new = (answer_lines(question, answers.get(question.key)) for answers in (before, after))
    lines = tuple(changed_lines(old, new))
    return ChangedAnswer(question.label_for(sector), lines, "" if lines else _unseen(question))


def _unseen(question):
    if question.kind is Kind.PHOTOS:
        return "Een foto of de uitsnede van een foto is anders. De beschrijving is gelijk."
    if question.kind is Kind.FILM:
        return "Het beeld vóór het afspelen of de ondertiteling van de film is anders. De woorden zijn gelijk."
    return "De woorden zijn gelijk. Alleen de manier waarop ze bewaard zijn, is anders."


def changed_lines(old, new):
    """The lines that went and came between two lists of lines; of a line that was reworked, first the old one."""
    for step, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            continue
        for gone, came in zip_longest(old[a:b], new[c:d]):
            yield from _pair(gone, came)


def _pair(gone, came):
    if gone is None or came is None:
        yield ChangedLine(gone is None, (Piece(came if gone is None else gone, True),))
        return
    old, new = WORDS.findall(gone), WORDS.findall(came)
    matcher = SequenceMatcher(None, [w.strip() for w in old], [w.strip() for w in new], autojunk=False)
    steps = matcher.get_opcodes() if matcher.ratio() >= ALIKE else [("replace", 0, len(old), 0, len(new))]
    yield ChangedLine(False, tuple(_pieces((step != "equal", old[a:b]) for step, a, b, _, _ in steps)))
    yield ChangedLine(True, tuple(_pieces((step != "equal", new[c:d]) for step, _, _, c, d in steps)))


def _pieces(stretches):
    """The words as Pieces; the space behind a changed word is not part of the change."""
    for changed, words in stretches:
        text = "".join(words)
        said = text.rstrip() if changed else text
        if said:
            yield Piece(said, changed)
        if said != text:
            yield Piece(text[len(said) :])
