"""Je zei, wij deden on the page of the student: what changed because of what earlier students said."""

from dataclasses import dataclass

from onboarding.student_page import LATER, published_version
from profiles.dutch import count

SHOWN = 3


@dataclass(frozen=True)
class MyImprovements:
    """The newest few, and where the others stand."""

    rows: tuple
    more: str  # in words; empty when all are shown, or the page of the leerplaats is not online
    url: str


def my_improvements(placement, stop):
    """What this student reads before the start and in the first week; None later or without any. One query."""
    if stop >= LATER:
        return None
    rows = list(placement.leerplaats.improvements.shown())
    if not rows:
        return None
    left = len(rows) - SHOWN if published_version(placement.leerplaats) else 0
    more = f"Lees nog {count(left, 'verbetering', 'verbeteringen')}" if left > 0 else ""
    return MyImprovements(tuple(rows[:SHOWN]), more, f"{placement.leerplaats.get_absolute_url()}#je-zei-wij-deden")
