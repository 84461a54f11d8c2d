"""Own versions of sjablonen: made from the regional original, and given back to it."""

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from profiles.models import AuditEvent
from toolbox.enums import Level
from toolbox.models import Item, Section, Template

COPIED = (
    "position",
    "text",
    "short_name",
    "owner",
    "days_before",
    "stagedag",
    "critical",
    "visible_to_student",
    "signal",
)


def with_content(templates):
    """`templates` with their sections and kept items at hand, in order (two more queries)."""
    items = Prefetch("items", queryset=Item.objects.kept())
    return templates.prefetch_related(Prefetch("sections", queryset=Section.objects.prefetch_related(items)))


def lock_template(template):
    """Hold the row until the end of the transaction: all edits of one sjabloon wait for each other."""
    return Template.objects.select_for_update(of=["self"]).select_related("institution").get(pk=template.pk)


def touch(template, *, what, by, **detail):
    """Say that `by` changed the sjabloon, on its page and in the log."""
    template.updated_at, template.updated_by = timezone.now(), by
    template.save(update_fields=["updated_at", "updated_by"])
    AuditEvent.record(what, template, by=by, institution=template.institution, **detail)


@transaction.atomic
def make_own_version(*, original, institution, by):
    """The version of `institution`, copied from the regional `original`; the one there is when asked twice."""
    template, is_new = Template.objects.get_or_create(
        format=original.format,
        institution=institution,
        defaults={"level": Level.INSTITUTION, "based_on": original, "intro": original.intro},
    )
    if is_new:
        _copy_content(original, template)
        touch(template, what="template_copied", by=by)
    return template


@transaction.atomic
def back_to_region(*, template, by):
    """Remove an own version, so that the regional original holds again. Its texts stay in the log."""
    template = lock_template(template)
    full = with_content(Template.objects.filter(pk=template.pk)).get()
    content = {section.title: [item.text for item in section.items.all()] for section in full.sections.all()}
    AuditEvent.record("template_reset", template, by=by, institution=template.institution, content=content)
    template.delete()


@transaction.atomic
def change_intro(*, template, intro, by):
    """Store the sentences above the list."""
    template = lock_template(template)
    if template.intro != intro:
        template.intro = intro
        template.save(update_fields=["intro"])
        touch(template, what="template_intro_changed", by=by)


def _copy_content(original, template):
    source = with_content(Template.objects.filter(pk=original.pk)).get()
    for section in source.sections.all():
        copy = Section.objects.create(template=template, position=section.position, title=section.title)
        Item.objects.bulk_create(
            Item(section=copy, **{name: getattr(item, name) for name in COPIED}) for item in section.items.all()
        )
