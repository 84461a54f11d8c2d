"""Who starts, with what is ready and what goes wrong first: for lists of any length.

The state of every stage is computed from plain rows, because a filter and the order need it for all of them. Only
the stages of one page are loaded whole. So the number of queries is the same for 3 and for 3,000 stages.
"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.db.models import Prefetch, Q

from onboarding.forms.overview import AT_RISK, BUSY, READY, STARTED, WITHOUT
from onboarding.lead_times import begin_date
from onboarding.models import Placement, Task
from onboarding.readiness import Readiness, readiness
from onboarding.risk_words import first_fallback, first_words
from onboarding.student_lists import FAREWELL_DAYS_OF_STAFF, farewell_is_near
from onboarding.task_words import listed_tasks
from profiles.dutch import count, short_date
from toolbox.enums import Owner, TemplateFormat

FIRST_SHOWN = 3
COUNTED = Q(format=TemplateFormat.STARTLIJST) & (~Q(owner=Owner.STUDENT) | Q(blocking=True))
FAREWELL = Q(format=TemplateFormat.OFFBOARDING_CHECKLIST) & ~Q(owner=Owner.STUDENT)
PAGE_TASKS = (
    Prefetch("tasks", queryset=Task.objects.filter(COUNTED), to_attr="counted_tasks"),
    Prefetch("tasks", queryset=Task.objects.filter(FAREWELL), to_attr="farewell_tasks"),
)


class PlainTask(NamedTuple):
    """What the rule needs to know of a task."""

    placement: int
    owner: str
    due_on: date | None
    lead_time: int | None
    lead_unit: str
    critical: bool
    blocking: bool
    progress: str
    position: int
    done_at: object

    @property
    def is_done(self):
        """Whether it has been done."""
        return self.done_at is not None

    @property
    def begin_on(self):
        """The day on which somebody must begin at the latest."""
        return begin_date(self.due_on, self.lead_time, self.lead_unit)


COLUMNS = ("placement_id", *PlainTask._fields[1:])


class PlainStage(NamedTuple):
    """What the rule and the order need to know of a stage."""

    pk: int
    starts_on: date
    cannot_come_at: object
    sort_name: str


@dataclass(frozen=True)
class Standing:
    """A stage with its state, not yet loaded."""

    stage: PlainStage
    state: Readiness

    @property
    def group(self):
        """The status that it is filtered by."""
        if self.state.started:
            return STARTED
        if self.state.at_risk:
            return AT_RISK
        if not self.state.total:
            return WITHOUT
        return BUSY if self.state.missing else READY

    @property
    def order(self):
        """By start date; within a date what goes wrong first, then by name."""
        return self.stage.starts_on, self.state.order, self.stage.sort_name, self.stage.pk


@dataclass(frozen=True)
class StartRow:
    """A stage as the overview shows it."""

    placement: Placement
    state: Readiness
    words: str  # what goes wrong first
    fallback: str  # what to do when that does not work out
    farewell: str  # how much of the farewell is still to do, once it is near; else empty


def standings(placements, today):
    """The Standing of each of `placements` (a queryset), in the order of the overview; two queries."""
    chosen = placements.order_by()
    tasks = {}
    rows = Task.objects.filter(COUNTED, placement__in=chosen.values("pk")).order_by("placement", "position", "pk")
    for row in rows.values_list(*COLUMNS):
        tasks.setdefault(row[0], []).append(PlainTask(*row))
    found = chosen.values_list("pk", "starts_on", "cannot_come_at", "student__sort_name")
    stages = (PlainStage(*row) for row in found)
    rows = [Standing(stage, readiness(stage, tasks.get(stage.pk, ()), today)) for stage in stages]
    return sorted(rows, key=lambda row: row.order)


def loaded(rows, today):
    """The StartRow of each Standing by the key of its stage; two queries, and merge fields filled."""
    placements = Placement.objects.filter(pk__in=[row.stage.pk for row in rows]).with_people()
    return {one.pk: start_row(one, today) for one in placements.prefetch_related(*PAGE_TASKS)}


def start_row(placement, today):
    """The StartRow of a stage with its people, `counted_tasks` and `farewell_tasks` at hand."""
    state = readiness(placement, listed_tasks(placement.counted_tasks, placement), today)
    words = first_words(state, placement) or _late_farewell(placement, today)
    return StartRow(placement, state, words, first_fallback(state), _farewell_to_do(placement, today))


def _open_farewell(placement, today):
    """What the team still does for the farewell; nothing until it is near, or the stage stops early."""
    if not placement.stopped_at and not farewell_is_near(placement, today, FAREWELL_DAYS_OF_STAFF):
        return []
    return [task for task in placement.farewell_tasks if not task.is_done]


def _late_farewell(placement, today):
    late = [task for task in _open_farewell(placement, today) if task.due_on and task.due_on < today]
    if not late:
        return ""
    first = min(task.due_on for task in late)
    had = count(len(late), "ding moest klaar zijn", "dingen moesten klaar zijn")
    return f"Afscheid: {had}, {'het eerste ' if len(late) > 1 else ''}op {short_date(first)}."


def _farewell_to_do(placement, today):
    still = len(_open_farewell(placement, today))
    return f"Afscheid: nog {count(still, 'ding', 'dingen')}" if still else ""


def by_day(rows, known):
    """(first stagedag, start dates, StartRows) of the Standings of one page, in the order of those days.

    A start on a public holiday stands below the day on which the student comes.
    """
    found = [known[row.stage.pk] for row in rows if row.stage.pk in known]
    found.sort(key=lambda row: row.placement.first_day)  # stable: within a day the order of the list stays
    groups = ((day, list(group)) for day, group in groupby(found, key=lambda row: row.placement.first_day))
    return [(day, sorted({row.placement.starts_on for row in group}), group) for day, group in groups]


def first_of_all(rows):
    """Of all Standings the few that go wrong first, whatever their start date."""
    risks = [row for row in rows if row.group == AT_RISK]
    return sorted(risks, key=lambda row: (row.state.order, row.order))[:FIRST_SHOWN]


def summary(rows, who):
    """The sentence above the list: how many students, and how many of them are at risk. `who` is OverviewFilter.who."""
    number, risks = len(rows), sum(row.group == AT_RISK for row in rows)
    said = f"{count(number, 'student', 'studenten')} {who[0] if number == 1 else who[1]}."
    if not risks:
        return f"{said} Niemand loopt risico."
    return f"{said} {risks} {'loopt' if risks == 1 else 'lopen'} risico."
