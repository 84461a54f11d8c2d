"""Decides about what changed in the sjabloon above an own version: taken over, or kept as it is."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from profiles.dutch import count
from toolbox.actions.edits import remembered
from toolbox.actions.templates import FOLLOWED, follow_locked, lock_template, section_for, touch
from toolbox.differences import CHANGED, GONE, INTRO, NEW, differences_of
from toolbox.models import Item, Template

TAKE, KEEP = "overnemen", "houden"


@dataclass(frozen=True)
class Outcome:
    """How many differences were taken over and kept, and how many were not because a text was changed meanwhile."""

    taken: int
    kept: int
    stale: int


@transaction.atomic
def decide(*, template, decisions, by):
    """Store what was decided about the differences of an own version; returns an Outcome.

    `decisions` has by the key of a difference the decision and the `seen` of the texts it was taken about. When one
    of those texts is another now, nothing is done with it: it is to be looked at again. A difference that is not
    there any more is passed over, so that a second click does nothing.
    """
    lock_template(template.based_on)
    lock_template(template)
    template = Template.objects.select_related("based_on", "institution").get(pk=template.pk)
    asked = [(one, *decisions[one.key]) for one in differences_of(template) if one.key in decisions]
    valid = [(one, decision) for one, decision, seen in asked if seen == one.seen]
    taken = [one for one, decision in valid if decision == TAKE]
    kept = [one for one, decision in valid if decision == KEEP]
    if valid:
        words = f"Verschillen met het origineel: {len(taken)} overgenomen, {len(kept)} gehouden"
        with remembered(template, words=words, by=by):
            _apply(template, taken, kept)
        touch(template, what="differences_decided", by=by, taken=[*map(_told, taken)], kept=[*map(_told, kept)])
        for line in Item.objects.filter(pk__in=[one.own.pk for one in taken if one.own], locked=True):
            follow_locked(line, by=by)
    return Outcome(len(taken), len(kept), len(asked) - len(valid))


def words_of(outcome):
    """What happened, as one sentence for the person; empty when nothing did."""
    done = []
    if outcome.taken:
        done.append(f"{count(outcome.taken, 'verschil', 'verschillen')} overgenomen")
    if outcome.kept:
        done.append(f"{outcome.kept} gehouden zoals het was")
    return f"{' en '.join(done)}." if done else ""


def _apply(template, taken, kept):
    for one in taken:
        TAKING[one.kind](template, one)
    for one in kept:
        KEEPING[one.kind](template, one)


def _told(difference):
    line = difference.own or difference.source
    return {"kind": difference.kind, "item": line.pk if line else None}


def _take_intro(template, difference):
    template.intro = template.based_on.intro
    template.intro_version += 1
    template.source_intro_version = template.based_on.intro_version
    template.save(update_fields=["intro", "intro_version", "source_intro_version"])


def _keep_intro(template, difference):
    template.source_intro_version = template.based_on.intro_version
    template.save(update_fields=["source_intro_version"])


def _take_changed(template, difference):
    own, source = difference.own, difference.source
    for name in FOLLOWED:
        setattr(own, name, getattr(source, name))
    own.version += 1
    own.source_version = source.version
    own.save(update_fields=[*FOLLOWED, "version", "source_version"])


def _keep_changed(template, difference):
    Item.objects.filter(pk=difference.own.pk).update(source_version=difference.source.version)


def _take_new(template, difference):
    source = difference.source
    sections = list(template.sections.kept())
    _copy(source, section_for(source, template, sections)).save()


def _keep_new(template, difference):
    """A copy that is taken out at once: so that the line is not offered again, and can still be put back."""
    source = difference.source
    sections = list(template.sections.kept())
    same = [one for one in sections if source.section_id == one.source_id or one.title == source.section.title]
    section = (same or sections)[-1:] or [section_for(source, template, sections)]
    copy = _copy(source, section[0])
    copy.removed_at = timezone.now()
    copy.save()


def _copy(source, section):
    words = {name: getattr(source, name) for name in FOLLOWED}
    return Item(section=section, source=source, source_version=source.version, position=source.position, **words)


def _take_gone(template, difference):
    Item.objects.filter(pk=difference.own.pk).update(removed_at=timezone.now())


def _keep_gone(template, difference):
    """The line is of the version itself from here on."""
    Item.objects.filter(pk=difference.own.pk).update(source=None)


TAKING = {INTRO: _take_intro, CHANGED: _take_changed, NEW: _take_new, GONE: _take_gone}
KEEPING = {INTRO: _keep_intro, CHANGED: _keep_changed, NEW: _keep_new, GONE: _keep_gone}
