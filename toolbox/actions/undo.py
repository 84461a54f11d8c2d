"""Puts a sjabloon back as it stood before a change. That is a change itself, so it can be undone too."""

from django.db import transaction
from django.utils import timezone

from toolbox.actions.edits import PLACED, WRITTEN, remembered, snapshot
from toolbox.actions.templates import follow_locked, follow_locked_in, lock_template, touch
from toolbox.models import Item, Section

UNDONE, REDONE, BACK = "Ongedaan gemaakt: ", "Opnieuw gedaan: ", "Teruggezet naar voor deze wijziging: "


class ChangedSince(Exception):
    """Somebody changed the sjabloon after the page was shown. `later` are the changes that would go too."""

    def __init__(self, later):
        super().__init__(f"{len(later)} later changes")
        self.later = later


def changes_from(edit):
    """`edit` and every change after it, newest first."""
    return list(edit.template.edits.filter(pk__gte=edit.pk).select_related("made_by").defer("before"))


@transaction.atomic
def restore(*, edit, seen, by):
    """Put the sjabloon of `edit` back as it stood before it; later changes go too.

    `seen` is the key of the newest change that the person knew of. Sent twice it does its work once. Raises
    ChangedSince when there is a newer one.
    """
    template = lock_template(edit.template)
    if snapshot(template) == edit.before:
        return
    later = changes_from(edit)
    if later[0].pk != seen:
        raise ChangedSince(later)
    with remembered(template, words=_words(edit, is_last=later[0].pk == edit.pk), by=by):
        for item in _put_back(template, edit.before):
            follow_locked(item, by=by)  # also a locked line that is gone now
        follow_locked_in(template, by=by)
    template.edits.filter(pk__lt=edit.pk, undone_at__gte=edit.made_at).update(undone_at=None)
    template.edits.filter(pk__in=[one.pk for one in later]).update(undone_at=timezone.now())
    touch(template, what="template_restored", by=by, edit=edit.pk)


def _words(edit, *, is_last):
    if not is_last:
        return BACK + edit.words
    if edit.words.startswith(UNDONE):
        return REDONE + edit.words.removeprefix(UNDONE)
    return UNDONE + edit.words.removeprefix(REDONE)


def _put_back(template, before):
    """Store `before`; returns the lines that changed."""
    if template.intro != before["intro"]:
        template.intro = before["intro"]
        template.intro_version += 1
    if template.based_on_id == before["based_on"]:
        template.source_intro_version = before["source_intro_version"]
    template.save(update_fields=["intro", "intro_version", "source_intro_version"])
    _put_back_sections(template, {row["pk"]: row for row in before["sections"]})
    return _put_back_items(template, {row["pk"]: row for row in before["items"]})


def _put_back_sections(template, rows):
    """Titles and order as they were; a part that was added since is removed."""
    sections = list(Section.objects.filter(template=template))
    for section in sections:
        row = rows.get(section.pk)
        if row:
            section.position, section.title = row["position"], row["title"]
        section.removed_at = (section.removed_at or timezone.now()) if row is None or row["removed"] else None
    Section.objects.bulk_update(sections, ["position", "title", "removed_at"])


def _put_back_items(template, rows):
    """The lines as they were; one that was added since is removed. What changed counts as a newer version."""
    changed = []
    for item in Item.objects.filter(section__template=template):
        row = rows.get(item.pk)
        if row is None:
            if item.removed_at is None:
                item.removed_at = timezone.now()
                changed.append(item)
            continue
        decided = ("source_version",) if item.source_id == row["source_id"] else ()
        stood = {name: getattr(item, name) for name in (*PLACED, *WRITTEN, *decided)}
        wanted = {name: row.get(name, value) for name, value in stood.items()}
        if stood != wanted or item.removed_at:
            if item.removed_at or any(stood[name] != wanted[name] for name in WRITTEN):
                item.version += 1
            for name, value in wanted.items():
                setattr(item, name, value)
            item.removed_at = None
            changed.append(item)
    Item.objects.bulk_update(changed, ["section", "position", "source_version", *WRITTEN, "version", "removed_at"])
    return changed
