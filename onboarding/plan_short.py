"""Plan and prioriteiten in short: on the page of the student, on Vandaag, and for the school."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Prefetch
from django.utils import timezone

from onboarding.enums import PlanStatus, PriorityColumn
from onboarding.models import Placement, PlanVersion, Priority
from onboarding.plan_sides import guide_name
from onboarding.priorities_page import MOST_FIRST
from onboarding.stage_weeks import monday_of
from onboarding.stagedagen import stagedagen

FIRST_DAYS = timedelta(days=7)  # after being proposed a plan is read within so many days


@dataclass(frozen=True)
class MyPlan:
    """What the student reads: the next step with the plan (empty when it is final), and what comes first this week."""

    sentence: str
    label: str
    first: tuple[str, ...]
    is_final: bool


@dataclass(frozen=True)
class WorkingOn:
    """What one student works on this week."""

    placement: Placement
    first: tuple[str, ...]
    more: int


def my_plan(placement, today):
    """The MyPlan of a stage from stagedag 1 to its end; None before and after. One query, with the plan at hand."""
    days = stagedagen(placement.rhythm)
    if not days or not days[0] <= today <= placement.ends_on:
        return None
    first = first_this_week(today).filter(placement=placement)[:MOST_FIRST]
    plan = getattr(placement, "stage_plan", None)
    is_final = bool(plan) and plan.status == PlanStatus.FINAL
    sentence, label = ("", "Lees je planning") if is_final else _next_step(plan, guide_name(placement))
    return MyPlan(sentence, label, tuple(one.text for one in first), is_final)


def _next_step(plan, guide):
    guide = f"{guide[:1].upper()}{guide[1:]}"
    if plan is None or (plan.status == PlanStatus.DRAFT and not plan.proposed_at):
        return "In je eerste dagen krijg je tijd om te plannen: wat doe je in welke week?", "Maak je planningsvoorstel"
    if plan.status == PlanStatus.DRAFT:
        return f"{guide} vraagt of je nog eens naar je planningsvoorstel kijkt.", "Kijk nog eens naar je plan"
    if plan.student_yes_at:
        return f"{guide} leest je planningsvoorstel. Daarna maken jullie het samen af.", "Lees je planningsvoorstel"
    return "Jullie maken je planningsvoorstel samen af. Zeg ja als het klopt.", "Lees je planningsvoorstel"


def first_this_week(today):
    """What stands at Nu eerst in the week of `today`, of all stages."""
    return Priority.objects.filter(week_of=monday_of(today), column=PriorityColumn.NOW)


def with_first(stages, today):
    """The stages (a queryset) with their plan and what comes first this week at hand, for `working_on`."""
    prefetch = Prefetch("priorities", queryset=first_this_week(today), to_attr="now_first")
    return stages.select_related("stage_plan").prefetch_related(prefetch)


def working_on(stages):
    """A WorkingOn for each of these stages (from `with_first`) that has something at Nu eerst."""
    return tuple(
        WorkingOn(stage, tuple(row.text for row in stage.now_first[:MOST_FIRST]), len(stage.now_first[MOST_FIRST:]))
        for stage in stages
        if stage.now_first
    )


def waiting_for_guide(stages):
    """(stage, since when, whether it was final before, the day to read it) of the plans that wait for the guide."""
    for stage in stages:
        plan = getattr(stage, "stage_plan", None)
        if plan and plan.status == PlanStatus.PROPOSED and plan.guide_yes_at is None and plan.proposed_at:
            since = timezone.localdate(plan.reopened_at or plan.proposed_at)
            yield stage, since, plan.reopened_at is not None, since + FIRST_DAYS


def with_final_plan(placements):
    """The keys of those stages of which a plan was made final; one query."""
    final = PlanVersion.objects.filter(plan__placement__in=placements, status=PlanStatus.FINAL)
    return set(final.values_list("plan__placement", flat=True))
