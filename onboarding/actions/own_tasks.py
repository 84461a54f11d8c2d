"""Points that a student puts on the own list: add, change and take away. Putting one back is adding it again."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from onboarding.models import Placement, Task
from profiles.merging import fingerprint
from toolbox.enums import Owner, TemplateFormat


class ChangedMeanwhile(Exception):
    """The point was changed after the page was opened. `stored` is what stands there now, None when it is gone."""

    def __init__(self, stored):
        super().__init__(stored)
        self.stored = stored


def mark_of(task):
    """A short text that is the same for the same point, for the hidden field of a form."""
    return fingerprint([task.text, task.shared])


@transaction.atomic
def add_own_task(*, placement, text, by, shared=False, is_done=False):
    """Add a point of the student's own; the same text twice gives one point. `is_done`: it was done before."""
    Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)  # two clicks at once give one point
    same = placement.tasks.filter(own=True, text=text, done_at__isnull=not is_done).first()
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
        shared=shared,
        done_at=timezone.now() if is_done else None,
        done_by=by if is_done else None,
    )


@transaction.atomic
def change_own_task(*, task, text, shared, seen):
    """Change a point. `seen` is the mark that stood in the form. Raises ChangedMeanwhile."""
    stored = Task.objects.select_for_update(of=("self",)).filter(pk=task.pk).first()
    if stored is None:
        raise ChangedMeanwhile(None)
    if (stored.text, stored.shared) == (text, shared):
        return
    if mark_of(stored) != seen:
        raise ChangedMeanwhile(stored)
    stored.text, stored.shared = text, shared
    stored.save(update_fields=["text", "shared"])


def remove_own_task(*, task):
    """Take a point away; returns what is needed to put it back, as plain values."""
    kept = {"placement": task.placement_id, "text": task.text, "shared": task.shared, "done": task.is_done}
    task.delete()
    return kept
