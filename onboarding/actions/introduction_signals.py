"""What the lists say about an introduction, which the portal sees by itself: it is planned, and who was invited."""

from django.utils import timezone

from onboarding.actions.tasks import settle, unsettle
from onboarding.models import IntroGuest
from toolbox.enums import Signal

SIGNALS = (Signal.INTRODUCTION_PLANNED, Signal.INVITED)


def true_of(placements):
    """{signal: keys of those of `placements` for whom it is true now}."""
    rows = IntroGuest.objects.filter(placement__in=placements, meeting__cancelled_at=None)
    guests = list(rows.values_list("placement_id", "invited_at"))
    planned = {pk for pk, _ in guests}
    return {Signal.INTRODUCTION_PLANNED: planned, Signal.INVITED: {pk for pk, invited_at in guests if invited_at}}


def tick_for(meeting, placements, *, by=None):
    """Tick what became true for `placements` (keys), and the lines of the introduction itself; must run in the
    transaction of the change.
    """
    for signal, true in true_of(placements).items():
        settle(placements=true, signal=signal, by=by)
    _let_steps_follow(meeting, by)


def reopen_for(meeting, placements, *, by=None):
    """Open again what is no longer true for `placements` (keys), also when somebody ticked it by hand."""
    for signal, true in true_of(placements).items():
        unsettle(placements=set(placements) - true, signal=signal, by=by)
    _let_steps_follow(meeting, by)


def _let_steps_follow(meeting, by):
    guests = meeting.guests.exclude(placement__status="cancelled")
    expects = guests.exists()
    true = {
        Signal.INTRODUCTION_PLANNED: expects,
        Signal.INVITED: expects and not guests.filter(invited_at=None).exists(),
    }
    for signal, is_done in true.items():
        rows = meeting.steps.filter(signal=signal, done_at__isnull=is_done)
        rows.update(**{"done_at": timezone.now(), "done_by": by} if is_done else {"done_at": None, "done_by": None})
