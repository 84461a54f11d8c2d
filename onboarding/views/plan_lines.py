"""The lines of a planningsvoorstel: added, taken over, changed, moved and taken away."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from onboarding.actions.plan_lines import LineChanged, add_line, change_line, line_mark, move_line, remove_line
from onboarding.actions.stage_plans import NotNow
from onboarding.enums import PlanLineKind
from onboarding.forms.stage_plans import LineForm
from onboarding.guided_stages import readable_stages
from onboarding.models import PlanLine
from onboarding.plan_hints import find_hint
from onboarding.plan_page import reads_lines
from onboarding.plan_sides import Side, side_of
from onboarding.removed_rows import forget, keep
from onboarding.stage_weeks import stage_weeks
from onboarding.views.stage_plans import NOT_NOW, REMOVED, both, called, closed_page, plan_address, written_stage
from profiles.sent_numbers import read_number
from profiles.views.editing import sent

GONE = "Deze regel staat niet meer in het plan. Iemand haalde de regel weg."


def _line(request, pk):
    """A line with its stage and the side on which this person writes; 404 or 403 as for the plan, and 404 for a line
    that the student did not show yet."""
    stages = readable_stages(request.identity)
    line = get_object_or_404(
        PlanLine.objects.select_related("plan").filter(plan__placement__in=stages.values("pk")), pk=pk
    )
    line.plan.placement = stages.get(pk=line.plan.placement_id)
    side = side_of(request.identity, line.plan.placement)
    if side == Side.READER:
        raise PermissionDenied
    if not reads_lines(line.plan, side):
        raise Http404
    return line, line.plan.placement, side


def _week(line):
    return f"#week-{line.week}"


@both
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def line_new(request, pk):
    """A new line, in the week of the address; also puts back the one that was taken away."""
    placement, side = written_stage(request, pk)
    if closed := closed_page(request, placement, side):
        return closed
    weeks = stage_weeks(placement)
    asked = read_number(request.GET.get("week", "")) or 1
    initial = {"week": min(asked, len(weeks)), "kind": PlanLineKind.GOAL}
    form = LineForm(sent(request), placement=placement, student=called(placement, side), initial=initial)
    if form.is_ready():
        try:
            line = add_line(placement=placement, side=side, **form.written)
        except NotNow:
            return _lost(request, placement, side, form, NOT_NOW)
        forget(request.session, REMOVED)
        messages.success(request, f"De regel staat in week {line.week}.")
        return plan_address(placement, side, _week(line))
    return _form(request, placement, side, form)


@both
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def line_change(request, pk):
    """Change a line; when somebody else did so too, both texts stand there."""
    line, placement, side = _line(request, pk)
    if closed := closed_page(request, placement, side):
        return closed
    form, theirs = LineForm.of(line, sent(request), called(placement, side)), None
    if form.is_ready():
        try:
            stored = change_line(line=line, side=side, seen=form.cleaned_data["seen"], **form.written)
        except NotNow:
            return _lost(request, placement, side, form, NOT_NOW)
        except LineChanged as changed:
            if changed.stored is None:
                return _lost(request, placement, side, form, GONE)
            theirs = _said(changed.stored)
            form.now_knows(seen=line_mark(changed.stored))
        else:
            messages.success(request, "Bewaard.")
            return plan_address(placement, side, _week(stored))
    return _form(request, placement, side, form, line=line, theirs=theirs)


@both
@require_POST
def line_move(request, pk):
    """To another week: the week it stood in and the week it goes to come from the button."""
    line, placement, side = _line(request, pk)
    week, to = read_number(request.POST.get("van")), read_number(request.POST.get("naar"))
    if to is None or not 1 <= to <= len(stage_weeks(placement)):
        raise Http404
    try:
        stored = move_line(line=line, side=side, week=week, to=to)
    except NotNow:
        messages.info(request, NOT_NOW)
        return plan_address(placement, side)
    except LineChanged:
        messages.info(request, GONE)
        return plan_address(placement, side)
    messages.success(request, f"De regel staat nu in week {stored.week}.")
    return plan_address(placement, side, _week(stored))


@both
@require_POST
def line_remove(request, pk):
    """Take a line away; the page offers to put it back."""
    line, placement, side = _line(request, pk)
    try:
        keep(request.session, REMOVED, placement, remove_line(line=line, side=side))
    except NotNow:
        messages.info(request, NOT_NOW)
    except LineChanged:
        messages.info(request, GONE)
    return plan_address(placement, side)


@both
@require_POST
def take_over(request, pk):
    """Put a hint in the plan as it is; it can be changed after that."""
    placement, side = written_stage(request, pk)
    hint = find_hint(placement, request.POST.get("hint", ""), len(stage_weeks(placement)))
    if hint is None:
        raise Http404
    try:
        line = add_line(
            placement=placement, side=side, kind=hint.kind, week=hint.week, text=hint.text, needs=hint.needs
        )
    except NotNow:
        messages.info(request, NOT_NOW)
        return plan_address(placement, side)
    messages.success(request, f"Overgenomen in week {line.week}. Verander de regel zoals jij wilt.")
    return plan_address(placement, side, "#ideeen")


def _said(line):
    """A line on the page of somebody who wrote something else."""
    needs = f" Nodig: {line.needs}" if line.needs else ""
    return f"Week {line.week}, {line.get_kind_display().lower()}: {line.text}{needs}"


def _form(request, placement, side, form, *, line=None, theirs=None):
    status = 409 if theirs else 422 if form.is_bound else 200
    context = {"placement": placement, "side": side.value, "form": form, "line": line, "theirs": theirs}
    return render(request, "onboarding/plan_line.html", context, status=status)


def _lost(request, placement, side, form, why):
    """The line cannot be stored any more: what was written is shown, so that it is not lost."""
    context = {"placement": placement, "side": side.value, "text": form.cleaned_data["text"], "why": why}
    return render(request, "onboarding/plan_not_now.html", context, status=409)
