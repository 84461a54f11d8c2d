"""Vandaag, for who guides students: who starts, at most three things to do, the conversation card, who is there.

Plain values for one template, readable in two minutes. What goes wrong first stands first, as in the overview.
"""

from copy import copy
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Prefetch
from django.urls import reverse

from onboarding.guided_stages import STAFF, within
from onboarding.introductions import led_soon
from onboarding.leaving import wants_thanks
from onboarding.models import Placement, StudentQuestion, Task
from onboarding.plan_short import waiting_for_guide, with_first, working_on
from onboarding.readiness import is_asked, threat_of
from onboarding.risk_words import said_of
from onboarding.roster import roster_days
from onboarding.stagedagen import stagedag_number, stagedagen
from onboarding.talks import talks_today
from onboarding.task_words import listed_tasks
from profiles.dutch import count, long_date, time_label
from toolbox.enums import ALSO_BY_HAND, Owner, Signal, TemplateFormat
from toolbox.guidance.daily import daily_card

AT_ONCE = 3  # more than three things is no plan for a day
SOON = timedelta(days=14)  # what can still wait longer than this is no thing for today
WEEK = 7
LISTS = (TemplateFormat.STARTLIJST, TemplateFormat.OFFBOARDING_CHECKLIST)


@dataclass(frozen=True)
class Start:
    """Somebody who has the first stagedag today or within a week."""

    placement: Placement
    sentence: str
    note: str
    is_today: bool


@dataclass(frozen=True)
class Thing:
    """One thing to do. A task is ticked on the spot, anything else is behind `url`."""

    text: str
    why: str
    is_risk: bool
    on: date
    placement: Placement
    task: int | None = None
    url: str = ""
    label: str = ""

    @property
    def order(self):
        """What is a risk already first, then by the last day to do it."""
        return not self.is_risk, self.on, self.task or 0


@dataclass(frozen=True)
class Present:
    """Somebody who is there today."""

    placement: Placement
    number: int
    times: str


@dataclass(frozen=True)
class TalkWith:
    """For whom the conversation card is: who comes first, on which stagedag, and when."""

    placement: Placement
    number: int
    day: date


@dataclass(frozen=True)
class Today:
    """Everything the page shows."""

    starts: tuple
    things: tuple
    more: int  # how many things are left after those that are shown
    present: tuple
    introductions: list  # those that this person leads
    card: object
    card_for: TalkWith | None
    guided: int
    stopping: tuple  # the stages that stop before their planned end
    working: tuple  # what each student works on this week
    talks: tuple  # of today, and those that passed and were not ticked


def own_tasks(user):
    """The open tasks that a werkbegeleider does by hand, of stages that this person guides and that are not over."""
    return Task.objects.open().filter(
        placement__werkbegeleider=user,
        format__in=LISTS,
        owner=Owner.WERKBEGELEIDER,
        signal__in=("", *ALSO_BY_HAND),
    )


def guided_by(identity, today):
    """The stages this person guides, that stand and are not over."""
    stages = Placement.objects.visible_to(within(identity, *STAFF)).active().filter(werkbegeleider=identity.user)
    return stages.filter(ends_on__gte=today).order_by("starts_on", "student__sort_name", "pk")


def today_of(identity, today):
    """The Today of a person; a fixed number of queries."""
    tasks = Prefetch("tasks", queryset=own_tasks(identity.user), to_attr="guide_tasks")
    stages = list(
        with_first(guided_by(identity, today), today)
        .with_people()
        .select_related("leerplaats__profile__published", "farewell")
        .with_introductions()
        .prefetch_related("shifts", tasks)
    )
    things = [*_tasks(stages, today), *_questions(identity, today), *_gaps(stages, today)]
    things += [*_thanks(stages, today), *_plans(stages)]
    things.sort(key=lambda thing: thing.order)
    present = tuple(filter(None, (_present(stage, today) for stage in stages)))
    coming = (_talk_with(stage, today) for stage in stages)
    coming = (one for one in coming if one and one.day < today + timedelta(days=WEEK))  # it asks about that very day
    newest = min(coming, key=lambda one: (one.day, one.number, one.placement.pk), default=None)
    return Today(
        starts=tuple(filter(None, (_start(stage, today) for stage in stages))),
        things=tuple(things[:AT_ONCE]),
        more=len(things[AT_ONCE:]),
        present=present,
        introductions=led_soon(identity, today, today + SOON),
        card=daily_card(newest.number) if newest else None,
        card_for=newest,
        guided=len(stages),
        stopping=tuple(stage for stage in stages if stage.stopped_at),
        working=working_on(stages),
        talks=tuple(talks_today(stages, today)),
    )


def _start(stage, today):
    first = (stagedagen(stage.rhythm)[:1] or (stage.starts_on,))[0]
    if not today <= first < today + timedelta(days=WEEK):
        return None
    name, arrival = stage.student.given_name, stage.arrival
    place = f" Plek: {arrival.place}." if arrival.place else ""
    if arrival.introduction:
        fetch = f"{name} begint bij de introductie, om {time_label(arrival.time)}."
    elif arrival.time:
        fetch = f"Haal {name} om {time_label(arrival.time)} op."
    else:
        fetch = f"Spreek af hoe laat je {name} ophaalt."
    when = "vandaag" if first == today else long_date(first)
    return Start(stage, f"{name} start {when}", f"{fetch}{place}", first == today)


def _tasks(stages, today):
    for stage in stages:
        for task in listed_tasks(stage.guide_tasks, stage):
            threat = threat_of(task, stage.starts_on, today)
            if threat is None or threat.on > today + SOON or _is_past(task, stage, today):
                continue
            is_roster, name = task.signal == Signal.ROSTER_KNOWN, stage.student.given_name
            own = replace(threat, task=_without_owner(task))
            said = said_of(own, stage.starts_on, started=today >= stage.starts_on)
            yield Thing(
                text=f"Maak het rooster van {name}" if is_roster else task.text,
                why=f"{name}: {said}",
                is_risk=threat.is_risk,
                on=threat.on,
                placement=stage,
                task=task.pk,
                url=reverse("placement-roster", args=[stage.pk]) if is_roster else "",
                label="Vul het rooster in" if is_roster else "",
            )


def _is_past(task, stage, today):
    """Whether it was for a start that is weeks ago: then it no longer helps."""
    return task.format == TemplateFormat.STARTLIJST and not is_asked(stage.starts_on, today)


def _without_owner(task):
    """The task for who owns it: who reads the page knows that."""
    shown = copy(task)
    shown.owner = Owner.SYSTEM
    return shown


def _questions(identity, today):
    waiting = StudentQuestion.objects.for_role_of(identity).waiting(today)
    for question in waiting.select_related("placement__student").order_by("answer_by", "pk"):
        name, is_late = question.placement.student.given_name, question.answer_by < today
        until = "Te laat: beloofd was" if is_late else "Beloofd: uiterlijk"
        yield Thing(
            text=f"Geef antwoord op de vraag van {name}",
            why=f"{until} {long_date(question.answer_by)}.",
            is_risk=is_late,
            on=question.answer_by,
            placement=question.placement,
            url=reverse("student-question-detail", args=[question.pk]),
            label="Lees de vraag",
        )


def _gaps(stages, today):
    """Running stages whose rooster is kept here, but of which days of the coming week have no times."""
    for stage in stages:
        if stage.starts_on > today or not stage.shifts.all():
            continue
        empty = [row.day for row in roster_days(stage, today, WEEK) if row.number and not row.shift]
        if empty:
            yield Thing(
                text=f"Vul het rooster van {stage.student.given_name} aan",
                why=f"{count(len(empty), 'dag', 'dagen')} zonder tijden. De eerste is {long_date(empty[0])}.",
                is_risk=False,
                on=empty[0],
                placement=stage,
                url=reverse("placement-roster", args=[stage.pk]),
                label="Open het rooster",
            )


def _plans(stages):
    """Planningsvoorstellen that wait for the werkbegeleider."""
    for stage, since, was_final, read_by in waiting_for_guide(stages):
        name, on = stage.student.given_name, long_date(since)
        again = f"Weer open sinds {on}. Het staat pas vast als jullie allebei opnieuw ja zeggen."
        yield Thing(
            text=f"Stel het plan van {name} samen weer vast" if was_final else f"Lees het planningsvoorstel van {name}",
            why=again if was_final else f"Voorgesteld op {on}. Daarna maken jullie het samen af.",
            is_risk=False,
            on=read_by,
            placement=stage,
            url=reverse("plan-detail", args=[stage.pk]),
            label="Open het plan" if was_final else "Lees het plan",
        )


def _thanks(stages, today):
    """Students who leave within a week and whom nobody wrote a few words."""
    for stage in stages:
        if wants_thanks(stage, today):
            yield Thing(
                text=f"Schrijf {stage.student.given_name} een bedankje",
                why=f"De laatste dag is {long_date(stage.ends_on)}. Een paar woorden is genoeg.",
                is_risk=False,
                on=stage.ends_on,
                placement=stage,
                url=reverse("placement-thank", args=[stage.pk]),
                label="Schrijf een bedankje",
            )


def _talk_with(stage, today):
    days = stagedagen(stage.rhythm)
    return next((TalkWith(stage, number, day) for number, day in enumerate(days, start=1) if day >= today), None)


def _present(stage, today):
    number = stagedag_number(stage.rhythm, today)
    if not number:
        return None
    shift = next((one for one in stage.shifts.all() if one.day == today), None)
    times = f"{time_label(shift.begins_at)} tot {time_label(shift.ends_at)}" if shift else ""
    return Present(stage, number, times)
