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
    "note",
    "short_name",
    "owner",
    "days_before",
    "stagedag",
    "days_before_end",
    "time",
    "place",
    "critical",
    "locked",
    "visible_to_student",
    "signal",
    "answer",
    "choices",
    "room",
    "for_programmes",
    "for_years",
    "for_sectors",
)


def with_content(templates):
    """`templates` with their kept sections and items at hand, in order (two more queries)."""
    sections = Section.objects.kept().prefetch_related(Prefetch("items", queryset=Item.objects.kept()))
    return templates.prefetch_related(Prefetch("sections", queryset=sections))


def lock_template(template):
    """Hold the row until the end of the transaction: all edits of one sjabloon wait for each other."""
    return Template.objects.select_for_update(of=["self"]).select_related("institution").get(pk=template.pk)


def touch(template, *, what, by, **detail):
    """Say that `by` changed the sjabloon, on its page and in the log."""
    template.updated_at, template.updated_by = timezone.now(), by
    template.save(update_fields=["updated_at", "updated_by"])
    AuditEvent.record(what, template, by=by, institution=template.institution, **detail)


@transaction.atomic
def make_own_version(*, original, institution, by, leerplaats=None):
    """The version of `institution`, or of one `leerplaats` of it, copied from `original`: the sjabloon above it.

    Asked twice it gives the one there is.
    """
    template, is_new = Template.objects.get_or_create(
        format=original.format,
        institution=institution,
        leerplaats=leerplaats,
        archived_at=None,
        defaults={
            "level": Level.LEERPLAATS if leerplaats else Level.INSTITUTION,
            "based_on": original,
            "intro": original.intro,
            "source_intro_version": original.intro_version,
        },
    )
    if is_new:
        _copy_content(original, template)
        touch(template, what="template_copied", by=by)
    return template


@transaction.atomic
def archive_template(*, template, by):
    """Take an own version out of force, so that the one above it holds again. The rows stay as evidence."""
    template = lock_template(template)
    if template.archived_at is None:
        template.archived_at, template.archived_by = timezone.now(), by
        template.save(update_fields=["archived_at", "archived_by"])
        AuditEvent.record("template_archived", template, by=by, institution=template.institution)


@transaction.atomic
def change_intro(*, template, intro, by):
    """Store the sentences above the list."""
    template = lock_template(template)
    if template.intro != intro:
        template.intro = intro
        template.intro_version += 1
        template.save(update_fields=["intro", "intro_version"])
        touch(template, what="template_intro_changed", by=by)


def _copy_content(original, template):
    source = with_content(Template.objects.filter(pk=original.pk)).get()
    for section in source.sections.all():
        copy = Section.objects.create(template=template, source=section, position=section.position, title=section.title)
        Item.objects.bulk_create(
            Item(
                section=copy,
                source=item,
                source_version=item.version,
                **{name: getattr(item, name) for name in COPIED},
            )
            for item in section.items.all()
        )
