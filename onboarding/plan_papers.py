"""Planningsvoorstel and prioriteiten on paper: plain values for their formats."""

from onboarding.actions.stage_plans import content_of
from onboarding.enums import PlanStatus, PriorityColumn
from onboarding.plan_page import filled_weeks
from onboarding.stage_weeks import date_span
from profiles.dutch import plain_date
from toolbox.formats.pieces import Tick, TickList
from toolbox.formats.priority_list import PriorityList
from toolbox.formats.stage_plan import PlanRow, PlanWeek, StagePlanSheet
from toolbox.origins import origin

ROOM = {PriorityColumn.NOW: 2, PriorityColumn.NEXT: 2, PriorityColumn.DONE: 0}


def plan_sheet(plan):
    """The plan as it stands."""
    standing = plan.get_status_display()
    if plan.status == PlanStatus.FINAL:
        standing = f"{standing} op {plain_date(plan.final_at)}"
    return _sheet(plan.placement, content_of(plan), standing)


def version_sheet(version):
    """The plan as it stood in this version."""
    standing = f"{version.get_status_display()} op {plain_date(version.made_at)}"
    return _sheet(version.plan.placement, version.content, standing, version.number)


def _sheet(placement, content, standing, number=""):
    return StagePlanSheet(
        origin=origin(number),
        student=placement.student.given_name,
        leerplaats=placement.leerplaats.name,
        institution=placement.institution.name,
        period=date_span(placement.starts_on, placement.ends_on),
        werkbegeleider=placement.werkbegeleider.first_name if placement.werkbegeleider_id else "",
        standing=standing,
        goals=content["goals"],
        weeks=tuple(
            PlanWeek(
                f"Week {week.week.number}" if week.week else week.title,
                week.week.dates if week.week else "",
                tuple(PlanRow(line.kind, line.text, line.needs) for line in week.lines),
            )
            for week in filled_weeks(placement, content)
        ),
        remark=content["remark"],
    )


def priority_sheet(placement, week):
    """The list of one week (a StageWeek), with lines to write on."""
    rows = list(placement.priorities.filter(week_of=week.monday).select_related("made_by"))
    return PriorityList(
        origin=origin(),
        student=placement.student.given_name,
        leerplaats=placement.leerplaats.name,
        week=f"Week {week.number}, {week.dates}",
        werkbegeleider=placement.werkbegeleider.first_name if placement.werkbegeleider_id else "",
        lists=tuple(_list(column, rows) for column in PriorityColumn),
    )


def _list(column, rows):
    return TickList(
        column.label,
        tuple(
            Tick(row.text, who=row.made_by.first_name if row.made_by else "", done="klaar" * (column == "done"))
            for row in rows
            if row.column == column
        ),
        writing_lines=ROOM[column],
    )
