"""Planningsvoorstellen and prioriteiten of the demo: final in two versions, proposed, begun, and empty."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from onboarding.actions.stage_plans import content_of
from onboarding.enums import PlanLineKind, PlanStatus, PriorityColumn
from onboarding.models import Placement, PlanLine, PlanVersion, Priority, StagePlan
from onboarding.stage_weeks import monday_of, stage_weeks

GOAL, ASSIGNMENT, TALK, OTHER = PlanLineKind.GOAL, PlanLineKind.ASSIGNMENT, PlanLineKind.TALK, PlanLineKind.OTHER
# Week, what it is, the words, and who is needed; weeks further than the stage are left out.
LINES = (
    (1, GOAL, "Ik leer de namen van het team en de vaste momenten van de dag.", "Mijn werkbegeleider"),
    (2, TALK, "Ik vraag na een dienst: wat ging goed, en wat kan anders?", "Een collega met wie ik werk"),
    (3, ASSIGNMENT, "Ik lees een zorgplan en vertel wat ik zelf zou doen.", "Mijn werkbegeleider"),
    (4, GOAL, "Ik doe een deel van de overdracht zelf.", "De collega van de late dienst luistert mee"),
    (6, OTHER, "Ik loop een halve dag mee met de fysiotherapeut.", "Mijn werkbegeleider regelt met wie"),
    (8, TALK, "Tussengesprek: wat lukt, en wat heb ik nog nodig?", "Mijn werkbegeleider en school"),
    (10, ASSIGNMENT, "Ik schrijf mijn verslag en laat het lezen.", "De praktijkopleider"),
    (11, GOAL, "Ik plan zelf mijn dienst en vraag op tijd hulp.", "Mijn werkbegeleider kijkt mee"),
    (12, ASSIGNMENT, "Ik maak een klinische les voor het team.", "De praktijkopleider"),
)
MOVED = 3  # the line that stood a week earlier in the first version
GOALS = "Ik wil rustig leren werken, ook als het druk is.\nAan het eind doe ik zelf een overdracht."
REMARK = "Mooi dat je zelf feedback vraagt. Begin klein, dan lukt het."
HOW = (PlanStatus.FINAL, PlanStatus.PROPOSED, None, PlanStatus.DRAFT)  # None: nothing was written yet
NOW, NEXT, DONE = PriorityColumn.NOW, PriorityColumn.NEXT, PriorityColumn.DONE
THIS_WEEK = (
    (NOW, "Oefen de overdracht met de vaste punten", True),
    (NOW, "Vraag feedback na de vroege dienst", True),
    (NEXT, "Lees het protocol over medicijnen", False),
    (NEXT, "Maak een afspraak met de fysiotherapeut", True),
    (DONE, "Rooster van volgende maand bekijken", True),
)
LAST_WEEK = (
    (DONE, "Rondleiding geven aan de nieuwe student", True),
    (NOW, "Zoek uit hoe de tillift werkt", False),
    (NEXT, "Schrijf het begin van je verslag", True),
)


def make_stage_plans(today):
    """A plan for most stages that run, and lists for those whose plan is further than its beginning."""
    stages = Placement.objects.running(today).filter(werkbegeleider__isnull=False, student__user__isnull=False)
    by_guide = {}
    for stage in stages.select_related("student__user", "werkbegeleider").order_by("pk"):
        place = by_guide.setdefault(stage.werkbegeleider_id, 0)
        by_guide[stage.werkbegeleider_id] += 1
        how = HOW[place % len(HOW)]
        if how:
            _make(stage, how, today)
        if how in (PlanStatus.FINAL, PlanStatus.PROPOSED):
            _lists(stage, today)


def _make(stage, how, today):
    proposed = _moment(max(stage.starts_on, today - timedelta(days=40)) + timedelta(days=4), today)
    plan = StagePlan.objects.create(placement=stage, institution_id=stage.institution_id, goals=GOALS)
    last = len(stage_weeks(stage))
    lines = [line for line in LINES if line[0] <= last]
    if how == PlanStatus.DRAFT:
        lines = lines[:2]
    for place, (week, kind, text, needs) in enumerate(lines):
        first = week - 1 if place == MOVED else week
        PlanLine.objects.create(plan=plan, week=first, kind=kind, text=text, needs=needs)
    if how == PlanStatus.DRAFT:
        return
    plan.status, plan.proposed_at, plan.student_yes_at = PlanStatus.PROPOSED, proposed, proposed
    plan.save()
    _version(plan, 1, proposed, stage.student.user)
    if how == PlanStatus.FINAL:
        _finish(plan, lines, proposed, today)


def _finish(plan, lines, proposed, today):
    """The werkbegeleider moved one line and said something; then both said yes."""
    week, _, text, _ = lines[min(MOVED, len(lines) - 1)]
    plan.lines.filter(text=text).update(week=week)
    final = _moment(timezone.localdate(proposed) + timedelta(days=3), today)
    plan.status, plan.final_at, plan.remark = PlanStatus.FINAL, final, REMARK
    plan.student_yes_at = plan.guide_yes_at = final
    plan.version = 4
    plan.save()
    _version(plan, 2, final, plan.placement.werkbegeleider)


def _version(plan, number, moment, by):
    PlanVersion.objects.create(
        plan=plan, number=number, status=plan.status, content=content_of(plan), made_at=moment, made_by=by
    )


def _lists(stage, today):
    this_week = monday_of(today)
    weeks = [(this_week, THIS_WEEK)]
    if stage.starts_on < this_week:
        weeks.append((this_week - timedelta(days=7), LAST_WEEK))
    Priority.objects.bulk_create(
        Priority(
            placement=stage,
            institution_id=stage.institution_id,
            week_of=week,
            column=column,
            text=text,
            position=place,
            made_by=stage.student.user if by_student else stage.werkbegeleider,
            made_at=_moment(week, today),
        )
        for week, rows in weeks
        for place, (column, text, by_student) in enumerate(rows)
    )


def _moment(day, today):
    """Ten past two on that day, and never later than yesterday."""
    when = min(day, today - timedelta(days=1))
    return timezone.make_aware(datetime.combine(when, time(14, 10)))
