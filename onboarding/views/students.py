"""Students as coordinators of institutions and schools see them."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from onboarding.forms.students import StudentFilter
from onboarding.log import MOST_LOG_LINES, events_of_student, lines_of, visible_events
from onboarding.looks import note_look
from onboarding.models import PlacementRequest, Student
from onboarding.on_paper import page_of, paper_context
from onboarding.plan_short import with_final_plan
from onboarding.request_steps import Row, for_institution_rows, with_step
from onboarding.school_students import rows_of
from onboarding.talks import held_talks
from onboarding.views import school_students
from profiles.access import access
from profiles.enums import Role

PER_PAGE = 40


def _requests(request):
    """The visible requests, each with its step."""
    own = request.identity.institution_ids(Role.COORDINATOR)
    visible = PlacementRequest.objects.visible_to(request.identity)
    return with_step(visible, timezone.localdate(), institutions=own).order_by("starts_on", "pk")


def _with_requests(request):
    """The visible students with their visible requests, each with what its Row needs."""
    requests = for_institution_rows(_requests(request)).prefetch_related("wishes__leerplaats")
    return (
        Student.objects.visible_to(request.identity)
        .select_related("school")
        .prefetch_related(Prefetch("requests", queryset=requests, to_attr="visible_requests"))
    )


@access(Role.COORDINATOR, Role.SCHOOL_COORDINATOR)
@require_safe
def listing(request):
    """Everyone who looks for a place or has one, with search; a school gets its own list."""
    return _list(request, on_paper=False)


@access(Role.COORDINATOR, Role.SCHOOL_COORDINATOR)
@require_safe
def listing_on_paper(request):
    """The same choice of students on one page, to print."""
    return _list(request, on_paper=True)


def _list(request, *, on_paper):
    if not request.identity.has(Role.COORDINATOR):
        return school_students.listing(request, on_paper=on_paper)
    form = StudentFilter(request.GET or None)
    found = form.narrow(_with_requests(request).order_by("sort_name", "pk"), _requests(request))
    page = page_of(request, found, PER_PAGE, on_paper=on_paper)
    for student in page:
        _follow(student)
    return render(request, "onboarding/students.html", {"form": form, "page": page} | paper_context(form, on_paper))


def _follow(student):
    for asked in student.visible_requests:
        asked.row = Row(asked)


@access(Role.COORDINATOR, Role.SCHOOL_COORDINATOR)
@require_safe
def detail(request, pk):
    """One student: what was asked, and what came of it."""
    student = get_object_or_404(_with_requests(request), pk=pk)
    note_look(request, student, next((asked.institution_id for asked in student.visible_requests), None))
    may_open = request.identity.has(Role.COORDINATOR)
    log_lines = []
    if may_open:
        _follow(student)
        own = events_of_student(student) & visible_events(request.identity)
        log_lines = lines_of(own[:MOST_LOG_LINES])
    else:
        for asked, row in zip(student.visible_requests, rows_of(student.visible_requests), strict=True):
            asked.row = row
        held = held_talks(asked.row.placement for asked in student.visible_requests)
        planned = with_final_plan([asked.row.placement for asked in student.visible_requests if asked.row.placement])
        for asked in student.visible_requests:
            asked.has_plan = bool(asked.row.placement) and asked.row.placement.pk in planned
            asked.held_talks = held.get(asked.row.placement.pk, ()) if asked.row.placement else ()
    context = {"student": student, "may_open": may_open, "log_lines": log_lines}
    return render(request, "onboarding/student.html", context)
