"""Tasks: dated copies of the items that hold when a placement is confirmed."""

from django.db.models import Max, Q
from django.utils import timezone

from onboarding.models import Task
from onboarding.stagedagen import due_date
from toolbox.actions.templates import with_content
from toolbox.enums import Owner, TemplateFormat
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


def settle(*, placements, signal, by=None):
    """Tick the tasks of `placements` that the portal sees by itself; returns how many were still open."""
    tasks = Task.objects.filter(placement__in=placements, signal=signal, done_at__isnull=True)
    return tasks.update(done_at=timezone.now(), done_by=by)


def unsettle(*, placements, signal):
    """Open these tasks again, because the fact is no longer true."""
    return Task.objects.filter(placement__in=placements, signal=signal).update(done_at=None, done_by=None)


def set_done(*, tasks, done_ids, by):
    """Make exactly the tasks with `done_ids` done among `tasks` (a queryset); returns how many changed.

    A task that was done already keeps its moment and its person.
    """
    now = timezone.now()
    ticked = tasks.filter(pk__in=done_ids, done_at__isnull=True).update(done_at=now, done_by=by)
    opened = tasks.filter(~Q(pk__in=done_ids), done_at__isnull=False).update(done_at=None, done_by=None)
    return ticked + opened


def add_own_task(*, placement, text, by):
    """Add an item of the student's own to the checklist; the same open text twice gives one item."""
    same = placement.tasks.filter(own=True, text=text, done_at__isnull=True).first()
    if same:
        return same
    last = placement.tasks.filter(format=TemplateFormat.STARTLIJST).aggregate(last=Max("position"))["last"] or 0
    return Task.objects.create(
        placement=placement,
        institution_id=placement.institution_id,
        format=TemplateFormat.STARTLIJST,
        position=last + 1,
        text=text,
        owner=Owner.STUDENT,
        visible_to_student=True,
        own=True,
    )
