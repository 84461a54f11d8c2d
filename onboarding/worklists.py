"""What stands on the work list of a service: which tasks, in which order, and who ticked what.

The order is worked out from plain rows; only the tasks of one page are loaded whole. So the number of queries is the
same for 3 and for 300 tasks.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count, Q

from onboarding.arrivals import first_day
from onboarding.enums import PlacementStatus, TaskProgress
from onboarding.lead_times import begin_date, workdays_before
from onboarding.models import Task, TaskChange
from profiles.dutch import long_date, short_date, time_label
from profiles.enums import LeadUnit
from profiles.models import Location
from toolbox.enums import ALSO_BY_HAND, Owner
from toolbox.formats.merge_fields import WORDS, filled

SERVICES = (Owner.ICT, Owner.CLOTHING, Owner.RECEPTION, Owner.SAFETY, Owner.MANAGER)
AHEAD = timedelta(weeks=8)  # on top of the time that a thing takes
AFTER = timedelta(weeks=8)  # how long what was not done at the end of a stage stays
SOON = timedelta(days=14)
ALMOST = 2  # workdays: what must be ready by then is of now, also when it takes no time
DONE_SHOWN, MOST_DONE = timedelta(days=14), 100
TICKS_SHOWN = 20  # to the coordinator
DAYS = {LeadUnit.WORKDAYS: 1.5, LeadUnit.WEEKS: 7, LeadUnit.MONTHS: 31}  # calendar days per unit, rather too many

CANNOT_COME = "Misschien komt deze student niet"  # the student said so, and somebody has to decide
BY_HAND = Q(signal="") | Q(signal__in=ALSO_BY_HAND)  # what the portal does not see by itself

LATE, NOW, COMING, LATER, UNDATED = (
    "Dit is te laat",
    "Begin hier nu mee",
    "Begin hier binnen 2 weken mee",
    "Dit komt daarna",
    "Zonder datum",
)
GROUPS = (LATE, NOW, COMING, LATER, UNDATED)


class PlainTask(NamedTuple):
    """What the order needs to know of a task."""

    pk: int
    due_on: date | None
    lead_time: int | None
    lead_unit: str
    progress: str

    @property
    def begin_on(self):
        """The day to begin; the day it must be ready when it takes no time, or when somebody has begun."""
        return (None if self.progress else begin_date(self.due_on, self.lead_time, self.lead_unit)) or self.due_on

    def group(self, today):
        """Under which heading it stands."""
        if self.due_on is None:
            return UNDATED
        if self.due_on < today:
            return LATE
        if self.begin_on <= today or workdays_before(self.due_on, ALMOST) <= today:
            return NOW
        return COMING if self.begin_on <= today + SOON else LATER


@dataclass(frozen=True)
class Line:
    """One task as the people of a service read it. No more of a student than first name and initial."""

    task: Task
    group: str
    student: str
    leerplaats: str
    day: str  # "Eerste dag: maandag 2 februari 2026", or the last day for what happens at the end
    short_day: str  # the same for a narrow column
    what: str
    note: str
    when: str  # when to begin and when it must be ready
    ready: str  # the same for a narrow column: "12 jan 2027"


@dataclass(frozen=True)
class DoneLine:
    """A task that was ticked in the last two weeks."""

    change: TaskChange
    what: str
    student: str
    who: str
    may_undo: bool


def of_service(worklist):
    """Every task of the service on this list that people tick by hand, of stages that are not cancelled."""
    tasks = Task.objects.filter(institution=worklist.institution_id, owner=worklist.owner, own=False)
    if worklist.location_id:
        tasks = tasks.filter(placement__leerplaats__location=worklist.location_id)
    return tasks.filter(BY_HAND).exclude(placement__status=PlacementStatus.CANCELLED)


def open_tasks(worklist, today):
    """The tasks that stand on the list on `today`: not done, and of a start within the lead time and 8 weeks.

    Two queries: how long things take is asked first.
    """
    tasks = of_service(worklist).open().filter(placement__ends_on__gte=today - AFTER)
    return tasks.filter(_near(tasks, today))


def _near(tasks, today):
    """Which of `tasks` are near: the start, and the day it must be ready, within what it takes and 8 weeks."""
    near = Q(pk__in=[])
    for number, unit in tasks.order_by().values_list("lead_time", "lead_unit").distinct():
        last = today + AHEAD + timedelta(days=(number or 0) * DAYS.get(unit, 0))
        takes = Q(lead_time__isnull=True) if number is None else Q(lead_time=number)
        is_due = Q(due_on__isnull=True) | Q(due_on__lte=last)
        near |= takes & Q(lead_unit=unit) & is_due & Q(placement__starts_on__lte=last)
    return near


def in_order(worklist, today):
    """PlainTasks of the list: by the day to begin, then by the day it must be ready; without a date last."""
    rows = open_tasks(worklist, today).order_by("placement__student__sort_name", "position", "pk")
    tasks = [PlainTask(*row) for row in rows.values_list(*PlainTask._fields)]
    far = date.max
    return sorted(
        tasks,
        key=lambda task: (GROUPS.index(task.group(today)), task.begin_on or far, task.due_on or far),
    )


def lines_of(plain, today):
    """The Line of each PlainTask of a page, in their order; one query."""
    rows = _with_people(Task.objects).in_bulk([one.pk for one in plain])
    return [_line(rows[one.pk], one, today) for one in plain if one.pk in rows]


def grouped(lines):
    """(heading, lines) in the order of the list."""
    return [(name, found) for name in GROUPS if (found := [line for line in lines if line.group == name])]


def done_lines(worklist, now):
    """What was ticked in the last 14 days and still stands, newest first; one query."""
    rows = (
        TaskChange.objects.filter(
            task__in=of_service(worklist).filter(done_at__isnull=False), done=True, at__gte=now - DONE_SHOWN
        )
        .select_related("by", "worklist", "restores__by", *(f"task__{path}" for path in _PEOPLE))
        .order_by("task_id", "-at", "-pk")
        .distinct("task_id")
    )
    latest = sorted(rows, key=lambda change: change.at, reverse=True)[:MOST_DONE]
    return [_done(change, worklist) for change in latest]


def undoable(worklist):
    """The ticks that the people of this list may take back: those made through a list of the same service."""
    return TaskChange.objects.filter(
        task__in=of_service(worklist),
        done=True,
        worklist__owner=worklist.owner,
        worklist__institution=worklist.institution_id,
    )


_PEOPLE = ("placement__student", "placement__leerplaats__location", "placement__leerplaats__institution")


def _with_people(tasks):
    return tasks.select_related(*_PEOPLE, "placement__request__programme", "placement__werkbegeleider")


def _line(task, plain, today):
    placement = task.placement
    return Line(
        task=task,
        group=plain.group(today),
        student=placement.student.short_name,
        leerplaats=placement.leerplaats.name,
        day=_day(task, placement),
        short_day=_short_day(task, placement),
        what=_words(task.text, placement),
        note=_words(task.note, placement),
        when=_when(task, today),
        ready=short_date(task.due_on),
    )


def _day(task, placement):
    if task.days_before_end is not None:
        return f"Laatste dag: {long_date(placement.ends_on)}"
    doubt = f". {CANNOT_COME}" if placement.cannot_come_at else ""
    return f"Eerste dag: {long_date(first_day(placement))}{doubt}"


def _short_day(task, placement):
    if task.days_before_end is not None:
        return f"Laatste: {short_date(placement.ends_on)}"
    doubt = f" ({CANNOT_COME.lower()})" if placement.cannot_come_at else ""
    return f"{short_date(first_day(placement))}{doubt}"


def _when(task, today):
    ready = f"Klaar uiterlijk {long_date(task.due_on)}." if task.due_on else ""
    if task.due_on and task.due_on < today:
        return f"Moest klaar zijn op {long_date(task.due_on)}."
    if task.progress == TaskProgress.BEGUN:
        return f"Aangevraagd of begonnen. {ready}".strip()
    if task.progress == TaskProgress.COVERED:
        return f"Het team vangt dit op. {ready}".strip()
    if not task.begin_on:
        return ready
    late = " Dat is al geweest: begin vandaag." if task.begin_on < today else ""
    return f"Begin uiterlijk {long_date(task.begin_on)}.{late} {ready}"


def _words(text, placement):
    """`text` with what is known about the stage in it. A full name becomes the first name and initial."""
    if "[" not in text:
        return text
    values = {
        "voornaam": placement.student.given_name,
        "naam": placement.student.short_name,
        "leerplaats": placement.leerplaats.name,
        "instelling": placement.leerplaats.institution.name,
        "locatie": placement.leerplaats.location.name,
        "adres": placement.leerplaats.location.address,
        "startdatum": long_date(first_day(placement)),
        "einddatum": long_date(placement.ends_on),
    }
    return filled(text, {word: word for word in WORDS} | {word: value for word, value in values.items() if value})


def _done(change, worklist):
    # What is done again after an undo was done by who did it first; what is open again, by who took it back.
    said = (change.restores if change.done else None) or change
    when = f"{short_date(said.at)}, {time_label(said.at)}"
    name = said.name or (said.by.first_name if said.by else "")
    mine = change.worklist is not None and (change.worklist.owner, change.worklist.institution_id) == (
        worklist.owner,
        worklist.institution_id,
    )
    return DoneLine(
        change=change,
        what=_words(change.task.text, change.task.placement),
        student=change.task.placement.student.short_name,
        who=f"{name}, {when}" if name else when,
        may_undo=mine,
    )


# --- For the coordinator --------------------------------------------------------


def service_counts(institutions, today):
    """{(institution id, owner): {location: how many tasks are open now}}, for the services that can have a list.

    The window of a list depends on how long things take, so it is asked per lead time, for all services at once.
    """
    tasks = Task.objects.open().filter(
        institution__in=institutions, owner__in=SERVICES, own=False, placement__ends_on__gte=today - AFTER
    )
    tasks = tasks.filter(BY_HAND).exclude(placement__status=PlacementStatus.CANCELLED)
    where = "placement__leerplaats__location"
    rows = tasks.filter(_near(tasks, today)).order_by().values("institution", "owner", where)
    counts = list(rows.annotate(number=Count("pk")))
    locations = Location.objects.in_bulk({row[where] for row in counts})
    found = {}
    for row in sorted(counts, key=lambda row: locations[row[where]].name):
        found.setdefault((row["institution"], row["owner"]), {})[locations[row[where]]] = row["number"]
    return found


@dataclass(frozen=True)
class Service:
    """What a service of an institution has to do, its lists, and where there is work that stands on none."""

    owner: Owner
    per_location: dict
    lists: list

    @property
    def number(self):
        """How much there is to do."""
        return sum(self.per_location.values())

    @property
    def without_list(self):
        """(location, number) where nobody has a list; nowhere when one list holds all locations."""
        if any(one.location_id is None for one in self.lists):
            return []
        covered = {one.location_id for one in self.lists}
        return [(where, number) for where, number in self.per_location.items() if where.pk not in covered]


def tick_lines(worklist):
    """(DoneLine, whether it became done) of the last changes through this list, newest first; one query."""
    rows = TaskChange.objects.filter(worklist=worklist).select_related(
        "by", "worklist", "restores__by", *(f"task__{path}" for path in _PEOPLE)
    )
    return [(_done(change, worklist), change.done) for change in rows.order_by("-at", "-pk")[:TICKS_SHOWN]]
