"""Je zei, wij deden: make, change, finish and drop what a leerplaats improves."""

from django.db import transaction
from django.utils import timezone

from profiles.merging import Clash
from profiles.models import AuditEvent, Improvement, Leerplaats

FACTS = ("said", "plan", "about", "owner_id", "due_on")


class NotOpen(Exception):
    """A colleague finished it or dropped it meanwhile."""


@transaction.atomic
def save_improvement(*, improvement, seen, by):
    """Store a new or changed improvement that is open; the one that is there when it was sent twice.

    `seen` is the version that the person saw. Raises Clash when a colleague changed it since, and NotOpen.
    """
    Leerplaats.objects.select_for_update().get(pk=improvement.leerplaats_id)
    if improvement.pk is None:
        return _make(improvement, by)
    stored = _locked(improvement)
    if not stored.is_open:
        raise NotOpen
    if _facts(stored) == _facts(improvement):
        return stored
    if stored.version != seen:
        raise Clash(stored)
    improvement.version = stored.version + 1
    improvement.save(update_fields=[*FACTS, "version"])
    _record("improvement_changed", improvement, by)
    return improvement


def _make(improvement, by):
    same = Improvement.objects.open().filter(
        leerplaats=improvement.leerplaats_id, **{name: getattr(improvement, name) for name in FACTS}
    )
    if stored := same.first():
        return stored
    improvement.institution_id, improvement.made_by = improvement.leerplaats.institution_id, by
    improvement.save()
    _record("improvement_made", improvement, by)
    return improvement


@transaction.atomic
def finish_improvement(*, improvement, result, is_shown, by):
    """Say what has changed, and whether the next students read it. Once finished, the words can still be changed."""
    stored = _locked(improvement)
    if stored.dropped_at:
        raise NotOpen
    if (stored.result, stored.is_shown, bool(stored.finished_at)) == (result, is_shown, True):
        return
    stored.result, stored.is_shown = result, is_shown
    if not stored.finished_at:
        stored.finished_at, stored.finished_by = timezone.now(), by
    stored.save(update_fields=["result", "is_shown", "finished_at", "finished_by"])
    _record("improvement_finished", stored, by)


@transaction.atomic
def drop_improvement(*, improvement, by):
    """Say that it will not happen; it stays readable for colleagues. Twice does it once."""
    stored = _locked(improvement)
    if stored.is_open:
        stored.dropped_at = timezone.now()
        stored.save(update_fields=["dropped_at"])
        _record("improvement_dropped", stored, by)


@transaction.atomic
def reopen_improvement(*, improvement, by):
    """Open it again: it is not done after all, or it will happen. Nobody outside reads it then."""
    stored = _locked(improvement)
    if stored.is_open:
        return
    stored.finished_at = stored.finished_by = stored.dropped_at = None
    stored.is_shown = False
    stored.save(update_fields=["finished_at", "finished_by", "dropped_at", "is_shown"])
    _record("improvement_reopened", stored, by)


def _locked(improvement):
    return Improvement.objects.select_for_update(of=("self",)).select_related("institution").get(pk=improvement.pk)


def _facts(improvement):
    return [getattr(improvement, name) for name in FACTS]


def _record(kind, improvement, by):
    AuditEvent.record(kind, improvement, by=by, institution=improvement.institution, plan=improvement.plan)
