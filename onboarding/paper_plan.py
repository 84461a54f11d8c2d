"""The second sheet of paper of a student: what still has to be done, and the days of the first weeks."""

from dataclasses import dataclass
from math import ceil

LINES = 84  # of one sheet with two columns, without its headings
LETTERS = 42  # in a line of a column
LINES_OF_A_DAY = 1
SHORT = 30  # so many lines fit below the first sheet, or stand on a second one that need not be full


@dataclass(frozen=True)
class Points:
    """One list on paper: its open points as (text, when)."""

    title: str
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sheet:
    """The open points by stop, how many are done, and how many do not fit."""

    lists: tuple[Points, ...]
    done: int
    left: int
    is_short: bool = False  # whether it need not begin on paper of its own

    @property
    def is_empty(self):
        """Whether nothing has to be done."""
        return not self.lists


def sheet_of(page, days):
    """The Sheet of a StudentPage beside so many `days`: the next points first, as many as the sheet holds."""
    lists = (
        ("Vóór je eerste dag", page.prepare),
        ("Je eigen punten", page.own),
        ("Je eerste dag", page.first_day),
        ("Je eerste week", page.first_week),
    )
    room, shown, left = LINES - LINES_OF_A_DAY * days, [], 0
    for title, checklist in lists:
        fitting = []
        for point in checklist.open_points:
            room -= _lines(point)
            if room >= 0:
                fitting.append(point)
            else:
                left += 1
        if fitting:
            shown.append(Points(title, tuple(fitting)))
    used = LINES - room
    return Sheet(tuple(shown), sum(checklist.done for _, checklist in lists), left, used <= SHORT)


def _lines(point):
    text, when = point
    return ceil(len(text) / LETTERS) + bool(when)
