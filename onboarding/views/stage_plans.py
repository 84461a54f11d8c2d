"""The planningsvoorstel: the page of the student and of the begeleider, and the steps from proposal to final."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions import stage_plans as actions
from onboarding.forms.stage_plans import GoalsForm, RemarkForm
from onboarding.guided_stages import STAFF, readable_stages
from onboarding.looks import note_look
from onboarding.plan_page import page_of, versions_of
from onboarding.plan_sides import Side, guide_name, side_of
from onboarding.removed_rows import kept
from onboarding.views.my_placement import current_placement
from profiles.access import access
from profiles.enums import Role
from profiles.sent_numbers import read_number
from profiles.views.editing import sent

REMOVED = "removed_plan_line"
MOVED = "Het plan is net veranderd. Lees wat er nu staat, en kies dan opnieuw."
NOT_NOW = "Dat kan nu niet. Kijk eerst hoe het plan ervoor staat."
EMPTY = "Er staat nog niets in je plan. Schrijf een leerdoel of één regel, en stel het dan voor."
both = access(Role.STUDENT, *STAFF)


def own_stage(request):
    """The stage of this student with its plan; None without a stage."""
    placement = current_placement(request.identity, timezone.localdate())
    return placement and readable_stages(request.identity, Role.STUDENT).get(pk=placement.pk)


def own_stage_or_404(request):
    """The same, or a 404."""
    placement = own_stage(request)
    if placement is None:
        raise Http404
    return placement


def guided_stage_or_404(request, pk):
    """A stage whose plan this colleague reads; the student can see that they looked."""
    placement = get_object_or_404(readable_stages(request.identity, *STAFF), pk=pk)
    note_look(request, placement.student, placement.institution)
    return placement


def written_stage(request, pk):
    """A stage with the side on which this person writes; 404 for who does not read it, 403 for who only reads."""
    placement = get_object_or_404(readable_stages(request.identity), pk=pk)
    side = side_of(request.identity, placement)
    if side == Side.READER:
        raise PermissionDenied
    return placement, side


def called(placement, side):
    """The name of the student in a form for who guides; empty for the student."""
    return "" if side == Side.STUDENT else placement.student.given_name


def closed_page(request, placement, side):
    """Back to the plan for who opens a form while nothing can be written; None when it can, or when it is sent."""
    if request.method == "POST" or actions.may_write(actions.plan_of(placement), side, timezone.localdate()):
        return None
    messages.info(request, NOT_NOW)
    return plan_address(placement, side)


def plan_address(placement, side, anchor=""):
    """Back to the page of the plan, at a place on it."""
    answer = redirect("my-plan") if side == Side.STUDENT else redirect("plan-detail", pk=placement.pk)
    answer["Location"] += anchor
    return answer


def show_plan(request, placement, side, *, remark_form=None, status=200):
    """The page of a plan for one side."""
    context = page_of(placement, side, timezone.localdate())
    plan = context["plan"]
    context["remark_form"] = remark_form or RemarkForm(initial={"text": plan.remark, "seen": plan.version})
    context["form"] = context["remark_form"]
    context["removed"] = kept(request.session, REMOVED, placement) if context["may_write"] else None
    return render(request, "onboarding/stage_plan.html", context, status=status)


@access(Role.STUDENT)
@require_safe
@never_cache
def my_plan(request):
    """The plan of the student; without a stage the page that says so."""
    placement = own_stage(request)
    if placement is None:
        return render(request, "onboarding/my_placement_unknown.html", {"school": request.identity.school})
    return show_plan(request, placement, Side.STUDENT)


@access(*STAFF)
@require_safe
@never_cache
def plan_detail(request, pk):
    """The plan of one student, for who guides."""
    placement = guided_stage_or_404(request, pk)
    return show_plan(request, placement, side_of(request.identity, placement))


@both
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def goals(request, pk):
    """What the student wants to learn, in own words."""
    placement, side = written_stage(request, pk)
    if closed := closed_page(request, placement, side):
        return closed
    plan = actions.plan_of(placement)
    form, theirs, status = GoalsForm(sent(request), student=called(placement, side), initial=_goals_now(plan)), "", 200
    if form.is_ready():
        said = form.cleaned_data
        try:
            actions.save_goals(placement=placement, side=side, goals=said["text"], seen=said["seen"])
        except actions.NotNow:
            return _not_now(request, placement, side, form)
        except actions.GoalsChanged as changed:
            plan.goals, theirs = changed.stored, changed.stored or "(leeg)"
            form.now_knows(seen=actions.goals_mark(plan))
            status = 409
        else:
            messages.success(request, "Bewaard.")
            return plan_address(placement, side, "#leren")
    elif form.is_bound:
        status = 422
    context = {"placement": placement, "side": side.value, "form": form, "theirs": theirs}
    return render(request, "onboarding/plan_goals.html", context, status=status)


def _goals_now(plan):
    return {"text": plan.goals, "seen": actions.goals_mark(plan)}


def _not_now(request, placement, side, form):
    """The plan was closed while somebody was writing: what was written is shown, so that it is not lost."""
    context = {"placement": placement, "side": side.value, "text": form.cleaned_data["text"], "why": NOT_NOW}
    return render(request, "onboarding/plan_not_now.html", context, status=409)


@both
@require_POST
@never_cache
def say(request, pk):
    """A step: voorstel, ja, opnieuw (of the begeleider, with a remark), opmerking, or open."""
    placement, side = written_stage(request, pk)
    step = {
        "voorstel": _propose,
        "ja": _yes,
        "opnieuw": _again,
        "opmerking": _remark,
        "open": _reopen,
    }.get(request.POST.get("doe"))
    if step is None:
        raise Http404
    try:
        return step(request, placement, side)
    except actions.NotNow:
        messages.info(request, NOT_NOW)
    except actions.PlanMoved:
        messages.info(request, MOVED)
    return plan_address(placement, side)


def _propose(request, placement, side):
    if side != Side.STUDENT:
        raise PermissionDenied
    try:
        actions.propose(placement=placement, by=request.user)
    except actions.NothingToPropose:
        messages.info(request, EMPTY)
    else:
        messages.success(request, f"Voorgesteld. {_first_capital(guide_name(placement))} krijgt een mail.")
    return plan_address(placement, side)


def _yes(request, placement, side):
    seen = read_number(request.POST.get("seen")) or 0
    form = RemarkForm(request.POST)
    if side == Side.GUIDE and "text" in request.POST:
        if not form.is_ready():
            return show_plan(request, placement, side, remark_form=form, status=422)
        actions.save_remark(placement=placement, remark=form.cleaned_data["text"])
    plan = actions.say_yes(placement=placement, side=side, seen=seen, by=request.user)
    other = placement.student.given_name if side == Side.GUIDE else _first_capital(guide_name(placement))
    done = "Het plan staat samen vast." if plan.final_at else "Je zei ja."
    messages.success(request, f"{done} {other} krijgt een mail.")
    return plan_address(placement, side)


def _again(request, placement, side):
    return _with_remark(request, placement, side, actions.ask_again, "{name} krijgt een mail en kijkt nog eens.")


def _remark(request, placement, side):
    return _with_remark(request, placement, side, actions.save_remark, "Je opmerking is bewaard. {name} leest mee.")


def _with_remark(request, placement, side, action, said):
    if side != Side.GUIDE:
        raise PermissionDenied
    form = RemarkForm(request.POST)
    if not form.is_ready():
        return show_plan(request, placement, side, remark_form=form, status=422)
    who = {"by": request.user} if action is actions.ask_again else {}
    action(placement=placement, remark=form.cleaned_data["text"], **who)
    messages.success(request, said.format(name=placement.student.given_name))
    return plan_address(placement, side)


def _reopen(request, placement, side):
    """Ask first: it takes back what both said, and the other one gets a mail."""
    plan = actions.plan_of(placement)
    if request.POST.get("zeker") != "ja" and plan.final_at:
        other = placement.student.given_name if side == Side.GUIDE else _first_capital(guide_name(placement))
        home = plan_address(placement, side)["Location"]
        context = {"placement": placement, "plan": plan, "side": side.value, "other": other, "home": home}
        return render(request, "onboarding/plan_reopen.html", context)
    actions.reopen(placement=placement, side=side, by=request.user)
    messages.success(request, "Het plan is weer open. Jullie zeggen straks allebei opnieuw ja.")
    return plan_address(placement, side)


def _first_capital(name):
    return f"{name[:1].upper()}{name[1:]}"


@access(Role.STUDENT)
@require_safe
@never_cache
def my_versions(request):
    """What changed in the plan, for the student."""
    return _versions(request, own_stage_or_404(request), Side.STUDENT)


@access(*STAFF)
@require_safe
@never_cache
def versions(request, pk):
    """What changed in the plan, for who guides."""
    placement = guided_stage_or_404(request, pk)
    return _versions(request, placement, side_of(request.identity, placement))


def _versions(request, placement, side):
    plan = actions.plan_of(placement)
    shown, since = versions_of(plan, side)
    context = {"placement": placement, "plan": plan, "side": side.value, "versions": shown, "since": since}
    return render(request, "onboarding/plan_versions.html", context)
