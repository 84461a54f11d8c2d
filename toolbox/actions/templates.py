"""Own versions of sjablonen: made from the regional original, and given back to it."""

from django.db import transaction
from django.db.models import Prefetch, Q
from django.utils import timezone

from profiles.models import AuditEvent
from toolbox.actions.edits import WRITTEN, remembered
from toolbox.actions.rebasing import rebase, rebase_away_from, rebase_onto
from toolbox.enums import Level
from toolbox.models import Item, Section, Template
from toolbox.models.templates import NEAREST_FIRST

# What a copy takes from its source. Not whether it is locked: Item.locked_by reads that from the line above.
FOLLOWED = tuple(name for name in WRITTEN if name != "locked")
COPIED = ("position", *FOLLOWED)


def with_content(templates, *, sources=False):
    """`templates` with their kept sections and items at hand, in order (two more queries).

    With `sources` also the lines they were copied from, which say whether they are locked.
    """
    items = Item.objects.kept().select_related("source__source") if sources else Item.objects.kept()
    sections = Section.objects.kept().prefetch_related(Prefetch("items", queryset=items))
    return templates.prefetch_related(Prefetch("sections", queryset=sections))


def lock_template(template):
    """Hold the row until the end of the transaction: all edits of one sjabloon wait for each other."""
    return Template.objects.select_for_update(of=["self"]).select_related("institution").get(pk=template.pk)


def touch(template, *, what, by, **detail):
    """Say that `by` changed the sjabloon, on its page and in the log."""
    template.updated_at, template.updated_by = timezone.now(), by
    template.save(update_fields=["updated_at", "updated_by"])
    AuditEvent.record(what, template, by=by, institution=template.institution, **detail)


def source_for(format, *, institution, leerplaats=None):
    """What an own version is copied from: for a leerplaats the version of its institution if any, else the original."""
    levels = Q(level=Level.REGION)
    if leerplaats:
        levels |= Q(level=Level.INSTITUTION, institution=institution)
    return Template.objects.current().filter(levels, format=format).order_by(NEAREST_FIRST).first()


@transaction.atomic
def make_own_version(*, original, institution, by, leerplaats=None):
    """The version of `institution`, or of one `leerplaats` of it, copied from what holds above it (source_for).

    `original` says of which format: the sjabloon above it, or any other. Asked twice it gives the one there is.
    Versions of leerplaatsen that were based on the regional original are based on the new one from here on.
    """
    source = lock_template(source_for(original.format, institution=institution, leerplaats=leerplaats))
    template, is_new = Template.objects.get_or_create(
        format=source.format,
        institution=institution,
        leerplaats=leerplaats,
        archived_at=None,
        defaults={
            "level": Level.LEERPLAATS if leerplaats else Level.INSTITUTION,
            "based_on": source,
            "intro": source.intro,
            "source_intro_version": source.intro_version,
        },
    )
    if is_new:
        _copy_content(source, template)
        rebase_onto(template)
        touch(template, what="template_copied", by=by)
    return template


@transaction.atomic
def archive_template(*, template, by):
    """Take an own version out of force, so that the one above it holds again. The rows stay as evidence.

    What was based on it is based on the one above from here on. The original of the region stays in force:
    ValueError.
    """
    if template.level == Level.REGION:
        raise ValueError(template)
    lock_template(template.based_on)
    template = lock_template(template)
    if template.archived_at is None:
        template.archived_at, template.archived_by = timezone.now(), by
        template.save(update_fields=["archived_at", "archived_by"])
        rebase_away_from(template)
        AuditEvent.record("template_archived", template, by=by, institution=template.institution)


class Replaced(Exception):
    """There is another version of the same owner in force: `template`."""

    def __init__(self, template):
        super().__init__(f"template {template.pk}")
        self.template = template


@transaction.atomic
def restore_template(*, template, by):
    """Put an archived version back in force; lines that were locked since then follow. Raises Replaced.

    When an own version of the institution came or went in between, it is based on what holds now.
    """
    source = source_for(template.format, institution=template.institution, leerplaats=template.leerplaats)
    lock_template(source)
    template = lock_template(template)
    if template.archived_at is None:
        return
    same = Template.objects.current().filter(
        format=template.format, institution=template.institution, leerplaats=template.leerplaats
    )
    for other in same:
        raise Replaced(other)
    template.archived_at = template.archived_by = None
    template.save(update_fields=["archived_at", "archived_by"])
    if template.based_on_id != source.pk and template.based_on.based_on:
        rebase(template, template.based_on.based_on)
    if template.based_on_id != source.pk:
        rebase(template, source)
    rebase_onto(template)
    follow_locked_in(template, by=by)
    touch(template, what="template_restored", by=by)


class IntroClash(Exception):
    """Somebody saved another introduction in between. `template` is what is stored now."""

    def __init__(self, template):
        super().__init__(f"template {template.pk}")
        self.template = template


@transaction.atomic
def change_intro(*, template, intro, by, version=None):
    """Store the sentences above the list, that were opened at `version`. Raises IntroClash when they are others now."""
    template = lock_template(template)
    if template.intro == intro:
        return
    if version not in (None, template.intro_version):
        raise IntroClash(template)
    with remembered(template, words="Inleiding aangepast", by=by):
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


@transaction.atomic
def follow_locked(item, *, by):
    """After `item` was saved, moved in or out of its list, or locked: let all versions below keep it as it is now.

    Does nothing for a line that is not locked. Goes two levels down, puts back what was taken out there, and may be
    called again without any effect. Call it in the transaction that saves the line.
    """
    if item.locked:
        _follow([Item.objects.select_related("section").get(pk=item.pk)], by)


@transaction.atomic
def follow_locked_in(template, *, by):
    """Let `template` and what is below it keep every line that is locked in it or above it: after many lines changed
    at once, as with undo."""
    above = [template.pk, template.based_on_id, template.based_on.based_on_id if template.based_on else None]
    kept = Item.objects.kept().filter(locked=True, section__removed_at=None).select_related("section__template")
    locked = kept.filter(section__template__in=[pk for pk in above if pk])
    for level in Level:  # from the region down
        _follow([line for line in locked if line.section.template.level == level], by)


def _follow(lines, by):
    """Give each copy of `lines` in the versions right below the same words; then the copies of those copies."""
    below = Template.objects.current().filter(based_on__in={line.section.template_id for line in lines})
    templates = list(below.select_for_update(of=["self"]).select_related("institution").order_by("pk"))
    if not templates:
        return
    copies = {}
    known = Item.objects.filter(source__in=lines, section__template__in=templates).select_related("section")
    for copy in known:
        copies.setdefault((copy.source_id, copy.section.template_id), []).append(copy)
    sections = list(Section.objects.kept().filter(template__in=templates))
    following, changed = [], []
    for template in templates:
        for line in lines:
            if line.section.template_id != template.based_on_id:
                continue
            own = copies.get((line.pk, template.pk))
            if not own and not _is_gone(line):
                own = [Item(source=line, section=section_for(line, template, sections), position=line.position)]
            following += own or []
            changed += [(copy, template) for copy in own or [] if _take_over(copy, line, template, sections)]
    _store_followed(changed, by)
    _follow(following, by)


def _take_over(copy, line, template, sections):
    """Make the unsaved changes that let `copy` say what `line` says; returns whether there were any."""
    before = [getattr(copy, name) for name in FOLLOWED], bool(copy.removed_at), copy.section_id, copy.source_version
    for name in FOLLOWED:
        setattr(copy, name, getattr(line, name))
    copy.source_version = line.version
    if _is_gone(line):
        copy.removed_at = copy.removed_at or timezone.now()
    else:
        copy.removed_at = None
        if copy.section.removed_at:
            copy.section = section_for(line, template, sections)
    after = [getattr(copy, name) for name in FOLLOWED], bool(copy.removed_at), copy.section_id, copy.source_version
    if copy.pk and before[:3] != after[:3]:
        copy.version += 1
    return copy.pk is None or before != after


def _store_followed(changed, by):
    known = [copy for copy, _ in changed if copy.pk]
    Item.objects.bulk_create(copy for copy, _ in changed if copy.pk is None)
    Item.objects.bulk_update(known, [*FOLLOWED, "source_version", "removed_at", "section", "version"])
    touched = {template.pk: template for _, template in changed}
    Template.objects.filter(pk__in=touched).update(updated_at=timezone.now(), updated_by=by)
    AuditEvent.objects.bulk_create(
        AuditEvent.line(
            "item_followed", template, by=by, institution=template.institution, item=copy.pk, text=copy.text
        )
        for copy, template in changed
    )


def _is_gone(line):
    return bool(line.removed_at or line.section.removed_at)


def section_for(line, template, sections):
    """The part of `template` in which a line from above belongs: the copy of its part, one of that name, or a new."""
    own = [section for section in sections if section.template_id == template.pk]
    found = [section for section in own if section.source_id == line.section_id]
    found += [section for section in own if section.title == line.section.title]
    if not found:
        last = max((section.position for section in own), default=0)
        found = [
            Section.objects.create(template=template, source=line.section, title=line.section.title, position=last + 1)
        ]
        sections += found
    return found[0]
