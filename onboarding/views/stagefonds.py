"""The list for the Stagefonds: on screen, to print, and as Excel or csv."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from onboarding.forms.stagefonds import SchoolYearChoice
from onboarding.realised import school_year_of
from onboarding.spreadsheets import KINDS, table_response
from onboarding.stagefonds import HOURS_PER_FTE, school_years, stagefonds_list
from onboarding.views.match_pages import institution_of
from profiles.access import access
from profiles.enums import Role

HEADER = (
    "Schooljaar",
    "Leerbedrijf",
    "Opleiding",
    "Code",
    "Leerweg",
    "Stages",
    "Weken",
    "Uren",
    "Stages zonder uren",
    "Fte",
)


@access(Role.COORDINATOR)
@require_safe
def overview(request):
    """The list of one school year, what is missing in it, and how it was counted."""
    institution, form, found = _asked(request)
    context = {
        "institution": institution,
        "form": form,
        "found": found,
        "hours_per_fte": {way.name.lower(): number for way, number in HOURS_PER_FTE.items()},
        "today": timezone.localdate(),
        "runs": found and found.school_year == school_year_of(timezone.localdate()),
        "query": request.GET.urlencode(),
    }
    return render(request, "onboarding/stagefonds.html", context)


@access(Role.COORDINATOR)
@require_safe
def download(request, kind):
    """The list as Excel or csv, by the same choice in the address as the page."""
    if kind not in KINDS:
        raise Http404
    _, _, found = _asked(request)
    rows = [_cells(found.school_year, line) for line in found.lines] if found else []
    name = f"stagefonds-{found.school_year}" if found else "stagefonds"
    return table_response(kind, name, HEADER, rows, title="Stagefonds")


def _asked(request):
    institution, today = institution_of(request), timezone.localdate()
    form = SchoolYearChoice(request.GET or None, years=school_years(institution, today))
    found = stagefonds_list(institution, form.chosen, today) if form.chosen else None
    return institution, form, found


def _cells(school_year, line):
    return [
        school_year,
        line.number,
        line.programme.name,
        line.codes,
        line.way,
        line.stages,
        line.weeks,
        line.hours,
        line.without_hours,
        line.fte,
    ]
