"""The lines of a planningsvoorstel: added, changed, moved to another week, taken away. Two people may write at once."""

from django.db import transaction
from django.db.models import Max

from onboarding.actions.stage_plans import locked_to_write, note_change
from onboarding.models import PlanLine
from profiles.merging import fingerprint

WRITTEN = ("kind", "week", "text", "needs")


class LineChanged(Exception):
    """The line was changed after the page was opened. `stored` is what stands there now, None when it is gone."""

    def __init__(self, stored):
        super().__init__("line")
        self.stored = stored


def line_mark(line):
    """What a form has seen of a line."""
    return fingerprint([getattr(line, name) for name in WRITTEN])


@transaction.atomic
def add_line(*, placement, side, **written):
    """Put a line (`kind`, `week`, `text`, `needs`) in the plan; the same one twice gives one. Raises NotNow."""
    plan = locked_to_write(placement, side)
    same = plan.lines.filter(**written).first()
    if same:
        return same
    last = plan.lines.filter(week=written["week"]).aggregate(last=Max("position"))["last"]
    line = PlanLine.objects.create(plan=plan, position=0 if last is None else last + 1, **written)
    note_change(plan)
    return line


@transaction.atomic
def change_line(*, line, side, seen, **written):
    """Change a line; `seen` is its line_mark in the form. Raises NotNow and LineChanged."""
    plan, stored = _stored(line, side)
    if all(getattr(stored, name) == value for name, value in written.items()):
        return stored
    if line_mark(stored) != seen:
        raise LineChanged(stored)
    for name, value in written.items():
        setattr(stored, name, value)
    stored.save()
    note_change(plan)
    return stored


@transaction.atomic
def move_line(*, line, side, week, to):
    """Move a line from `week` to the week `to`; nothing happens when it is somewhere else by now. Raises NotNow and
    LineChanged when it is gone."""
    plan, stored = _stored(line, side)
    if stored.week == week != to:
        stored.week = to
        stored.save(update_fields=["week"])
        note_change(plan)
    return stored


@transaction.atomic
def remove_line(*, line, side):
    """Take a line away; returns what is needed to put it back, as plain values. Raises NotNow and LineChanged."""
    plan, stored = _stored(line, side)
    kept = {name: getattr(stored, name) for name in WRITTEN}
    stored.delete()
    note_change(plan)
    return kept


def _stored(line, side):
    plan = locked_to_write(line.plan.placement, side)
    stored = plan.lines.filter(pk=line.pk).first()
    if stored is None:
        raise LineChanged(None)
    return plan, stored
