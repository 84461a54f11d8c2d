"""The headed parts of a sjabloon. Each change can be undone (toolbox.actions.undo)."""

from django.db import transaction
from django.utils import timezone

from toolbox.actions.edits import remembered
from toolbox.actions.items import Refused, keep_room
from toolbox.actions.templates import follow_locked, lock_template, touch
from toolbox.models import Item, Section


@transaction.atomic
def add_section(*, template, title, by):
    """A new part at the end. The same title sent twice makes one."""
    template = lock_template(template)
    last = template.sections.kept().last()
    if last and last.title == title:
        return last
    with remembered(template, words=f"Nieuw deel: {title}", by=by):
        section = Section.objects.create(template=template, position=last.position + 1 if last else 1, title=title)
    touch(template, what="section_added", by=by, section=section.pk, title=title)
    return section


@transaction.atomic
def rename_section(*, section, title, before, by):
    """Another title for a part that was called `before` on the page.

    Raises TitleClash when a colleague gave it another title in between.
    """
    template = lock_template(section.template)
    stored = Section.objects.get(pk=section.pk).title
    if stored == title:
        return
    if stored != before:
        raise TitleClash(stored)
    with remembered(template, words=f"Deel {stored} heet nu {title}", by=by):
        Section.objects.filter(pk=section.pk).update(title=title)
    touch(template, what="section_renamed", by=by, section=section.pk, before=stored, after=title)


class TitleClash(Exception):
    """Somebody gave the part another title in between: `title` is what is stored now."""

    def __init__(self, title):
        super().__init__(title)
        self.title = title


@transaction.atomic
def remove_section(*, section, by):
    """Take a part out with the lines in it; it stays in the database and can be put back.

    Raises Refused when a line in it is locked from above.
    """
    template = lock_template(section.template)
    lines = (
        Item.objects.kept()
        .filter(section=section)
        .select_related("section__template__based_on__based_on", "source__source")
    )
    locked = next((line for line in lines if line.is_locked_by_above), None)
    if locked:
        raise Refused(f"In dit deel staat een regel die blijft. {locked.locked_words}: {locked.text}")
    with remembered(template, words=f"Deel weggehaald: {section.title}", by=by):
        removed = Section.objects.kept().filter(pk=section.pk).update(removed_at=timezone.now())
    if removed:
        touch(template, what="section_removed", by=by, section=section.pk, title=section.title)
        _follow(section, by)


@transaction.atomic
def restore_section(*, section, by):
    """Put a part back with its lines, where it was. Raises Refused when the lines do not fit any more."""
    template = lock_template(section.template)
    section = Section.objects.get(pk=section.pk)
    if section.removed_at is None:
        return
    keep_room(template, section.items.kept().count())
    with remembered(template, words=f"Deel teruggezet: {section.title}", by=by):
        Section.objects.filter(pk=section.pk).update(removed_at=None)
        others = [other for other in template.sections.kept() if other.pk != section.pk]
        _number([*others[: section.position - 1], section, *others[section.position - 1 :]])
    touch(template, what="section_restored", by=by, section=section.pk, title=section.title)
    _follow(section, by)


@transaction.atomic
def place_section(*, section, place, by):
    """Make a part the `place`-th (from 1) of its sjabloon. Sent twice it moves once."""
    template = lock_template(section.template)
    sections = [other for other in template.sections.kept() if other.pk != section.pk]
    sections.insert(max(place, 1) - 1, section)
    with remembered(template, words=f"Deel verplaatst: {section.title}", by=by):
        moved = _number(sections)
    if moved:
        touch(template, what="section_moved", by=by, section=section.pk, title=section.title)


def _follow(section, by):
    for line in section.items.kept().filter(locked=True):
        follow_locked(line, by=by)


def _number(sections):
    """Give `sections` the positions 1, 2, 3; returns how many rows that changed."""
    moved = []
    for position, section in enumerate(sections, 1):
        if section.position != position:
            section.position = position
            moved.append(section)
    Section.objects.bulk_update(moved, ["position"])
    return len(moved)
