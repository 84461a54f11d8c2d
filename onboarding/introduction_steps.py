"""The checklist of one introduction as people read it: lines under their headings."""

from dataclasses import dataclass
from itertools import groupby

from profiles.dutch import long_date


@dataclass(frozen=True)
class Line:
    """One line, for the list with ticks."""

    id: int
    label: str
    why: str
    who: str
    done: bool
    done_words: str  # "Klaar op maandag 2 februari 2026, Samira."


def parts_of(steps):
    """(title, lines) per heading; `steps` in order, with who ticked them."""
    return [(title, [_line(step) for step in group]) for title, group in groupby(steps, key=lambda step: step.section)]


def _line(step):
    done = f"Klaar op {long_date(step.done_at)}, {step.done_by.first_name}." if step.done_at else ""
    who = step.get_owner_display() if step.owner else ""
    return Line(step.pk, step.text, step.note, who, step.done_at is not None, done)
