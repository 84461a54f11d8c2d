"""Lines of a sjabloon: written, moved, taken out and put back. Each change can be undone (toolbox.actions.undo)."""

from django.db import transaction
from django.utils import timezone

from toolbox.actions.edits import remembered
from toolbox.actions.templates import COPIED, follow_locked, lock_template, touch
from toolbox.models import Item


class Clash(Exception):
    """Somebody saved other words in between. `item` is what is stored now."""

    def __init__(self, item):
        super().__init__(f"item {item.pk}")
        self.item = item


class Refused(Exception):
    """The sjabloon does not take this. The message is a sentence for the person."""


@transaction.atomic
def add_item(*, section, values, by):
    """A new line at the end of `section`. The same line sent twice makes one. Raises Refused when it is full."""
    template = lock_template(section.template)
    last = section.items.kept().last()
    if last and _values(last, values) == values:
        return last
    keep_room(template, 1)
    with remembered(template, words=f"Nieuwe regel: {values['text']}", by=by):
        item = Item.objects.create(section=section, position=last.position + 1 if last else 1, **values)
    touch(template, what="item_added", by=by, item=item.pk, text=item.text)
    follow_locked(item, by=by)
    return item


@transaction.atomic
def add_copies(*, section, lines, by):
    """Copies of `lines` of other sjablonen at the end of `section`; what is in the sjabloon already is left out.

    Returns the new lines. Raises Refused when they do not fit.
    """
    template = lock_template(section.template)
    known = set(Item.objects.shown_in(template).values_list("text", flat=True))
    wanted = list({line.text: line for line in lines if line.text not in known}.values())
    if not wanted:
        return []
    keep_room(template, len(wanted))
    last = section.items.kept().last()
    first = last.position + 1 if last else 1
    words = f"{len(wanted)} regels uit de bibliotheek" if len(wanted) > 1 else f"Uit de bibliotheek: {wanted[0].text}"
    with remembered(template, words=words, by=by):
        made = Item.objects.bulk_create(
            _copy(line, section, position) for position, line in enumerate(wanted, start=first)
        )
    touch(template, what="items_copied", by=by, items=[item.pk for item in made])
    return made


@transaction.atomic
def save_item(*, item, values, version, by):
    """Store `values` in a line that was opened at `version`.

    Raises Clash when it is not the same any more, Refused when it was taken out or locked from above.
    """
    template = lock_template(item.section.template)
    item = _fresh(item)
    if _values(item, values) == values:
        return item
    _refuse_locked(item)
    if item.removed_at:
        raise Refused("Deze regel is net weggehaald. Zet de regel eerst terug.")
    if item.version != version:
        raise Clash(item)
    before = item.text
    with remembered(template, words=f"Regel aangepast: {values['text']}", by=by):
        for name, value in values.items():
            setattr(item, name, value)
        item.version += 1
        item.save(update_fields=[*values, "version"])
    touch(template, what="item_changed", by=by, item=item.pk, before=before, after=item.text)
    follow_locked(item, by=by)
    return item


@transaction.atomic
def remove_item(*, item, by):
    """Take a line out; it stays in the database and can be put back. Raises Refused when it is locked from above."""
    template = lock_template(item.section.template)
    item = _fresh(item)
    if item.removed_at:
        return
    _refuse_locked(item)
    with remembered(template, words=f"Regel weggehaald: {item.text}", by=by):
        item.removed_at = timezone.now()
        item.save(update_fields=["removed_at"])
    touch(template, what="item_removed", by=by, item=item.pk, text=item.text)
    follow_locked(item, by=by)


@transaction.atomic
def restore_item(*, item, by):
    """Put a line back where it was, or at the end when there are fewer lines now.

    Raises Refused when its part is gone or the sjabloon is full.
    """
    template = lock_template(item.section.template)
    item = _fresh(item)
    if item.removed_at is None:
        return
    if item.section.removed_at:
        raise Refused(f"Het deel {item.section.title} is weggehaald. Zet eerst dat deel terug.")
    keep_room(template, 1)
    with remembered(template, words=f"Regel teruggezet: {item.text}", by=by):
        item.removed_at = None
        item.save(update_fields=["removed_at"])
        kept = [other for other in item.section.items.kept() if other.pk != item.pk]
        _number(item.section, [*kept[: item.position - 1], item, *kept[item.position - 1 :]])
    touch(template, what="item_restored", by=by, item=item.pk, text=item.text)
    follow_locked(item, by=by)


@transaction.atomic
def place_item(*, item, section, place, by):
    """Make a line the `place`-th (from 1) of a section of its own sjabloon. Sent twice it moves once."""
    template = lock_template(section.template)
    item = _fresh(item)
    lines = [other for other in section.items.kept() if other.pk != item.pk]
    lines.insert(max(place, 1) - 1, item)
    with remembered(template, words=f"Regel verplaatst: {item.text}", by=by):
        moved = _number(section, lines)
    if moved:
        touch(template, what="item_moved", by=by, item=item.pk, text=item.text)


def is_sent_again(section, values):
    """Whether the last line of `section` says exactly this: a second click, not a second line."""
    last = section.items.kept().last()
    return bool(last) and _values(last, values) == values


def keep_room(template, more):
    """Raise Refused when `more` lines do not fit in a sjabloon of this format (row locked)."""
    most = template.kind.lines[1]
    if most and Item.objects.shown_in(template).count() + more > most:
        raise Refused(f"In dit sjabloon passen {most} regels. Haal eerst een regel weg.")


def _fresh(item):
    return Item.objects.select_related("section__template__based_on__based_on", "source__source").get(pk=item.pk)


def _refuse_locked(item):
    if item.is_locked_by_above:
        raise Refused(f"{item.locked_words}. Je kunt deze regel hier niet aanpassen.")


def _copy(line, section, position):
    """A copy of `line`. One of the version above is remembered as its source, so that changes there are shown."""
    is_above = line.section.template_id == section.template.based_on_id
    columns = {name: getattr(line, name) for name in COPIED if name != "position"}
    source = {"source": line, "source_version": line.version} if is_above else {}
    return Item(section=section, position=position, **columns, **source)


def _values(item, values):
    return {name: getattr(item, name) for name in values}


def _number(section, items):
    """Give `items` the positions 1, 2, 3 of `section`; returns how many rows that changed."""
    moved = []
    for position, item in enumerate(items, 1):
        if (item.section_id, item.position) != (section.pk, position):
            item.section, item.position = section, position
            moved.append(item)
    Item.objects.bulk_update(moved, ["section", "position"])
    return len(moved)
