"""The register of what may be needed before a start; a change shows at once on every online profile."""

from django.db import IntegrityError, transaction
from django.db.models import Max

from profiles.actions.shared_answers import show_register
from profiles.models import AuditEvent, Requirement


class NameTaken(Exception):
    """There is a line with this name already."""


@transaction.atomic
def save_line(*, requirement, institution, by):
    """Store a new or changed line; a new one comes last. `institution` is None for the region."""
    is_new = requirement.pk is None
    if is_new:
        rows = Requirement.objects.filter(institution=institution)
        requirement.position = (rows.aggregate(last=Max("position"))["last"] or 0) + 1
    requirement.save()
    AuditEvent.record("requirement_saved", requirement, by=by, institution=institution)
    if not is_new:
        show_register(institution=institution, by=by, note="Nodig vóór de start: tekst aangepast")


@transaction.atomic
def set_archived(*, requirement, moment, institution, by):
    """Take a line out of the register at `moment`, or put it back with None. Raises NameTaken."""
    if (requirement.archived_at is None) == (moment is None):
        return
    requirement.archived_at = moment
    try:
        with transaction.atomic():
            requirement.save(update_fields=["archived_at"])
    except IntegrityError:
        raise NameTaken from None
    AuditEvent.record(
        "requirement_restored" if moment is None else "requirement_removed", requirement, by=by, institution=institution
    )
    show_register(institution=institution, by=by, note=f"Nodig vóór de start: {requirement.name}"[:120])
