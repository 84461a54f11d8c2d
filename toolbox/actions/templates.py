"""Sjablonen: an own version of a regional original, and every change to one.

Each action locks the sjabloon, so that positions stay whole when two people move things at once.
"""

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from profiles.models import AuditEvent
from toolbox.enums import Level
from toolbox.models import Item, Section, Template

COPIED = ("text", "owner", "days_before", "stagedag", "critical", "visible_to_student", "signal")


class ChangedMeanwhile(Exception):
    """Somebody else saved this item after the form was opened."""


class NotEmpty(Exception):
    """A section that still has items is not removed."""


@transaction.atomic
def make_own(*, original, institution, by):
    """The institution's own version of a regional original; asked twice it is the same one."""
    own, is_new = Template.objects.get_or_create(
        format=original.format,
        institution=institution,
        defaults={
            "level": Level.INSTITUTION,
            "based_on": original,
            "intro": original.intro,
            "updated_by": by,
        },
    )
    if is_new:
        for section in original.sections.all():
            copy = Section.objects.create(template=own, position=section.position, title=section.title)
            Item.objects.bulk_create(
                Item(section=copy, position=item.position, **{name: getattr(item, name) for name in COPIED})
                for item in section.items.kept()
            )
        _record("template.copied", own, by)
    return own


@transaction.atomic
def reset_to_original(*, template, by):
    """Throw the own version away; from now on the regional original holds. Dated tasks stay as they are."""
    _record("template.reset", template.based_on, by, institution=template.institution)
    template.delete()


@transaction.atomic
def add_section(*, template, title, by):
    """A new section at the end."""
    _lock(template, by)
    last = template.sections.aggregate(last=Max("position"))["last"] or 0
    return Section.objects.create(template=template, position=last + 1, title=title)


@transaction.atomic
def rename_section(*, section, title, by):
    """Give a section another title."""
    _lock(section.template, by)
    Section.objects.filter(pk=section.pk).update(title=title)


@transaction.atomic
def remove_section(*, section, by):
    """Remove an empty section. Raises NotEmpty when it still has items."""
    _lock(section.template, by)
    if section.items.kept().exists():
        raise NotEmpty
    section.delete()


@transaction.atomic
def move_section(*, section, step, by):
    """Move a section one place up (-1) or down (+1)."""
    _lock(section.template, by)
    sections = list(section.template.sections.all())
    _renumber(sections, section, sections.index(section) + step)


@transaction.atomic
def add_item(*, section, by, **values):
    """A new item at the end of a section."""
    _lock(section.template, by)
    last = section.items.aggregate(last=Max("position"))["last"] or 0
    return Item.objects.create(section=section, position=last + 1, **values)


@transaction.atomic
def change_item(*, item, version, by, **values):
    """Change an item. Raises ChangedMeanwhile when it was saved after `version`."""
    _lock(item.section.template, by)
    saved = Item.objects.filter(pk=item.pk, version=version).update(version=F("version") + 1, **values)
    if not saved:
        raise ChangedMeanwhile


@transaction.atomic
def move_item(*, item, place, by):
    """Put an item at `place` (0 is the first) among the kept items of its section; beyond the ends is the end."""
    _lock(item.section.template, by)
    _renumber(list(item.section.items.kept()), item, place)


@transaction.atomic
def remove_item(*, item, by):
    """Take an item off the list; it can be put back."""
    _lock(item.section.template, by)
    Item.objects.filter(pk=item.pk, removed_at__isnull=True).update(removed_at=timezone.now())


@transaction.atomic
def restore_item(*, item, by):
    """Put a removed item back where it was."""
    _lock(item.section.template, by)
    Item.objects.filter(pk=item.pk).update(removed_at=None)


def _renumber(rows, row, place):
    rows.remove(row)
    rows.insert(max(0, place), row)
    for position, one in enumerate(rows, start=1):
        one.position = position
    type(row).objects.bulk_update(rows, ["position"])


def _lock(template, by):
    Template.objects.select_for_update().get(pk=template.pk)
    Template.objects.filter(pk=template.pk).update(updated_at=timezone.now(), updated_by=by)
    _record("template.changed", template, by)


def _record(what, template, by, institution=None):
    AuditEvent.record(what, template, by=by, institution=institution or template.institution)
