"""The prioriteiten of a week: added, changed, moved, taken along to the next week, taken away."""

from django.db import transaction
from django.db.models import Max

from onboarding.enums import PriorityColumn
from onboarding.models import Placement, Priority


class PriorityChanged(Exception):
    """It was changed after the page was opened. `stored` is what stands there now, None when it is gone."""

    def __init__(self, stored):
        super().__init__("priority")
        self.stored = stored


@transaction.atomic
def add_priority(*, placement, week_of, text, column, by):
    """Put something on the list of a week, last in its column; the same text twice gives one."""
    _lock(placement)
    same = placement.priorities.filter(week_of=week_of, text=text).first()
    if same:
        return same
    return Priority.objects.create(
        placement=placement,
        institution_id=placement.institution_id,
        week_of=week_of,
        column=column,
        text=text,
        position=_next_position(placement, week_of, column),
        made_by=by,
    )


@transaction.atomic
def change_priority(*, priority, text, seen):
    """Change the words; `seen` is its version in the form. Raises PriorityChanged."""
    stored = _stored(priority)
    if stored.text == text:
        return
    if stored.version != seen:
        raise PriorityChanged(stored)
    stored.text = text
    _save(stored, "text")


@transaction.atomic
def put_in_column(*, priority, column):
    """Move it to the end of another column. Raises PriorityChanged when it is gone."""
    stored = _stored(priority)
    if stored.column != column:
        stored.position = _next_position(stored.placement, stored.week_of, column)
        stored.column = column
        _save(stored, "column", "position")
    return stored


@transaction.atomic
def put_higher(*, priority, by_places):
    """Move it within its column: 1 is one place up, -1 one place down. Raises PriorityChanged when it is gone."""
    stored = _stored(priority)
    rows = list(stored.placement.priorities.filter(week_of=stored.week_of, column=stored.column))
    place = next(index for index, row in enumerate(rows) if row.pk == stored.pk)
    target = min(max(place - by_places, 0), len(rows) - 1)
    rows.insert(target, rows.pop(place))
    for position, row in enumerate(rows):
        row.position = position
    Priority.objects.bulk_update(rows, ["position"])
    return stored


@transaction.atomic
def remove_priority(*, priority):
    """Take it away; returns what is needed to put it back, as plain values. Raises PriorityChanged when it is gone."""
    stored = _stored(priority)
    kept = {"text": stored.text, "column": stored.column, "week": stored.week_of.isoformat()}
    stored.delete()
    return kept


@transaction.atomic
def take_along(*, placement, week_of):
    """Copy what was not done in the last week before `week_of` that has a list; who wrote it stays the same.

    The earlier week stays as it was. What stands in this week already is not copied. Returns the new ones.
    """
    _lock(placement)
    there = set(placement.priorities.filter(week_of=week_of).values_list("text", flat=True))
    copies = []
    for row in left_over(placement, week_of):
        if row.text in there:
            continue
        row.pk, row.week_of, row.version, row._state.adding = None, week_of, 1, True
        row.position = _next_position(placement, week_of, row.column)
        row.save()
        copies.append(row)
    return copies


def left_over(placement, week_of):
    """What was not done in the last week before `week_of` that has a list."""
    earlier = placement.priorities.filter(week_of__lt=week_of)
    last = earlier.order_by("-week_of").values_list("week_of", flat=True).first()
    rows = earlier.filter(week_of=last).exclude(column=PriorityColumn.DONE)
    return sorted(rows, key=lambda row: (row.column != PriorityColumn.NOW, row.position, row.pk))


def _lock(placement):
    Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)


def _stored(priority):
    """The row as it is now; the list of this stage stands still until the end."""
    _lock(priority.placement)
    stored = Priority.objects.select_related("placement").filter(pk=priority.pk).first()
    if stored is None:
        raise PriorityChanged(None)
    return stored


def _next_position(placement, week_of, column):
    rows = placement.priorities.filter(week_of=week_of, column=column)
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _save(stored, *fields):
    stored.version += 1
    stored.save(update_fields=[*fields, "version"])
