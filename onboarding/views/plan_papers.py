"""Planningsvoorstel and prioriteiten to print; and the final plan for the school."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onboarding.enums import PlanStatus
from onboarding.guided_stages import STAFF, readable_stages
from onboarding.looks import note_look
from onboarding.models import PlanVersion
from onboarding.plan_page import filled_weeks, reads_lines
from onboarding.plan_papers import plan_sheet, priority_sheet, version_sheet
from onboarding.plan_sides import Side, side_of
from onboarding.priorities_page import chosen_week
from onboarding.views.priorities import asked_week
from onboarding.views.stage_plans import guided_stage_or_404, own_stage_or_404
from profiles.access import access
from profiles.enums import Role
from toolbox.formats import priority_list, stage_plan
from toolbox.views.pdf import pdf_response
from toolbox.views.word import word_response

MOST_PAGES = 2


@access(Role.STUDENT)
@require_safe
@never_cache
def my_plan_document(request, kind):
    """The plan of the student, as pdf or docx."""
    return _document(request, own_stage_or_404(request), Side.STUDENT, kind)


@access(*STAFF)
@require_safe
@never_cache
def plan_document(request, pk, kind):
    """The plan of one student, for who guides; what the student still writes does not exist."""
    placement = guided_stage_or_404(request, pk)
    return _document(request, placement, side_of(request.identity, placement), kind)


def _document(request, placement, side, kind):
    plan = getattr(placement, "stage_plan", None)
    if plan is None or not reads_lines(plan, side) or kind not in ("pdf", "docx"):
        raise Http404
    return _made(request, plan_sheet(plan), kind)


def _made(request, sheet, kind):
    if kind == "docx":
        return word_response(stage_plan.word(sheet), title=sheet.title)
    return pdf_response(request, [stage_plan.html(sheet)], title=sheet.title, pages=MOST_PAGES)


def _final(request, pk):
    """The last plan that both said yes to, of a student of this school; 404 as long as there is none."""
    placement = get_object_or_404(readable_stages(request.identity, Role.SCHOOL_COORDINATOR), pk=pk)
    note_look(request, placement.student)
    rows = PlanVersion.objects.filter(plan__placement=placement, status=PlanStatus.FINAL).select_related("plan")
    version = rows.first()
    if version is None:
        raise Http404
    version.plan.placement = placement
    return placement, version


@access(Role.SCHOOL_COORDINATOR)
@require_safe
@never_cache
def school_plan(request, pk):
    """The final plan, for the school of the student."""
    placement, version = _final(request, pk)
    weeks = filled_weeks(placement, version.content)
    context = {"placement": placement, "version": version, "content": version.content, "weeks": weeks}
    return render(request, "onboarding/school_plan.html", context)


@access(Role.SCHOOL_COORDINATOR)
@require_safe
@never_cache
def school_plan_document(request, pk):
    """The same as pdf."""
    _, version = _final(request, pk)
    return _made(request, version_sheet(version), "pdf")


@access(Role.STUDENT)
@require_safe
@never_cache
def my_priorities_print(request):
    """The list of one week of the student."""
    return _week_on_paper(request, own_stage_or_404(request))


@access(*STAFF)
@require_safe
@never_cache
def priority_print(request, pk):
    """The same, for who guides."""
    return _week_on_paper(request, guided_stage_or_404(request, pk))


def _week_on_paper(request, placement):
    week, _ = chosen_week(placement, asked_week(request), timezone.localdate())
    sheet = priority_sheet(placement, week)
    return pdf_response(request, [priority_list.html(sheet)], title=sheet.title)
