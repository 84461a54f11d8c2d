"""What happened to a stage since it was confirmed, as the team reads it; from the log, no more than that."""

from dataclasses import dataclass, field
from datetime import datetime

from onboarding.models import Placement
from profiles.models import AuditEvent

SENTENCES = {
    "placement.confirmed": "De stage is bevestigd.",
    "placement.informed": "De mail met de plek is verstuurd.",
    "placement.student_agreed": "De student zei: ik kom.",
    "placement.student_cannot": "De student zei: ik kan niet komen.",
    "placement.kept": "De stage gaat toch door.",
    "placement.changed": "De stage is veranderd.",
    "placement.roster": "Het rooster is veranderd.",
    "placement.cancelled": "De stage is vervallen.",
    "placement.stopped": "De stage stopt eerder.",
    "placement.stop_taken_back": "De stage gaat toch door.",
}


@dataclass(frozen=True)
class Step:
    """One thing that happened: when, what, who did it, and what was and is."""

    at: datetime
    sentence: str
    by: str
    changed: tuple = field(default_factory=tuple)  # (label, old, new)


def history_of(placement):
    """The Steps of one stage, newest first; one query."""
    subject = f"{Placement._meta.label_lower}:{placement.pk}"
    events = AuditEvent.objects.filter(subject=subject, what__in=SENTENCES).select_related("by")
    return [
        Step(
            at=event.at,
            sentence=SENTENCES[event.what],
            by=event.by.name if event.by else "",
            changed=tuple((label, old, new) for label, (old, new) in event.detail.get("changed", {}).items()),
        )
        for event in events
    ]
