"""Invoeren in vijf stappen: begin a round, tick and note per step, and begin the next round."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from profiles.merging import merge
from profiles.models import AuditEvent, Leerplaats
from toolbox.models import Rollout
from toolbox.rollout_steps import TASKS

DATES = {4: "first_start", 5: "review_on"}  # the step in which each is asked


class RoundFinished(Exception):
    """A colleague began the next round meanwhile: this one stays as it is."""


@transaction.atomic
def start_rollout(*, leerplaats, by):
    """Begin the first round. Asked twice it gives the one there is."""
    _lock(leerplaats)
    return leerplaats.rollouts.first() or _new_round(leerplaats, 1, by)


@transaction.atomic
def save_step(*, rollout, step, values, seen, by):
    """Store what was ticked and noted in `step` beside what colleagues did meanwhile.

    `values` are those of step_values, without the ticks of the portal. Returns profiles.merging.Merged: where two
    people wrote differently nothing is stored yet. Raises RoundFinished.
    """
    rollout = _locked(rollout)
    if rollout.finished_at:
        raise RoundFinished
    merged = merge(values, step_values(rollout, step), seen)
    kept = {key: value for key, value in merged.answers.items() if key not in merged.clashes}
    for task in step.tasks:
        _store_task(rollout, task.key, kept, by)
    if (name := DATES.get(step.number)) and name in kept:
        setattr(rollout, name, date.fromisoformat(kept[name]) if kept[name] else None)
        rollout.save(update_fields=[name])
    return merged


def step_values(rollout, step):
    """What is stored of a step, by the names of the form: done-<key>, note-<key> and the date of the step."""
    rows = {row.key: row for row in rollout.tasks.all()}
    values = {}
    for task in step.tasks:
        row = rows.get(task.key)
        values[f"done-{task.key}"] = bool(row and row.done_at)
        values[f"note-{task.key}"] = row.note if row else ""
    if name := DATES.get(step.number):
        chosen = getattr(rollout, name)
        values[name] = chosen.isoformat() if chosen else ""
    return values


@transaction.atomic
def next_round(*, rollout, facts, by, review_on=None):
    """End this round and begin the next; gives the open round when somebody did so before.

    `facts` is what the portal sees now ({fact: sentence}). It is written down, so that the old round stays as it
    was at its end. `review_on` is when the team looks back on the next round.
    """
    rollout = _locked(rollout)
    if rollout.finished_at:
        return Rollout.objects.get(leerplaats=rollout.leerplaats_id, finished_at=None)
    now = timezone.now()
    for key, task in TASKS.items():
        if words := facts.get(task.fact):
            rollout.tasks.update_or_create(key=key, defaults={"fact": words})
    rollout.finished_at, rollout.finished_by = now, by
    rollout.save(update_fields=["finished_at", "finished_by"])
    AuditEvent.record("rollout_finished", rollout, by=by, institution=rollout.institution, round=rollout.round)
    return _new_round(rollout.leerplaats, rollout.round + 1, by, review_on)


def _store_task(rollout, key, values, by):
    row = rollout.tasks.filter(key=key).first() or rollout.tasks.model(rollout=rollout, key=key)
    before = (row.note, row.done_at)
    row.note = values.get(f"note-{key}", row.note)
    is_done = values.get(f"done-{key}", row.done_at is not None)
    if is_done != (row.done_at is not None):
        row.done_at, row.done_by = (timezone.now(), by) if is_done else (None, None)
    if before != (row.note, row.done_at):
        row.version += row.pk is not None
        row.save()


def _new_round(leerplaats, number, by, review_on=None):
    where = {"leerplaats": leerplaats, "institution_id": leerplaats.institution_id}
    rollout = Rollout.objects.create(**where, round=number, started_by=by, review_on=review_on)
    AuditEvent.record("rollout_started", rollout, by=by, institution=rollout.institution, round=number)
    return rollout


def _lock(leerplaats):
    """One at a time per leerplaats, also when there is no round yet."""
    Leerplaats.objects.select_for_update().get(pk=leerplaats.pk)


def _locked(rollout):
    _lock(rollout.leerplaats)
    rows = Rollout.objects.select_related("leerplaats", "institution")
    return rows.select_for_update(of=["self"]).get(pk=rollout.pk)
