"""The talks of the stages in the demo: planned with each stage, most of them held, some agreements, one that waits."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from onboarding.enums import MoveReason, TalkKind
from onboarding.models import Placement, Talk, TalkAgreement, TalkMove
from onboarding.talk_doubts import outside_shift
from onboarding.talk_planning import plan_talks

AT = (time(10, 30), time(13), time(14, 30), time(15, 30))
RECENT, OLD = 7, 21  # days after which some agreements are done, and all of them
ROOMS = ("Teamkamer", "Kamer 1.12", "")
SUBJECTS = (
    "Hoe plan ik mijn opdrachten in de laatste weken?",
    "Ik wil vaker zelf een overdracht doen.",
    "Welke handelingen kan ik nog oefenen?",
)
AGREED = (
    ("De student vraagt zelf feedback na elke dienst.", True),
    ("Twee zorgplannen lezen en samen bespreken.", True),
    ("Donderdag een dag meelopen met de fysiotherapeut.", False),
    ("De werkbegeleider plant een late dienst in.", False),
    ("De student leidt de overdracht van maandag.", True),
    ("Leerdoel 2 wordt kleiner gemaakt.", False),
)


def make_talks(today):
    """Plan every stage as it was on the day it was confirmed, and let what has passed be held, most of it."""
    stages = list(Placement.objects.active().select_related("student").prefetch_related("shifts").order_by("pk"))
    Talk.objects.filter(placement__in=stages).delete()  # planned just now: those of before today are missing
    waits = _first_of_each_guide(stages, today)
    talks = [talk for place, stage in enumerate(stages) for talk in _talks_of(stage, place, today, stage.pk in waits)]
    Talk.objects.bulk_create(talks)
    held = [talk for talk in talks if talk.held_at]
    TalkAgreement.objects.bulk_create(_agreement(talk, place, today) for place, talk in enumerate(held))
    _move_some(talks, today)


def _first_of_each_guide(stages, today):
    """One running stage of each werkbegeleider: there the last talk was not ticked yet."""
    running = [stage for stage in stages if stage.starts_on <= today <= stage.ends_on and stage.werkbegeleider_id]
    return {stage.werkbegeleider_id: stage.pk for stage in reversed(running)}.values()


def _talks_of(stage, place, today, is_waiting):
    talks = [_talk(stage, one, place) for one in plan_talks(stage.rhythm)]
    passed = [talk for talk in talks if talk.day < today]
    running = stage.ends_on >= today
    for talk in passed[:-1] if is_waiting else passed:
        if stage.werkbegeleider_id:
            talk.held_at = timezone.make_aware(datetime.combine(talk.day, time(16)))
            talk.held_by_id = stage.werkbegeleider_id
    coming = next((talk for talk in talks if talk.day >= today), None)
    if coming and running and stage.starts_on <= today:
        coming.student_asks = SUBJECTS[place % len(SUBJECTS)]
    return talks


def _talk(stage, planned, place):
    return Talk(
        placement=stage,
        institution_id=stage.institution_id,
        kind=TalkKind(planned.kind),
        day=planned.day,
        begins_at=_time_of(stage, planned.day, place),
        place=ROOMS[place % len(ROOMS)],
    )


def _time_of(stage, day, place):
    """A usual time, within the dienst of that day."""
    shifts = [shift for shift in stage.shifts.all() if shift.day == day]
    usual = [AT[(place + step) % len(AT)] for step in range(len(AT))]
    return next((at for at in usual if not outside_shift(at, shifts)), usual[0])


def _agreement(talk, place, today):
    text, is_done = AGREED[place % len(AGREED)]
    days_ago = (today - talk.day).days
    done = days_ago > OLD or (is_done and days_ago > RECENT)
    return TalkAgreement(
        talk=talk,
        text=text,
        made_by_id=talk.held_by_id,
        made_at=talk.held_at,
        done_at=talk.held_at + timedelta(days=5) if done else None,
        done_by_id=talk.placement.student.user_id or talk.held_by_id if done else None,
    )


def _move_some(talks, today):
    """Of every running stage the next weekly talk but one was moved by a person, by one day."""
    seen = set()
    for talk in talks:
        stage = talk.placement
        comes_later = talk.kind == TalkKind.WEEKLY and talk.day > today + timedelta(days=7)
        if not comes_later or stage.pk in seen or stage.starts_on > today or not stage.werkbegeleider_id:
            continue
        seen.add(stage.pk)
        was, by_one = talk.day, timedelta(days=-1 if talk.day.weekday() else 1)
        talk.day, talk.by_hand = was + by_one, True
        talk.begins_at = _time_of(stage, talk.day, AT.index(talk.begins_at))
        talk.save(update_fields=["day", "begins_at", "by_hand"])
        TalkMove.objects.create(
            talk=talk, from_day=was, to_day=talk.day, why=MoveReason.BUSY, moved_by_id=stage.werkbegeleider_id
        )
