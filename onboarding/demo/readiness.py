"""How far the startlijsten of the demo region are: what was asked, what is dealt with otherwise, every kind of risk.

Also who ticked what when, which the actions write at the moment of loading and not on the day that is shown.
"""

from datetime import datetime, time, timedelta
from itertools import pairwise

from django.db.models import Exists, OuterRef
from django.utils import timezone

from onboarding.enums import TaskProgress
from onboarding.models import Placement, Task, TaskChange
from toolbox.enums import TemplateFormat

# What happens to the students who start after today, turn by turn: the short name of a thing, and how far it is.
# A thing that is left alone shows what goes wrong when nobody begins.
TURNS = (
    (("account", TaskProgress.BEGUN), ("werkkleding", TaskProgress.BEGUN), ("hepatitis B", TaskProgress.BEGUN)),
    (("account", TaskProgress.BEGUN), ("rooster", TaskProgress.COVERED)),
    (),
    (("account", TaskProgress.COVERED), ("werkkleding", TaskProgress.BEGUN), ("pasje", TaskProgress.BEGUN)),
    (("account", TaskProgress.BEGUN), ("rooster", TaskProgress.COVERED), ("hepatitis B", TaskProgress.BEGUN)),
    (("account", TaskProgress.BEGUN), ("rooster", TaskProgress.COVERED)),
    (("account", TaskProgress.BEGUN), ("werkkleding", TaskProgress.BEGUN), ("rooster", TaskProgress.COVERED)),
    (("account", TaskProgress.COVERED), ("werkkleding", TaskProgress.BEGUN), ("pasje", TaskProgress.BEGUN)),
)
ASKED_AGO = timedelta(days=3)


def make_readiness(today):
    """Say of open things how far they are, and date who did what."""
    _begin_things(today)
    _write_changes(today)


def _begin_things(today):
    coming = Placement.objects.active().filter(starts_on__gt=today).order_by("starts_on", "pk")
    for turn, placement in enumerate(coming):
        for name, progress in TURNS[turn % len(TURNS)]:
            tasks = placement.tasks.filter(format=TemplateFormat.STARTLIJST, short_name=name, done_at=None)
            tasks.update(progress=progress)
    # Of one who starts first, where more start that day, the papers were not seen: without them nobody starts.
    soonest = coming.first()
    same_day = list(coming.filter(starts_on=soonest.starts_on).order_by("institution", "pk")) if soonest else []
    late = next((two for one, two in pairwise(same_day) if one.institution_id == two.institution_id), soonest)
    if late:
        papers = late.tasks.filter(format=TemplateFormat.STARTLIJST, blocking=True, signal="")
        papers.update(done_at=None, done_by=None)


def _write_changes(today):
    TaskChange.objects.filter(worklist=None).delete()
    asked = timezone.make_aware(datetime.combine(today - ASKED_AGO, time(11, 20)))
    told = TaskChange.objects.filter(task=OuterRef("pk"))
    tasks = Task.objects.exclude(Exists(told)).select_related("placement")
    done = (
        TaskChange(task=one, institution_id=one.institution_id, done=True, at=one.done_at, by_id=one.done_by_id)
        for one in tasks.exclude(done_at=None)
    )
    begun = (
        TaskChange(
            task=one,
            institution_id=one.institution_id,
            done=False,
            progress=one.progress,
            at=max(asked, one.placement.confirmed_at),
            by_id=one.placement.confirmed_by_id,
        )
        for one in tasks.exclude(progress="")
    )
    TaskChange.objects.bulk_create([*done, *begun], batch_size=1000)
