"""Who has the list of a sjabloon, and what its lines of now change for students who have not started.

A confirmed student keeps the list of that day, until somebody decides otherwise. Then open tasks say what the line
says now, new lines become tasks, and open tasks of lines that are gone disappear. What is done stays as it is, and
so does what the student added. A stage that has started never changes.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from onboarding.actions.introduction_signals import SIGNALS, true_of
from onboarding.actions.tasks import COPIED, remember, tasks_of
from onboarding.enums import PlacementStatus
from onboarding.models import Placement, Task
from profiles.models import AuditEvent
from toolbox.enums import Level, Signal
from toolbox.models import Template

# What a task takes from its line. Not its position: that follows from the others.
TAKEN = ("item_id", "section", *COPIED, "due_on", "visible_to_student")


@dataclass
class ListChange:
    """What the lines of now do to the list of one placement."""

    placement: Placement
    added: list[Task] = field(default_factory=list)
    changed: list[tuple[str, Task]] = field(default_factory=list)  # the old text, and the task as it becomes
    gone: list[Task] = field(default_factory=list)
    moved: list[Task] = field(default_factory=list)  # only their place in the list is another

    def __bool__(self):
        return bool(self.added or self.changed or self.gone or self.moved)


def students_with_list(templates, institution_ids=None):
    """How many students have a list by each of `templates`, per key; of stages that run or are to come.

    With `institution_ids` only those of these institutions (one query).
    """
    running = Q(placement__ends_on__gte=timezone.localdate()) & ~Q(placement__status=PlacementStatus.CANCELLED)
    tasks = Task.objects.filter(running, item__section__template__in=templates)
    if institution_ids is not None:
        tasks = tasks.filter(institution__in=institution_ids)
    counted = tasks.values("item__section__template").annotate(students=Count("placement", distinct=True))
    return {row["item__section__template"]: row["students"] for row in counted}


def not_started(template):
    """The stages that have not begun and for which `template` is in force, confirmed before its last change."""
    placements = Placement.objects.active().filter(
        starts_on__gt=timezone.localdate(), confirmed_at__lt=template.updated_at
    )
    nearer = Template.objects.current().filter(format=template.format)
    if template.level == Level.LEERPLAATS:
        return placements.filter(leerplaats=template.leerplaats_id)
    placements = placements.exclude(leerplaats__in=nearer.filter(level=Level.LEERPLAATS).values("leerplaats"))
    if template.level == Level.INSTITUTION:
        return placements.filter(institution=template.institution_id)
    return placements.exclude(institution__in=nearer.filter(level=Level.INSTITUTION).values("institution"))


def changes_for(template, placements):
    """The ListChanges that the lines of `template` (content at hand) make in the lists of `placements`.

    Those without any change are left out (two queries).
    """
    tasks = (
        Task.objects.filter(format=template.format).select_related("item__source__source").order_by("position", "pk")
    )
    rows = placements.select_related("request", "leerplaats", "institution").prefetch_related(
        Prefetch("tasks", queryset=tasks, to_attr="tasks_of_list")
    )
    found = (_change_of(placement, template) for placement in rows)
    return [change for change in found if change]


@transaction.atomic
def give_current_lines(*, template, by):
    """Give the students who have not started the lines of `template` (content at hand); returns the ListChanges.

    Their tasks are locked first, so that what a student ticks in the meantime is not lost. Doing it again changes
    nothing more.
    """
    placements = not_started(template)
    waiting = Task.objects.filter(placement__in=placements, format=template.format)
    list(waiting.select_for_update(of=["self"]).order_by("pk").values_list("pk"))
    changes = changes_for(template, placements)
    store(changes)
    AuditEvent.objects.bulk_create(
        AuditEvent.line(
            "placement.list_renewed",
            change.placement,
            by=by,
            institution=change.placement.institution,
            template=template.pk,
            added=len(change.added),
            changed=len(change.changed),
            gone=[task.text for task in change.gone],
        )
        for change in changes
    )
    return changes


def store(changes):
    """Save what these ListChanges do; must run in the transaction that found them."""
    Task.objects.filter(pk__in=[task.pk for change in changes for task in change.gone]).delete()
    added = Task.objects.bulk_create(task for change in changes for task in change.added)
    remember([task for task in added if task.is_done])
    kept = {task.pk: task for change in changes for _, task in change.changed}
    kept |= {task.pk: task for change in changes for task in change.moved}
    Task.objects.bulk_update(kept.values(), [name.removesuffix("_id") for name in TAKEN] + ["position"], batch_size=500)


def changes_after_move(placement, templates):
    """The ListChanges that give `placement`, which moves to another leerplaats, the lists that hold there.

    `templates` (content at hand) are in force at the new leerplaats. Of a list that is not there, only what is done
    and what the student added stays.
    """
    by_format = {}
    tasks = placement.tasks.select_related("item__source__source").order_by("position", "pk")
    for task in tasks:
        by_format.setdefault(task.format, []).append(task)
    changes = []
    for template in templates:
        placement.tasks_of_list = by_format.pop(template.format, [])
        changes.append(_change_of(placement, template))
    left = [task for tasks in by_format.values() for task in tasks if not task.own and not task.is_done]
    return [change for change in (*changes, ListChange(placement, gone=left)) if change]


@dataclass(frozen=True)
class LineChange:
    """What happens to one line, for how many students."""

    kind: str  # "added", "changed" or "gone"
    text: str
    before: str
    students: int


def summary(changes):
    """What all of `changes` do, line by line, with for how many students: first new, then other, then gone lines."""
    counted = Counter()
    for change in changes:
        counted.update(("added", task.text, "") for task in change.added)
        counted.update(("changed", task.text, before) for before, task in change.changed)
        counted.update(("gone", task.text, "") for task in change.gone)
    order = ("added", "changed", "gone")
    rows = [LineChange(kind, text, before, students) for (kind, text, before), students in counted.items()]
    return sorted(rows, key=lambda row: order.index(row.kind))


def _change_of(placement, template):
    existing = [task for task in placement.tasks_of_list if not task.own]
    change = ListChange(placement)
    listed = []
    for wanted in tasks_of(placement, template):
        task = _matching(existing, wanted)
        if task is None:
            _settle(wanted, placement)
            change.added.append(wanted)
        else:
            existing.remove(task)
            _take_over(task, wanted, change)
        listed.append(task or wanted)
    change.gone = [task for task in existing if not task.is_done]
    listed += [task for task in existing if task.is_done]
    _number(listed, [task for task in placement.tasks_of_list if task.own], change)
    return change


def _matching(existing, wanted):
    """The task that came from the same line, from a line above or below it, or with its words."""
    for task in existing:
        if task.item_id == wanted.item_id:
            return task
    line = _and_above(wanted.item)
    for task in existing:
        if task.item and (task.item_id in line or wanted.item_id in _and_above(task.item)):
            return task
    return next((task for task in existing if task.text == wanted.text), None)


def _and_above(item):
    """The keys of a line and of the lines it was copied from."""
    return {line.pk for line in (item, item.source, item.source and item.source.source) if line}


def _take_over(task, wanted, change):
    """Make the unsaved changes of an open task; a task that is done keeps all it says."""
    if task.is_done:
        return
    before = {name: getattr(task, name) for name in TAKEN}
    after = {name: getattr(wanted, name) for name in TAKEN}
    other = {name for name in TAKEN if before[name] != after[name]} - {"item_id"}
    if not other:  # the same words, of the line it is a copy of
        return
    text = task.text
    for name, value in after.items():
        setattr(task, name, value)
    if other == {"section"}:
        change.moved.append(task)
    else:
        change.changed.append((text, task))


def _settle(task, placement):
    """A new task about a fact that is already true is done at once."""
    true = {
        Signal.CONFIRMED: True,
        Signal.MAIL_SENT: placement.status == PlacementStatus.INFORMED,
        Signal.SUPERVISOR_KNOWN: placement.werkbegeleider_id is not None,
        Signal.PAGE_SEEN: placement.first_seen_at is not None,
    }
    if task.signal in SIGNALS:
        true = {signal: placement.pk in keys for signal, keys in true_of([placement.pk]).items()}
    if true.get(task.signal):
        task.done_at = timezone.now()


def _number(listed, own, change):
    """Number the tasks part by part, so that each part stands together, and the student's own after them."""
    order = {}
    for task in listed:
        order.setdefault(task.section, len(order))
    listed = sorted(listed, key=lambda task: order[task.section])
    if not change.added and listed == sorted(listed, key=lambda task: (task.position, task.pk)):
        return
    known = {task.pk for _, task in change.changed} | {task.pk for task in change.moved}
    for position, task in enumerate([*listed, *own], start=1):
        if task.position != position:
            task.position = position
            if task.pk and task.pk not in known:
                change.moved.append(task)
