"""Lines of a sjabloon: written, moved, taken out and put back."""

from django.db import transaction
from django.utils import timezone

from toolbox.actions.templates import lock_template, touch
from toolbox.models import Item

WRITTEN = ("text", "short_name", "owner", "days_before", "stagedag", "critical", "visible_to_student")


class Clash(Exception):
    """Somebody saved other words in between. `item` is what is stored now."""

    def __init__(self, item):
        super().__init__(f"item {item.pk}")
        self.item = item


@transaction.atomic
def add_item(*, section, values, by):
    """A new line at the end of `section`. The same line sent twice makes one."""
    template = lock_template(section.template)
    last = section.items.kept().last()
    if last and _written(last) == values:
        return last
    item = Item.objects.create(section=section, position=last.position + 1 if last else 1, **values)
    touch(template, what="item_added", by=by, item=item.pk, text=item.text)
    return item


@transaction.atomic
def save_item(*, item, values, version, by):
    """Store `values` in a line that was opened at `version`. Raises Clash when it is not the same any more."""
    template = lock_template(item.section.template)
    item = Item.objects.select_related("section").get(pk=item.pk)
    if _written(item) == values:
        return item
    if item.version != version:
        raise Clash(item)
    before = item.text
    for name, value in values.items():
        setattr(item, name, value)
    item.version += 1
    item.save(update_fields=[*WRITTEN, "version"])
    touch(template, what="item_changed", by=by, item=item.pk, before=before, after=item.text)
    return item


@transaction.atomic
def remove_item(*, item, by):
    """Take a line out; it stays in the database and can be put back."""
    template = lock_template(item.section.template)
    if Item.objects.kept().filter(pk=item.pk).update(removed_at=timezone.now()):
        touch(template, what="item_removed", by=by, item=item.pk, text=item.text)


@transaction.atomic
def restore_item(*, item, by):
    """Put a line back where it was, or at the end when there are fewer lines now."""
    template = lock_template(item.section.template)
    if not Item.objects.filter(pk=item.pk, removed_at__isnull=False).update(removed_at=None):
        return
    kept = [other for other in item.section.items.kept() if other.pk != item.pk]
    _number(item.section, [*kept[: item.position - 1], item, *kept[item.position - 1 :]])
    touch(template, what="item_restored", by=by, item=item.pk, text=item.text)


@transaction.atomic
def place_item(*, item, section, place, by):
    """Make a line the `place`-th (from 1) of a section of its own sjabloon. Sent twice it moves once."""
    template = lock_template(section.template)
    item = Item.objects.select_related("section").get(pk=item.pk)
    lines = [other for other in section.items.kept() if other.pk != item.pk]
    lines.insert(max(place, 1) - 1, item)
    if _number(section, lines):
        touch(template, what="item_moved", by=by, item=item.pk, text=item.text)


def _written(item):
    return {name: getattr(item, name) for name in WRITTEN}


def _number(section, items):
    """Give `items` the positions 1, 2, 3 of `section`; returns how many rows that changed."""
    moved = []
    for position, item in enumerate(items, 1):
        if (item.section_id, item.position) != (section.pk, position):
            item.section, item.position = section, position
            moved.append(item)
    Item.objects.bulk_update(moved, ["section", "position"])
    return len(moved)
