"""What the page of a planningsvoorstel shows: where it stands, the weeks with their lines, and what one can do now."""

from dataclasses import dataclass
from itertools import zip_longest

from django.utils import timezone

from onboarding.actions.plan_lines import line_mark
from onboarding.actions.stage_plans import YES, content_of, may_write, plan_of
from onboarding.enums import PlanLineKind, PlanStatus
from onboarding.plan_differences import differences
from onboarding.plan_hints import ONE_HINT, hints_for, is_orienting, writes_alone
from onboarding.plan_sides import Side, guide_name
from onboarding.stage_weeks import StageWeek, stage_weeks
from profiles.dutch import enumerate_dutch


@dataclass(frozen=True)
class ShownLine:
    """A line of the plan. `pk` is None in an earlier version."""

    pk: int | None
    week: int
    kind: str
    text: str
    needs: str
    mark: str = ""


@dataclass(frozen=True)
class ShownWeek:
    """A week with its lines. `week` is None for lines that stand after the last week of the stage."""

    week: StageWeek | None
    title: str
    lines: tuple[ShownLine, ...]
    is_now: bool = False
    before: int | None = None  # the week a line of this week can move to
    after: int | None = None


@dataclass(frozen=True)
class Standing:
    """Where the plan stands, for one reader."""

    kind: str  # of components/_status.html
    words: str
    sentence: str


def standing_of(plan, side):
    """The Standing of a plan, said to this side."""
    names = {Side.STUDENT: plan.placement.student.given_name, Side.GUIDE: guide_name(plan.placement)}
    if plan.status == PlanStatus.FINAL:
        return Standing("klaar", "Samen vastgesteld", "Jullie zeiden allebei ja. Iets veranderen? Open dan het plan.")
    if plan.status == PlanStatus.DRAFT:
        return _draft(plan, side, names)
    waits = [one for one in YES if not getattr(plan, YES[one])]
    if side == Side.READER:
        sentence = f"Dit plan wacht op {enumerate_dutch(names[one] for one in waits)}."
    elif side in waits and len(waits) == 1:
        sentence = f"{_start(names[_other(side)])} zei ja tegen dit plan. Nu jij."
    elif side in waits:
        sentence = "Jullie maken het samen af. Staat het goed? Zeg dan allebei ja."
    else:
        sentence = f"Jij zei ja. {_start(names[_other(side)])} leest het plan en zegt daarna ook ja."
    return Standing("bezig", "Voorgesteld", sentence)


def _draft(plan, side, names):
    student, guide = names[Side.STUDENT], names[Side.GUIDE]
    if side != Side.STUDENT:
        return Standing("rust", f"{student} schrijft", f"Je leest het plan zodra {student} het voorstelt.")
    if plan.proposed_at:
        again = f"{_start(guide)} vraagt of je nog eens kijkt. Stel het plan daarna weer voor."
        return Standing("bezig", "Kijk nog eens", again)
    return Standing("rust", "Jij schrijft", "Alleen jij leest dit, tot je het voorstelt.")


def _other(side):
    return Side.GUIDE if side == Side.STUDENT else Side.STUDENT


def _start(name):
    return f"{name[:1].upper()}{name[1:]}"


def reads_lines(plan, side):
    """Whether this side reads the plan as it stands: what a student still writes is of the student."""
    return side == Side.STUDENT or plan.status != PlanStatus.DRAFT


def week_title(week):
    """ "Week 3: 9 tot en met 15 februari 2026"."""
    return f"Week {week.number}: {week.dates}"


def shown_weeks(placement, lines, today):
    """Every week of the stage with its `lines` (ShownLine), and what stands after the last week."""
    weeks = stage_weeks(placement)
    last = weeks[-1].number
    shown = [
        ShownWeek(
            week,
            week_title(week),
            tuple(line for line in lines if line.week == week.number),
            is_now=week.holds(today),
            before=week.number - 1 if week.number > 1 else None,
            after=week.number + 1 if week.number < last else None,
        )
        for week in weeks
    ]
    beyond = tuple(line for line in lines if line.week > last)
    return [*shown, ShownWeek(None, "Na je laatste week", beyond, before=last)] if beyond else shown


def lines_of(plan):
    """The lines of the plan as it stands."""
    if not plan.pk:
        return []
    return [
        ShownLine(one.pk, one.week, one.get_kind_display(), one.text, one.needs, line_mark(one))
        for one in plan.lines.all()
    ]


def lines_in(content):
    """The lines of an earlier version."""
    return [
        ShownLine(None, one["week"], PlanLineKind(one["kind"]).label, one["text"], one["needs"])
        for one in content["lines"]
    ]


def filled_weeks(placement, content):
    """The weeks of an earlier version that have lines, to read."""
    return [week for week in shown_weeks(placement, lines_in(content), timezone.localdate()) if week.lines]


def page_of(placement, side, today):
    """The context of the page for one side."""
    plan = plan_of(placement)
    plan.placement = placement
    reads, writes = reads_lines(plan, side), may_write(plan, side, today)
    lines = lines_of(plan) if reads else []
    weeks = shown_weeks(placement, lines, today)
    current = next((place for place, week in enumerate(weeks) if week.is_now), 0)
    is_student = side == Side.STUDENT
    return {
        "placement": placement,
        "plan": plan,
        "side": side.value,
        "guide": guide_name(placement),
        "standing": standing_of(plan, side),
        "reads": reads,
        "may_write": writes,
        "is_empty": reads and not lines and not plan.goals,
        "past": _to_show(weeks[:current], writes),
        "weeks": _to_show(weeks[current:], writes),
        "hints": hints_for(placement, {line.text for line in lines}, len(stage_weeks(placement)))
        if is_student and writes
        else [],
        "one_hint": ONE_HINT if is_student and writes and writes_alone(placement) else "",
        "is_orienting": is_student and writes and is_orienting(placement),
        "said_yes": bool(side in YES and getattr(plan, YES[side])),
        "is_over": today > placement.ends_on,
        "has_versions": bool(plan.pk) and plan.versions.exists(),
    }


def _to_show(weeks, writes):
    """Every week for who writes; for who only reads those with something in them, and this week."""
    return [week for week in weeks if writes or week.lines or week.is_now]


@dataclass(frozen=True)
class ShownVersion:
    """A version with what changed since the one before it."""

    version: object
    changed: tuple[str, ...]
    is_first: bool
    weeks: list


def versions_of(plan, side):
    """The ShownVersions of a plan, newest first, and what changed since the newest (none for who may not read that)."""
    rows = list(plan.versions.select_related("made_by")) if plan.pk else []
    shown = [
        ShownVersion(
            row,
            tuple(differences(older.content, row.content)) if older else (),
            older is None,
            filled_weeks(plan.placement, row.content),
        )
        for row, older in zip_longest(rows, rows[1:])
    ]
    since = differences(rows[0].content, content_of(plan)) if rows and reads_lines(plan, side) else []
    return shown, since
