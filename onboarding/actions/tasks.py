"""Tasks: dated copies of the items that hold when a placement is confirmed."""

from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from onboarding.enums import TaskProgress
from onboarding.models import Task, TaskChange
from onboarding.stagedagen import due_date
from toolbox.actions.templates import with_content
from toolbox.enums import Owner
from toolbox.formats import task_formats
from toolbox.models import Template

# What a task has as its item has it.
COPIED = (
    "text",
    "note",
    "short_name",
    "owner",
    "days_before",
    "stagedag",
    "days_before_end",
    "lead_time",
    "lead_unit",
    "critical",
    "blocking",
    "fallback",
    "signal",
)


class State(NamedTuple):
    """How a task stands: done or open, and of an open one how far it is."""

    done: bool
    progress: str = ""


OPEN, DONE, BEGUN = State(False), State(True), State(False, TaskProgress.BEGUN)
COVERED = State(False, TaskProgress.COVERED)


class ChangedSince(Exception):
    """Somebody changed the task after this."""


def templates_in_force(leerplaats):
    """The sjablonen of tasks that hold for `leerplaats`, with their sections and kept items (three queries)."""
    in_force = Template.objects.in_force(leerplaats).filter(format__in=task_formats()).values("pk")
    return list(with_content(Template.objects.filter(pk__in=in_force)))


def copy_items(*, placements, templates):
    """Give each of `placements` a dated task for every item of `templates` that holds for this student.

    Later edits rewrite no history: what is copied stays until somebody decides otherwise.
    """
    Task.objects.bulk_create(
        task for placement in placements for template in templates for task in tasks_of(placement, template)
    )


def tasks_of(placement, template):
    """The unsaved tasks of `placement` (request and leerplaats at hand) by `template`."""
    position = 0
    for section in template.sections.all():
        for item in section.items.all():
            if not placement.gets(item):
                continue
            position += 1
            yield Task(
                placement=placement,
                institution_id=placement.institution_id,
                item=item,
                format=template.format,
                section=section.title,
                position=position,
                **task_values(placement.rhythm, item),
            )


def task_values(rhythm, item):
    """What a task takes from its item, dated by `rhythm`."""
    return {name: getattr(item, name) for name in COPIED} | {
        "due_on": _due_on(rhythm, item),
        "visible_to_student": item.visible_to_student or item.owner == Owner.STUDENT,
    }


def _due_on(rhythm, item):
    moment = {name: getattr(item, name) for name in ("days_before", "stagedag", "days_before_end")}
    if all(value is None for value in moment.values()):
        return None
    due = due_date(rhythm, **moment)
    # A short stage ends within weeks of its start: nothing of the end is due before there is a student.
    return due if item.days_before_end is None else max(due, rhythm.starts_on)


def redated(placement, tasks):
    """Those of `tasks` that are not done and get another date by the rhythm of `placement`; dated, unsaved."""
    moved = []
    for task in tasks:
        due_on = _due_on(placement.rhythm, task)
        if not task.is_done and due_on != task.due_on:
            task.due_on = due_on
            moved.append(task)
    return moved


@transaction.atomic
def settle(*, placements, signal, by=None):
    """Tick the tasks of `placements` that the portal sees by itself; returns how many were still open."""
    tasks = Task.objects.filter(placement__in=placements, signal=signal, done_at__isnull=True)
    return len(change_tasks(tasks=tasks, wanted=lambda task: DONE, by=by))


@transaction.atomic
def unsettle(*, placements, signal, by=None):
    """Open these tasks again, because the fact is no longer true; returns how many were done."""
    tasks = Task.objects.filter(placement__in=placements, signal=signal, done_at__isnull=False)
    return len(change_tasks(tasks=tasks, wanted=lambda task: OPEN, by=by))


def set_done(*, tasks, done_ids, by=None, known=None, worklist=None, name=""):
    """Make the tasks with `done_ids` done among `tasks` (a queryset) and the others open; returns the TaskChanges.

    A task that was done already keeps its moment and its person. `known` is what the page showed, {key: done}: then
    only what the person changed on it counts, so that an old page never takes back the tick of a colleague. Who has
    no account is told by `worklist` and `name`.
    """
    done = set(done_ids)

    def wanted(task):
        is_wanted = task.pk in done
        if known is not None and known.get(task.pk, is_wanted) == is_wanted:
            return None
        return DONE if is_wanted else OPEN if task.is_done else None

    return change_tasks(tasks=tasks, wanted=wanted, by=by, worklist=worklist, name=name)


@transaction.atomic
def change_tasks(*, tasks, wanted, by=None, worklist=None, name=""):
    """Give each of `tasks` (a queryset) the State that `wanted(task)` says; None leaves it. Returns the TaskChanges.

    The one place where a task becomes done, begun or open: who did it and when is written with it. The rows are
    locked, so of two people the last one counts, task by task.
    """
    changed, were_done = [], []
    for task in tasks.select_for_update(of=("self",)).order_by("pk"):
        state = wanted(task)
        if state is None or state == State(task.is_done, task.progress):
            continue
        if task.is_done:
            were_done.append(TaskChange(task=task, at=task.done_at, by_id=task.done_by_id, **_as_it_is(task)))
        _put(task, state, at=timezone.now(), by=by)
        changed.append(task)
    _remember_what_nobody_wrote(were_done)
    Task.objects.bulk_update(changed, ["done_at", "done_by", "progress"], batch_size=500)
    return remember(changed, by=by, worklist=worklist, name=name)


def remember(tasks, *, by=None, worklist=None, name="", restores=None):
    """Write who made these tasks what they are now, and when; returns the TaskChanges."""
    return TaskChange.objects.bulk_create(
        TaskChange(task=task, by=by, worklist=worklist, name=name, restores=restores, **_as_it_is(task))
        for task in tasks
    )


def _as_it_is(task):
    return {"institution_id": task.institution_id, "done": task.is_done, "progress": task.progress}


def _remember_what_nobody_wrote(were_done):
    """A list can begin with what is done already: keep who did that and when, now that it opens again."""
    told = set(TaskChange.objects.filter(task__in=[one.task for one in were_done]).values_list("task_id", flat=True))
    TaskChange.objects.bulk_create(one for one in were_done if one.task_id not in told)


@transaction.atomic
def undo_change(*, change, by=None, worklist=None, name=""):
    """Make a task what it was before `change`; that is a change too. Raises ChangedSince when it is not the last.

    What holds again keeps the name and the moment that it had. Who has no account is told by `worklist` and `name`.
    """
    task = Task.objects.select_for_update(of=("self",)).get(pk=change.task_id)
    last, *earlier = task.changes.order_by("-at", "-pk")[:2]
    if last.pk != change.pk:
        raise ChangedSince
    before = (earlier[0].restores or earlier[0]) if earlier else None
    if before:
        _put(task, State(before.done, before.progress), at=before.at, by=before.by)
    else:  # its first change: before that it was open
        _put(task, OPEN, at=timezone.now(), by=by)
    task.save(update_fields=["done_at", "done_by", "progress"])
    return remember([task], by=by, worklist=worklist, name=name, restores=before)[0]


def _put(task, state, *, at, by):
    task.done_at, task.done_by = (at, by) if state.done else (None, None)
    task.progress = state.progress
