"""Shortages and places that are left, for the administrator of the region: numbers, never a name."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from onboarding.forms.region_supply import SupplyFilter
from onboarding.region_supply import NOTHING, count_supply, line_of, not_delivered, together
from onboarding.spreadsheets import KINDS, table_response
from profiles.access import access
from profiles.enums import Role
from profiles.models import Institution, Period, Programme

INSTITUTIONS = ("instelling", "instellingen")
YEARS = ("leerjaar van een opleiding", "leerjaren van opleidingen")
HEADER = (
    "Periode",
    "Instelling",
    "Opleiding",
    "Leerjaar",
    "Plekken",
    "Studenten gevraagd",
    "Waarvan nog zonder namen",
    "Misschien nog",
    "Studenten zonder plek",
    "Nog vrij",
    "Wat betekent dit?",
)


@access(Role.REGIONAL_ADMIN)
@require_safe
def overview(request):
    """Per opleiding and year, the greatest shortage first; then per institution; then who still has to deliver."""
    form, period = _chosen(request)
    context = {"form": form, "period": period}
    if period:
        lines, institutions, unnamed = _lines(form, period)
        context |= {"lines": lines, "institutions": institutions, "missing": not_delivered(period), "unnamed": unnamed}
    return render(request, "onboarding/region_supply.html", context)


@access(Role.REGIONAL_ADMIN)
@require_safe
def export(request, kind):
    """Every institution, opleiding and year of the chosen period as Excel or csv, in the same safe numbers."""
    form, period = _chosen(request)
    if kind not in KINDS or period is None:
        raise Http404
    names, programmes = _names(), _programmes()
    rows = []
    for counted in together(_narrowed(form, period), lambda row: row.key):
        institution, programme, year = counted.key
        line = line_of(counted)
        found = (
            line.places,
            line.asked,
            line.unnamed or "0",
            line.perhaps or "0",
            line.waiting,
            line.left,
            line.verdict,
        )
        rows.append((period.name, names[institution], programmes[programme].name, year, *found))
    return table_response(kind, "plekken-in-de-regio", HEADER, rows, title="Plekken in de regio")


def _chosen(request):
    periods = Period.objects.all()
    form = SupplyFilter(request.GET or None, periods=periods)
    today = timezone.localdate()
    coming = next((one for one in periods if one.starts_on > today), None)
    return form, form.choices_made.get("periode") or coming or periods.last()


def _narrowed(form, period):
    programme, institution = form.choices_made.get("opleiding"), form.choices_made.get("instelling")
    return [
        counted
        for key, counted in count_supply(period).items()
        if (programme is None or key[1] == programme.pk) and (institution is None or key[0] == institution.pk)
    ]


def _lines(form, period):
    names, programmes = _names(), _programmes()
    counted = _narrowed(form, period)
    by_programme = together(counted, lambda row: row.key[1:])
    lines = [(programmes[one.key[0]], one.key[1], line_of(one, INSTITUTIONS)) for one in by_programme]
    by_institution = together(counted, lambda row: row.key[:1])
    unnamed = sum((one.coarse.unnamed for one in by_institution), start=NOTHING)
    institutions = [(one.key[0], names[one.key[0]], line_of(one, YEARS)) for one in by_institution]
    return lines, institutions, unnamed.words if unnamed.high else ""


def _names():
    return dict(Institution.objects.values_list("pk", "name"))


def _programmes():
    return {programme.pk: programme for programme in Programme.objects.all()}
