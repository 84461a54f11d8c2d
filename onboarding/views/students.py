"""Students as coordinators of institutions and schools see them."""

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from onboarding.forms.students import StudentFilter
from onboarding.log import MOST_LOG_LINES, events_of_student, lines_of, visible_events
from onboarding.models import Placement, PlacementRequest, Student
from onboarding.views import school_students
from profiles.access import access
from profiles.enums import Role

PER_PAGE = 50


def _with_requests(request):
    """The visible students with their visible requests, each with the placement that came of it."""
    placements = Prefetch(
        "placements", queryset=Placement.objects.active().select_related("leerplaats"), to_attr="standing"
    )
    requests = Prefetch(
        "requests",
        queryset=PlacementRequest.objects.visible_to(request.identity)
        .select_related("programme", "period", "institution")
        .prefetch_related(placements, "wishes__leerplaats")
        .order_by("starts_on"),
        to_attr="visible_requests",
    )
    return Student.objects.visible_to(request.identity).select_related("school").prefetch_related(requests)


@access(Role.COORDINATOR, Role.SCHOOL_COORDINATOR)
@require_safe
def listing(request):
    """Everyone who looks for a place or has one, with search; a school gets its own list."""
    if not request.identity.has(Role.COORDINATOR):
        return school_students.listing(request)
    form = StudentFilter(request.GET or None)
    found = form.narrow(_with_requests(request).order_by("sort_name", "pk"))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "onboarding/students.html", {"form": form, "page": page})


@access(Role.COORDINATOR, Role.SCHOOL_COORDINATOR)
@require_safe
def detail(request, pk):
    """One student: what was asked, and what came of it."""
    student = get_object_or_404(_with_requests(request), pk=pk)
    may_open = request.identity.has(Role.COORDINATOR)
    log_lines = []
    if may_open:
        own = events_of_student(student) & visible_events(request.identity)
        log_lines = lines_of(own[:MOST_LOG_LINES])
    else:
        school_students.follow(request.identity, student)
    context = {"student": student, "may_open": may_open, "log_lines": log_lines}
    return render(request, "onboarding/student.html", context)
