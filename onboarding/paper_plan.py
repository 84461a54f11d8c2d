"""The two sheets of paper of a student: what still has to be done, and the days of the first weeks."""

from dataclasses import dataclass

MOST_POINTS = 34  # what fits on one sheet beside the days


@dataclass(frozen=True)
class Points:
    """One list on paper: its open points, each with when."""

    title: str
    items: list


@dataclass(frozen=True)
class Sheet:
    """The open points by stop, how many are done, and how many do not fit."""

    lists: tuple[Points, ...]
    done: int
    left: int

    @property
    def is_empty(self):
        """Whether nothing has to be done."""
        return not self.lists and not self.left


def sheet_of(page):
    """The Sheet of a StudentPage: the next points first, as many as one sheet holds."""
    lists = (
        ("Vóór je eerste dag", page.prepare),
        ("Je eigen punten", page.own),
        ("Je eerste dag", page.first_day),
        ("Je eerste week", page.first_week),
    )
    room, shown, left = MOST_POINTS, [], 0
    for title, checklist in lists:
        items = checklist.open_items
        if items[:room]:
            shown.append(Points(title, items[:room]))
        left += len(items[room:])
        room -= len(items[:room])
    return Sheet(tuple(shown), sum(checklist.done for _, checklist in lists), left)
