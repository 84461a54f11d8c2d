"""Vraag en aanbod: places beside demand over the coming periods, to read, print and download."""

from itertools import groupby

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from onboarding.forms.supply import SupplyFilter
from onboarding.spreadsheets import KINDS, table_response
from onboarding.supply import supply_of, warning
from onboarding.views.match_pages import institution_of
from profiles.access import access
from profiles.enums import Role

HEADER = (
    "Periode",
    "Begint op",
    "Opleiding",
    "Leerjaar",
    "Plekken zeker",
    "Plekken ongeveer",
    "Plekken misschien",
    "Vrijgehouden",
    "Studenten met naam",
    "Verwacht zonder naam",
    "Misschien nog",
    "Gevraagd",
    "Te weinig",
    "In woorden",
)


@access(Role.COORDINATOR)
@require_safe
def supply_list(request):
    """Per period a table; above it which shortage comes first."""
    institution = institution_of(request)
    supply = supply_of(institution)
    form = SupplyFilter(request.GET or None, lines=supply.lines)
    lines = form.narrow(supply.lines)
    today = timezone.localdate()
    context = {
        "institution": institution,
        "today": today,
        "filter_form": form,
        "is_filtered": form.chooses,
        "anything": bool(supply.lines),
        "warning": warning(supply, today),
        "tables": [(period, list(rows)) for period, rows in groupby(lines, key=lambda line: line.period)],
        "count": len(lines),
        "query": request.GET.urlencode(),
    }
    return render(request, "onboarding/supply.html", context)


@access(Role.COORDINATOR)
@require_safe
def supply_download(request, kind):
    """The chosen lines as Excel or csv, by the same choices in the address as the page."""
    if kind not in KINDS:
        raise Http404
    supply = supply_of(institution_of(request))
    lines = SupplyFilter(request.GET or None, lines=supply.lines).narrow(supply.lines)
    name = f"vraag-en-aanbod-{timezone.localdate():%Y-%m-%d}"
    return table_response(kind, name, HEADER, [_cells(line) for line in lines], title="Vraag en aanbod")


def _cells(line):
    counts = line.counts
    return [
        line.period.name,
        line.period.starts_on,
        line.programme.name,
        line.year,
        counts.sure,
        counts.about,
        counts.maybe,
        counts.held,
        counts.students,
        counts.not_named,
        counts.not_sure,
        counts.demand,
        max(0, line.short),
        ". ".join(filter(None, (line.words, line.with_maybe))),
    ]
