"""What the page of the prioriteiten shows: one week in three columns, and what can be taken along. Also in short."""

from dataclasses import dataclass
from datetime import timedelta

from onboarding.actions.priorities import left_over
from onboarding.actions.stage_plans import plan_of
from onboarding.enums import PriorityColumn
from onboarding.plan_page import reads_lines
from onboarding.plan_sides import Side
from onboarding.stage_weeks import StageWeek, date_span, monday_of, stage_weeks, week_now
from profiles.dutch import count

MOST_FIRST = 3  # more than three things first is no order
CALM = "Er staan {number} dingen bij Nu eerst. Kies er {most}: dan weet je waar je begint. De rest kan bij Daarna."
EMPTY = {
    PriorityColumn.NOW: "Hier zet je waar je deze week mee begint.",
    PriorityColumn.NEXT: "Hier zet je wat daarna komt.",
    PriorityColumn.DONE: "Hier komt wat klaar is.",
}


@dataclass(frozen=True)
class ShownPriority:
    """One thing, with who wrote it and where it can go."""

    pk: int
    text: str
    by: str
    others: tuple  # (value, label) of the other columns
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Column:
    """One of the three, with what stands in it."""

    value: str
    label: str
    rows: tuple[ShownPriority, ...]
    empty: str
    calm: str  # a friendly sentence when too much comes first


def chosen_week(placement, asked, today):
    """The StageWeek of the Monday in the address (`asked`, or None), and all weeks; without one the week of today."""
    weeks = stage_weeks(placement)
    found = next((week for week in weeks if asked and week.holds(asked)), None)
    return found or week_now(placement, today), weeks


def is_open(week, placement, today):
    """Whether this week can be written: this one and those that come. Earlier ones are read back."""
    return week.monday >= monday_of(today) and today <= placement.ends_on


def columns_of(priorities, reader):
    """The three Columns; `reader` is the user who looks, so that the own things say "jou"."""
    return tuple(
        _column(column, [one for one in priorities if one.column == column], reader) for column in PriorityColumn
    )


def _column(column, rows, reader):
    others = tuple((one.value, one.label) for one in PriorityColumn if one != column)
    shown = tuple(
        ShownPriority(row.pk, row.text, _by(row, reader), others, place == 0, place == len(rows) - 1)
        for place, row in enumerate(rows)
    )
    too_many = column == PriorityColumn.NOW and len(rows) > MOST_FIRST
    calm = CALM.format(number=len(rows), most=MOST_FIRST) if too_many else ""
    return Column(column.value, column.label, shown, EMPTY[column], calm)


def _by(row, reader):
    if row.made_by is None:
        return ""
    return "jou" if row.made_by_id == reader.pk else row.made_by.first_name


def page_of(placement, side, week, weeks, today, reader):
    """The context of the page of one week."""
    rows = list(placement.priorities.filter(week_of=week.monday).select_related("made_by"))
    writes = side != Side.READER and is_open(week, placement, today)
    texts = {row.text for row in rows}
    left = [row for row in left_over(placement, week.monday) if row.text not in texts] if writes else []
    place = week.number - 1
    return {
        "placement": placement,
        "side": side.value,
        "week": week,
        "is_now": week.holds(today),
        "columns": columns_of(rows, reader),
        "is_empty": not rows,
        "may_write": writes,
        "left": left,
        "left_words": f"Neem {count(len(left), 'ding', 'dingen')} mee naar deze week" if left else "",
        "left_from": date_span(left[0].week_of, left[0].week_of + timedelta(days=6)) if left else "",
        "from_plan": _from_plan(placement, side, week, texts) if writes else [],
        "previous": weeks[place - 1] if place else None,
        "next": weeks[place + 1] if place + 1 < len(weeks) else None,
    }


def _from_plan(placement, side, week: StageWeek, texts):
    """The lines of the plan for this week that are not on the list yet."""
    plan = plan_of(placement)
    if not plan.pk:
        return []
    plan.placement = placement
    lines = plan.lines.filter(week=week.number) if reads_lines(plan, side) else []
    return [line for line in lines if line.text[:160] not in texts]
