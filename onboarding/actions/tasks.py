"""Tasks: dated copies of the items that hold when a placement is confirmed."""

from django.db.models import Max, Prefetch, Q
from django.utils import timezone

from onboarding.models import Task
from onboarding.stagedagen import due_date
from toolbox.enums import Owner, TemplateFormat
from toolbox.models import Item, Section, Template


def templates_in_force(institution):
    """The sjablonen that hold for `institution`, with their sections and kept items at hand (three queries)."""
    items = Prefetch("items", queryset=Item.objects.kept())
    sections = Prefetch("sections", queryset=Section.objects.prefetch_related(items))
    in_force = Template.objects.in_force(institution).values("pk")
    return list(Template.objects.filter(pk__in=in_force).prefetch_related(sections))


def copy_items(*, placements, templates):
    """Give each of `placements` a dated task for every item of `templates`; later edits rewrite no history."""
    Task.objects.bulk_create(
        task
        for placement in placements
        for template in templates
        for task in _tasks(placement, placement.rhythm, template)
    )


def _tasks(placement, rhythm, template):
    position = 0
    for section in template.sections.all():
        for item in section.items.all():
            position += 1
            yield Task(
                placement=placement,
                institution_id=placement.institution_id,
                format=template.format,
                section=section.title,
                position=position,
                text=item.text,
                short_name=item.short_name,
                owner=item.owner,
                days_before=item.days_before,
                stagedag=item.stagedag,
                due_on=_due_on(rhythm, item),
                critical=item.critical,
                visible_to_student=item.visible_to_student or item.owner == Owner.STUDENT,
                signal=item.signal,
            )


def _due_on(rhythm, item):
    if item.days_before is None and item.stagedag is None:
        return None
    return due_date(rhythm, days_before=item.days_before, stagedag=item.stagedag)


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
