"""The headed parts of a sjabloon."""

from django.db import transaction
from django.utils import timezone

from toolbox.actions.templates import lock_template, touch
from toolbox.models import Section


@transaction.atomic
def add_section(*, template, title, by):
    """A new part at the end. The same title sent twice makes one."""
    template = lock_template(template)
    last = template.sections.kept().last()
    if last and last.title == title:
        return last
    section = Section.objects.create(template=template, position=last.position + 1 if last else 1, title=title)
    touch(template, what="section_added", by=by, section=section.pk, title=title)
    return section


@transaction.atomic
def rename_section(*, section, title, by):
    """Another title for a part."""
    template = lock_template(section.template)
    before = Section.objects.get(pk=section.pk).title
    if before != title:
        Section.objects.filter(pk=section.pk).update(title=title)
        touch(template, what="section_renamed", by=by, section=section.pk, before=before, after=title)


@transaction.atomic
def remove_section(*, section, by):
    """Take a part out with the lines in it; it stays in the database and can be put back."""
    template = lock_template(section.template)
    if Section.objects.kept().filter(pk=section.pk).update(removed_at=timezone.now()):
        touch(template, what="section_removed", by=by, section=section.pk, title=section.title)


@transaction.atomic
def place_section(*, section, place, by):
    """Make a part the `place`-th (from 1) of its sjabloon. Sent twice it moves once."""
    template = lock_template(section.template)
    sections = [other for other in template.sections.kept() if other.pk != section.pk]
    sections.insert(max(place, 1) - 1, section)
    moved = [(position, part) for position, part in enumerate(sections, 1) if part.position != position]
    for position, part in moved:
        part.position = position
    if moved:
        Section.objects.bulk_update([part for _, part in moved], ["position"])
        touch(template, what="section_moved", by=by, section=section.pk, title=section.title)
