"""Who leaves soon, with what of the farewell is not done yet: for a list of any length.

What counts is worked out from plain rows, because the order needs it for all stages. Only those of one page are
loaded whole, so that the number of queries is the same for 3 and for 3,000 stages.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q

from onboarding.forms.leaving import LATE, OPEN, READY
from onboarding.models import Placement, Task
from onboarding.task_words import listed_tasks
from profiles.dutch import count, enumerate_dutch
from toolbox.enums import TemplateFormat

COUNTED = Q(format=TemplateFormat.OFFBOARDING_CHECKLIST, own=False)
NAMED = 4  # so many open things are named
AHEAD_ONLY = 7  # a point of more days before the end prepares for it: who is gone has no use for it any more
THANKS_FROM = timedelta(days=7)  # so long before the last day somebody is asked to write thanks
NEEDED = ("placement_id", "due_on", "done_at", "days_before_end")
LEAVING_TASKS = Prefetch("tasks", queryset=Task.objects.filter(COUNTED), to_attr="leaving_tasks")


@dataclass(frozen=True)
class Standing:
    """How a goodbye stands, not yet loaded."""

    pk: int
    ends_on: date
    sort_name: str
    total: int
    open: int
    late: int
    is_gone: bool

    @property
    def group(self):
        """The status that it is filtered by."""
        if self.late:
            return LATE
        return OPEN if self.open or not self.total else READY

    @property
    def order(self):
        """What is too late first, of who is gone before others; then what is open by the last day, ready last."""
        is_gone = self.is_gone and self.group != READY
        return (LATE, OPEN, READY).index(self.group), not is_gone, -self.late, self.ends_on, self.sort_name, self.pk


@dataclass(frozen=True)
class LeavingRow:
    """A stage on the list. `missing` are the open tasks, those that are too late first."""

    placement: Placement
    total: int
    missing: tuple
    late: tuple

    @property
    def kind(self):
        """The kind of status label."""
        if not self.total:
            return "rust"
        return "mist" if self.late else "bezig" if self.missing else "klaar"

    @property
    def sentence(self):
        """The status in words."""
        if not self.total:
            return "Er is geen lijst"
        if self.late:
            return f"{count(len(self.late), 'ding', 'dingen')} te laat"
        return f"Nog {count(len(self.missing), 'ding', 'dingen')}" if self.missing else "Alles klaar"

    @property
    def late_words(self):
        """What is too late, in one line."""
        return _named(self.late)

    @property
    def open_words(self):
        """What else is open, in one line: what comes first by name, and how many more."""
        words = _named([task for task in self.missing if task not in self.late])
        return words[:1].upper() + words[1:]

    @property
    def done(self):
        """How many are done."""
        return self.total - len(self.missing)

    @property
    def is_thanked(self):
        """Whether somebody wrote thanks."""
        return bool(getattr(self.placement, "farewell", None) and self.placement.farewell.thanks)


def _named(tasks):
    names = [task.name.lower() for task in tasks]
    if len(names) > NAMED:
        names = [*names[:NAMED], f"nog {count(len(names) - NAMED, 'ding', 'dingen')}"]
    return enumerate_dutch(names)


def leaving_of(placements, today):
    """The Standing of each of `placements` (a queryset), in the order of the list; two queries."""
    chosen = placements.order_by()
    total, still_open, late = Counter(), Counter(), Counter()
    stages = list(chosen.values_list("pk", "ends_on", "student__sort_name"))
    ends = {pk: ends_on for pk, ends_on, _ in stages}
    rows = Task.objects.filter(COUNTED, placement__in=chosen.values("pk")).order_by().only(*NEEDED)
    for task in rows:
        pk = task.placement_id
        if pk not in ends or not _is_asked(task, ends[pk], today):
            continue
        total[pk] += 1
        still_open[pk] += not task.is_done
        late[pk] += _is_late(task, ends[pk], today)
    found = (
        Standing(pk, ends_on, name, total[pk], still_open[pk], late[pk], ends_on < today)
        for pk, ends_on, name in stages
    )
    return sorted(found, key=lambda one: one.order)


def _is_asked(task, ends_on, today):
    """Whether a point still counts: of who is gone not what only prepares for the end, unless it was done."""
    return task.is_done or ends_on >= today or (task.days_before_end or 0) <= AHEAD_ONLY


def _is_late(task, ends_on, today):
    """Whether an open point is over its day. Of who is gone each is, but for what is planned after the last day."""
    if task.is_done or task.due_on is None:
        return False
    is_after = task.days_before_end is not None and task.days_before_end < 0
    return task.due_on < today or (ends_on < today and not is_after)


def loaded(rows, today):
    """The LeavingRow of each Standing of a page, in their order; two queries."""
    stages = Placement.objects.with_people().select_related("farewell").prefetch_related(LEAVING_TASKS)
    found = stages.in_bulk([one.pk for one in rows])
    return [_row(found[one.pk], today) for one in rows if one.pk in found]


def _row(placement, today):
    asked = [task for task in placement.leaving_tasks if _is_asked(task, placement.ends_on, today)]
    tasks = listed_tasks(asked, placement)
    missing = sorted(
        (task for task in tasks if not task.is_done),
        key=lambda task: (task.due_on is None, task.due_on or today, task.position),
    )
    late = tuple(task for task in missing if _is_late(task, placement.ends_on, today))
    return LeavingRow(placement, len(tasks), tuple(missing), late)


def points_of(rows):
    """The names of what is open on these LeavingRows, that of most students first: to tick for many at once."""
    found = Counter(name for row in rows for name in {task.name for task in row.missing})
    return [name for name, _ in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))]


def open_points(placements, name):
    """The keys of the open tasks of these stages that are called `name`."""
    tasks = Task.objects.open().filter(COUNTED, placement__in=placements)
    return [task.pk for task in tasks if task.name == name]


def summary(rows):
    """The sentence above the list."""
    late = sum(one.group == LATE for one in rows)
    said = f"{count(len(rows), 'student', 'studenten')}."
    if not late:
        return f"{said} Nergens is iets te laat."
    return f"{said} Bij {late} is er iets te laat."


def wants_thanks(placement, today):
    """Whether it is time to write this student thanks, and nobody did."""
    farewell = getattr(placement, "farewell", None)
    near = placement.starts_on < today and placement.ends_on - THANKS_FROM <= today
    return near and not (farewell and farewell.thanks)
