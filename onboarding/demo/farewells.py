"""The end of stages: who leaves soon, who left, who stopped early, what they pass on, and who stays in touch."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from onboarding.actions.early_stops import stop_stage
from onboarding.actions.farewells import pass_on, stay_in_touch, thank
from onboarding.actions.talks import let_talks_follow
from onboarding.actions.tasks import redated
from onboarding.enums import MessageStatus, MoveReason, StayWish, StopReason
from onboarding.models import EarlyStop, Message, Placement, Task
from profiles.actions.quotes import change_quote_status
from profiles.enums import QuoteKind, QuoteStatus
from profiles.models import Membership
from toolbox.enums import TemplateFormat

LEAVES = (("Sanne", 5), ("Nilton", 19), ("Ruben", 11))  # first name, days until the last day
LEFT = (("Thijs", 8), ("Lotte", 13))  # and days since
STOPPED, STOPPED_AGO, NOTED_AGO = "Şeyma", 2, 3
LATE = timedelta(days=3)  # what was due longer ago was done
NOT_DONE = "account dicht"  # of who left, one thing is forgotten
PASSED_ON = {
    "Daan": {
        QuoteKind.TIP: "Vraag in je eerste week wie er al lang werkt. Loop met die collega mee.",
        QuoteKind.HAD_KNOWN: "Dat je om 10.00 uur altijd samen koffie drinkt. Dan kun je alles vragen.",
        QuoteKind.MOMENT: "Mijn eerste overdracht. Ik was zenuwachtig, en daarna vroeg iedereen hoe het ging.",
    },
    "Thijs": {
        QuoteKind.TIP: "Schrijf elke dag één ding op dat je leerde. Aan het eind heb je je verslag al half.",
    },
    "Lotte": {
        QuoteKind.HAD_KNOWN: "Dat de fiets in de kelder mag staan. Ik zette hem weken in de regen.",
    },
}
THANKS = {
    "Thijs": "Bedankt voor je rust. Je gaf mensen de tijd, en daar leerden wij ook van.",
    "Lotte": "Wat fijn dat je er was. Je zag altijd wie er alleen zat, en ging erbij zitten.",
}
STAYS = {
    "Thijs": ((StayWish.SIDE_JOB, StayWish.WORK), "thijs@post.example"),
    "Lotte": ((StayWish.TOUCH, StayWish.NEXT_STAGE), "lotte@post.example"),
    "Sanne": ((StayWish.MENTOR,), "sanne@post.example"),
}


def make_farewells(today):
    """Let some stages end around `today`, with everything around a goodbye."""
    names = {name for name, _ in (*LEAVES, *LEFT)} | {STOPPED, *PASSED_ON, *STAYS}
    rows = Placement.objects.active().filter(student__given_name__in=names, starts_on__lt=today).with_people()
    stages = {one.student.given_name: one for one in rows.select_related("institution", "student__user")}
    for name, days in LEAVES:
        _end(stages[name], today + timedelta(days=days), today)
    for name, days in LEFT:
        _end(stages[name], today - timedelta(days=days), today)
    for name, texts in PASSED_ON.items():
        _pass_on(stages[name], texts)
    for name, text in THANKS.items():
        thank(placement=stages[name], text=text, by=stages[name].werkbegeleider, seen="")
    for name, (wishes, email) in STAYS.items():
        stay_in_touch(placement=stages[name], wishes=wishes, email=email, today=today)
    _stop(stages[STOPPED], today)


def _end(placement, day, today):
    placement.ends_on = day - timedelta(days=max(0, day.weekday() - 4))  # a stage ends on a working day
    placement.save(update_fields=["ends_on"])
    tasks = list(placement.tasks.filter(format=TemplateFormat.OFFBOARDING_CHECKLIST))
    for task in tasks:  # those that were done have the old date too
        task.done_at = task.done_by = None
    redated(placement, tasks)
    for task in tasks:
        if task.due_on and task.due_on < today - LATE and task.short_name != NOT_DONE:
            task.done_at = _moment(task.due_on)
    Task.objects.bulk_update(tasks, ["due_on", "done_at", "done_by"])
    let_talks_follow(placement=placement, why=MoveReason.DATES, by=placement.werkbegeleider)


def _pass_on(placement, texts):
    leader = Membership.objects.leaders_of(placement.leerplaats)[0].user
    for quote in pass_on(placement=placement, texts=texts, by=placement.student.user):
        change_quote_status(quote=quote, to=QuoteStatus.APPROVED, by=leader)


def _stop(placement, today):
    """Noted a few days ago: the mails went."""
    last_day = max(placement.starts_on, today - timedelta(days=STOPPED_AGO))
    before = set(Message.objects.values_list("pk", flat=True))
    stop_stage(
        placement=placement,
        last_day=last_day,
        reason=StopReason.OTHER_PLACE,
        by=placement.confirmed_by,
        version=Placement.objects.get(pk=placement.pk).version,
        today=today,
    )
    noted = _moment(today - timedelta(days=NOTED_AGO))
    EarlyStop.objects.filter(placement=placement).update(noted_at=noted)
    Placement.objects.filter(pk=placement.pk).update(stopped_at=noted)
    Message.objects.exclude(pk__in=before).update(
        status=MessageStatus.SENT, created_at=noted, claimed_at=noted, sent_at=noted
    )


def _moment(day):
    return timezone.make_aware(datetime.combine(day, time(14)))
