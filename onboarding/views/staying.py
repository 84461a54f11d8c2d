"""Wie blijft graag in beeld: who said yes to being mailed after the stage, for the coordinator only."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onboarding.farewells import wishes_in_words
from onboarding.forms.leaving import StayFilter
from onboarding.models import Farewell
from onboarding.retention import Terms, parts_of
from onboarding.spreadsheets import table_response
from profiles.access import access
from profiles.enums import Role

PER_PAGE = 50
HEADER = ("Voornaam", "Naam", "Opleiding", "Leerplaats", "Laatste dag", "Waarvoor", "E-mail", "Ja sinds", "Weg op")


def _rows(request):
    """Those who said yes, of the institutions that this person coordinates; the last who left first."""
    mine = request.identity.institution_ids(Role.COORDINATOR)
    rows = Farewell.objects.filter(institution__in=mine).exclude(stays_for=[])
    return rows.select_related(
        "placement__student", "placement__leerplaats", "placement__request__programme"
    ).prefetch_related("placement__student__placements", "placement__student__requests")


def _shown(rows):
    """(farewell, its wishes in words, the day it goes) of each."""
    rows = list(rows)
    terms = Terms({one.institution_id for one in rows})
    return [(one, wishes_in_words(one.stays_for), _goes_on(one, terms)) for one in rows]


def _goes_on(farewell, terms):
    """The day on which the institution removes what it has of this student."""
    student, home = farewell.placement.student, farewell.institution_id
    return terms.of_case(home, *parts_of(student.placements.all(), student.requests.all())[home])[0]


def _chosen(request):
    rows = _rows(request)
    form = StayFilter(request.GET or None, rows=rows)
    return form, form.narrow(rows).order_by("-placement__ends_on", "placement__student__sort_name", "pk")


@access(Role.COORDINATOR)
@require_safe
@never_cache
def stay_list(request):
    """The list, per wish and opleiding."""
    form, rows = _chosen(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {"form": form, "page": page, "rows": _shown(page.object_list)}
    return render(request, "onboarding/stay_list.html", context)


@access(Role.COORDINATOR)
@require_safe
@never_cache
def stay_list_download(request, kind):
    """The same choice as a workbook."""
    if kind != "xlsx":
        raise Http404
    rows = [_cells(*one) for one in _shown(_chosen(request)[1])]
    name = f"blijft-in-beeld-{timezone.localdate().isoformat()}"
    return table_response(kind, name, HEADER, rows, title="Blijft in beeld")


def _cells(farewell, wishes, gone):
    placement = farewell.placement
    return (
        placement.student.given_name,
        placement.student.name,
        placement.request.programme.name,
        placement.leerplaats.name,
        placement.ends_on,
        wishes,
        farewell.contact_email,
        timezone.localdate(farewell.stays_since) if farewell.stays_since else None,
        gone,
    )
