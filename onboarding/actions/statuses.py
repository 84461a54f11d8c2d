"""The one place where the status of a placement changes."""

from onboarding.enums import PlacementStatus
from profiles.models import AuditEvent

STEPS = {
    PlacementStatus.AGREED: {PlacementStatus.INFORMED, PlacementStatus.CANCELLED},
    PlacementStatus.INFORMED: {PlacementStatus.CANCELLED},
    PlacementStatus.CANCELLED: set(),
}


class StepNotAllowed(Exception):
    """A placement cannot go from its status to the asked one."""


def change_status(placement, status, *, by):
    """Move `placement` one allowed step and log it; raises StepNotAllowed otherwise. Saves the status only."""
    if status not in STEPS[placement.status]:
        raise StepNotAllowed(f"{placement.status} -> {status}")
    placement.status = status
    placement.save(update_fields=["status", "cancelled_at", "cancelled_by"])
    AuditEvent.record(f"placement.{status}", placement, by=by, institution=placement.institution)
