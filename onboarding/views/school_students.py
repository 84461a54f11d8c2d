"""The students of a school, as its coordinator follows them."""

from itertools import groupby

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from onboarding.forms.school_students import SchoolStudentFilter
from onboarding.on_paper import page_of, paper_context
from onboarding.request_steps import for_rows
from onboarding.school_students import HEADER, export_rows, requests_of_school, rows_of, totals
from onboarding.spreadsheets import KINDS, table_response
from profiles.access import access
from profiles.enums import Role

PER_PAGE = 50
MOST_ROWS = 20_000  # of a download: more is no list for a person


def listing(request, *, on_paper):
    """Per period and institution who has a place; called for school coordinators by onboarding.views.students."""
    requests = requests_of_school(request.identity, timezone.localdate())
    form = SchoolStudentFilter(request.GET or None, requests=requests)
    found = form.narrow(requests)
    page = page_of(request, for_rows(found), PER_PAGE, on_paper=on_paper)
    groups, others = _by_period(rows_of(page.object_list), totals(found))
    context = {
        "form": form,
        "page": page,
        "groups": groups,
        "others": others,
        "anybody": bool(page.paginator.count) or requests.exists(),
    }
    return render(request, "onboarding/school_students.html", context | paper_context(form, on_paper))


def _by_period(rows, counted):
    """The rows of a page per period with its totals, and the totals of periods that are on another page."""
    groups = [
        {"period": period, "rows": list(group), "totals": [one for one in counted if one.period == period.name]}
        for period, group in groupby(rows, key=lambda row: row.request.period)
    ]
    shown = {group["period"].name for group in groups}
    return groups, [one for one in counted if one.period not in shown]


@access(Role.SCHOOL_COORDINATOR)
@require_safe
def export(request, kind):
    """The chosen students as Excel or csv, by the same choices in the address as the page."""
    if kind not in KINDS:
        raise Http404
    requests = requests_of_school(request.identity, timezone.localdate())
    found = SchoolStudentFilter(request.GET or None, requests=requests).narrow(requests)
    rows = rows_of(for_rows(found)[:MOST_ROWS])
    return table_response(kind, "onze-studenten", HEADER, export_rows(rows), title="Onze studenten")
