"""The planningsvoorstel: from the first words of the student to a plan that both said yes to, and back.

The table of steps: the student writes (DRAFT), proposes it (PROPOSED), both say yes (FINAL). The begeleider may ask to
look again (DRAFT), either may open a final plan again (PROPOSED). What is proposed or final is kept as a PlanVersion.
A change takes back both yeses. Each step locks the plan, so that two people never pass each other.
"""

from django.db import transaction
from django.utils import timezone

from onboarding.actions.plan_mails import mail_guides, mail_student
from onboarding.enums import PlanStatus
from onboarding.models import PlanVersion, StagePlan
from onboarding.plan_sides import Side
from profiles.merging import fingerprint
from profiles.models import AuditEvent

YES = {Side.STUDENT: "student_yes_at", Side.GUIDE: "guide_yes_at"}
WRITERS = {PlanStatus.DRAFT: {Side.STUDENT}, PlanStatus.PROPOSED: {Side.STUDENT, Side.GUIDE}, PlanStatus.FINAL: set()}


class NotNow(Exception):
    """The plan does not stand where this can be done: it was proposed, made final or given back meanwhile."""


class PlanMoved(Exception):
    """The plan changed since the page was opened."""


class GoalsChanged(Exception):
    """Somebody else wrote other goals. `stored` is what stands there now."""

    def __init__(self, stored):
        super().__init__("goals")
        self.stored = stored


class NothingToPropose(Exception):
    """There is no goal and no line in the plan."""


def plan_of(placement):
    """The plan of a stage; an unsaved one when nothing was written yet."""
    return getattr(placement, "stage_plan", None) or StagePlan(placement=placement, institution=placement.institution)


def may_write(plan, side, today):
    """Whether this side changes goals and lines now: nobody after the stage."""
    return side in WRITERS[PlanStatus(plan.status)] and today <= plan.placement.ends_on


def goals_mark(plan):
    """What the form has seen of the goals."""
    return fingerprint(plan.goals)


def locked(placement):
    """The plan of a stage as it is now, made when it is not there; nobody else writes until the end."""
    StagePlan.objects.get_or_create(placement=placement, defaults={"institution_id": placement.institution_id})
    StagePlan.objects.select_for_update().get(placement=placement)
    return StagePlan.objects.select_related(
        "placement__student",
        "placement__leerplaats__institution",
        "placement__institution",
        "placement__werkbegeleider",
    ).get(placement=placement)


def locked_to_write(placement, side):
    """The same, for who changes goals or lines. Raises NotNow."""
    plan = locked(placement)
    if not may_write(plan, side, timezone.localdate()):
        raise NotNow
    return plan


def note_change(plan, *fields):
    """Store what changed, and take back what both said: they said yes to something else."""
    plan.version += 1
    plan.student_yes_at = plan.guide_yes_at = None
    plan.save(update_fields=[*fields, "version", "student_yes_at", "guide_yes_at"])


@transaction.atomic
def save_goals(*, placement, side, goals, seen):
    """Store what the student wants to learn. Raises NotNow, and GoalsChanged when somebody else wrote other words."""
    plan = locked_to_write(placement, side)
    if plan.goals == goals:
        return
    if goals_mark(plan) != seen:
        raise GoalsChanged(plan.goals)
    plan.goals = goals
    note_change(plan, "goals")


@transaction.atomic
def propose(*, placement, by):
    """The student proposes the plan; the begeleider gets a mail. Raises NotNow and NothingToPropose."""
    plan = locked_to_write(placement, Side.STUDENT)
    if plan.status != PlanStatus.DRAFT:
        return plan  # a second click
    if not plan.goals and not plan.lines.exists():
        raise NothingToPropose
    now = timezone.now()
    plan.status, plan.proposed_at, plan.student_yes_at, plan.guide_yes_at = PlanStatus.PROPOSED, now, now, None
    plan.reopened_at = None
    _save_step(plan, "plan.proposed", by)
    _keep_version(plan, by)
    mail_guides(plan, "proposed")
    return plan


@transaction.atomic
def say_yes(*, placement, side, seen, by):
    """One of the two says yes to the plan as it stands (`seen` is its version); the second one makes it final.

    The other one gets a mail. Raises NotNow, and PlanMoved when the plan is not what this person read.
    """
    plan = locked(placement)
    if plan.status == PlanStatus.FINAL and getattr(plan, YES[side]):
        return plan  # a second click
    if plan.status != PlanStatus.PROPOSED or timezone.localdate() > plan.placement.ends_on:
        raise NotNow
    if plan.version != seen:
        raise PlanMoved
    if getattr(plan, YES[side]):
        return plan
    setattr(plan, YES[side], timezone.now())
    both = plan.student_yes_at and plan.guide_yes_at
    if both:
        plan.status, plan.final_at, plan.reopened_at = PlanStatus.FINAL, timezone.now(), None
    _save_step(plan, "plan.final" if both else "plan.agreed", by)
    if both:
        _keep_version(plan, by)
    _mail_other(plan, side, "final" if both else "agreed")
    return plan


@transaction.atomic
def save_remark(*, placement, remark):
    """Store the one remark of the begeleider; both yeses stand, because the plan itself is the same. Raises NotNow."""
    plan = locked(placement)
    if plan.status != PlanStatus.PROPOSED:
        raise NotNow
    plan.remark = remark
    plan.save(update_fields=["remark"])
    return plan


@transaction.atomic
def ask_again(*, placement, remark, by):
    """The begeleider asks the student to look again; the student gets a mail and writes on. Raises NotNow."""
    plan = save_remark(placement=placement, remark=remark)
    plan.status, plan.student_yes_at, plan.guide_yes_at = PlanStatus.DRAFT, None, None
    _save_step(plan, "plan.again", by)
    mail_student(plan, "again")
    return plan


@transaction.atomic
def reopen(*, placement, side, by):
    """One of the two opens a final plan again; the other one gets a mail. The final version stays. Raises NotNow."""
    plan = locked(placement)
    if plan.status != PlanStatus.FINAL or timezone.localdate() > plan.placement.ends_on:
        raise NotNow
    plan.status, plan.final_at, plan.student_yes_at, plan.guide_yes_at = PlanStatus.PROPOSED, None, None, None
    plan.reopened_at = timezone.now()
    _save_step(plan, "plan.reopened", by)
    _mail_other(plan, side, "reopened")
    return plan


def content_of(plan):
    """What a version keeps of the plan as it stands."""
    lines = plan.lines.values("id", "week", "kind", "text", "needs")
    return {"goals": plan.goals, "remark": plan.remark, "lines": list(lines)}


def _keep_version(plan, by):
    PlanVersion.objects.create(
        plan=plan,
        number=plan.versions.count() + 1,
        status=plan.status,
        content=content_of(plan),
        made_by=by,
    )


def _save_step(plan, what, by):
    plan.version += 1
    plan.save()
    AuditEvent.record(what, plan.placement, by=by, institution=plan.placement.institution)


def _mail_other(plan, side, what):
    (mail_guides if side == Side.STUDENT else mail_student)(plan, what)
