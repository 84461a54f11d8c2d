"""What happened to a stage since it was confirmed, as the team reads it; from the log, no more than that."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from onboarding.enums import DayKind
from onboarding.models import IntroGuest, IntroMeeting, Placement
from profiles.dutch import count
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
    "placement.invited": "De uitnodiging voor de introductie is verstuurd.",
    "placement.reminded": "Er ging een herinnering naar wie nog iets regelt.",
}
OF_THE_INTRODUCTION = {
    "introduction.changed": "De introductie is veranderd.",
    "introduction.cancelled": "De introductie gaat niet door.",
}
DAYS = {
    DayKind.OFF: "In het rooster is een dag vrij: {}.",
    DayKind.EXTRA: "In het rooster is een dag extra: {}.",
    DayKind.NORMAL: "In het rooster is een dag weer zoals de vaste dagen: {}.",
}


@dataclass(frozen=True)
class Step:
    """One thing that happened: when, what, who did it, and what was and is."""

    at: datetime
    sentence: str
    by: str
    changed: tuple = field(default_factory=tuple)  # (label, old, new)


def history_of(placement):
    """The Steps of one stage and of the introductions it is expected at, newest first; two queries."""
    meetings = IntroGuest.objects.filter(placement=placement).values_list("meeting", flat=True)
    subjects = [f"{IntroMeeting._meta.label_lower}:{pk}" for pk in meetings]
    of_stage = Q(subject=f"{Placement._meta.label_lower}:{placement.pk}", what__in=SENTENCES)
    of_introduction = Q(subject__in=subjects, what__in=OF_THE_INTRODUCTION)
    events = AuditEvent.objects.filter(of_stage | of_introduction).select_related("by")
    return [
        Step(
            at=event.at,
            sentence=_sentence(event),
            by=event.by.name if event.by else "",
            changed=tuple((label, old, new) for label, (old, new) in event.detail.get("changed", {}).items()),
        )
        for event in events
    ]


def _sentence(event):
    """What happened, in words; of the rooster also how many diensten, or which day."""
    said, days = (SENTENCES | OF_THE_INTRODUCTION)[event.what], event.detail.get("days", "")
    if event.what != "placement.roster" or not days:
        return said
    if days.isdecimal():
        return f"In het rooster: {count(int(days), 'dienst', 'diensten')} veranderd."
    return DAYS.get(event.detail.get("kind"), "In het rooster is een dag veranderd: {}.").format(days)
