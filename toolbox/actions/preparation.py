"""Steps before the start, of a school or of an institution: written, moved, taken out and put back."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from profiles.models import AuditEvent, Institution, School
from toolbox.models import PreparationStep

WRITTEN = ("kind", "text", "who", "weeks_before", "for_programmes", "link")


class Clash(Exception):
    """Somebody saved other words in between. `step` is what is stored now."""

    def __init__(self, step):
        super().__init__(f"step {step.pk}")
        self.step = step


@transaction.atomic
def add_step(*, values, by, school=None, institution=None):
    """A new step, the last of its week. Sent twice it is one step."""
    _hold(school, institution)
    owned = PreparationStep.objects.kept().filter(school=school, institution=institution)
    twin = next((step for step in owned if _written(step) == values), None)
    if twin:
        return twin
    step = PreparationStep.objects.create(
        school=school, institution=institution, position=_next_position(owned), updated_by=by, **values
    )
    _record("added", step, by)
    return step


@transaction.atomic
def save_step(*, step, values, version, by):
    """Store `values` in a step that was opened at `version`. Raises Clash when it is not the same any more."""
    _hold(step.school, step.institution)
    step = PreparationStep.objects.select_related("school", "institution").get(pk=step.pk)
    if _written(step) == values:
        return step
    if step.version != version:
        raise Clash(step)
    for name, value in values.items():
        setattr(step, name, value)
    step.version += 1
    step.updated_at, step.updated_by = timezone.now(), by
    step.save()
    _record("changed", step, by)
    return step


@transaction.atomic
def place_step(*, step, place, by):
    """Make a step the `place`-th (from 1) of its week. Sent twice it moves once."""
    _hold(step.school, step.institution)
    step = PreparationStep.objects.select_related("school", "institution").get(pk=step.pk)
    week = PreparationStep.objects.kept().filter(school=step.school, institution=step.institution)
    week = list(week.filter(weeks_before=step.weeks_before))
    others = [other for other in week if other.pk != step.pk]
    others.insert(max(place, 1) - 1, step)
    if [one.pk for one in others] == [one.pk for one in week]:
        return
    for position, other in enumerate(others, 1):
        PreparationStep.objects.filter(pk=other.pk).update(position=position)
    _record("moved", step, by)


@transaction.atomic
def remove_step(*, step, by):
    """Take a step out; it can be put back. Twice is the same as once."""
    if PreparationStep.objects.kept().filter(pk=step.pk).update(removed_at=timezone.now()):
        _record("removed", step, by)


@transaction.atomic
def restore_step(*, step, by):
    """Put a step back."""
    if PreparationStep.objects.filter(pk=step.pk, removed_at__isnull=False).update(removed_at=None):
        _record("restored", step, by)


def _hold(school, institution):
    """One at a time per school or institution, so that two people who work on its list see each other's steps."""
    owner = School.objects.filter(pk=school.pk) if school else Institution.objects.filter(pk=institution.pk)
    owner.select_for_update(no_key=True).get()


def _next_position(steps):
    return (steps.aggregate(last=Max("position"))["last"] or 0) + 1


def _written(step):
    return {name: getattr(step, name) for name in WRITTEN}


def _record(what, step, by):
    AuditEvent.record(f"preparation_step_{what}", step, by=by, institution=step.institution, text=step.text)
