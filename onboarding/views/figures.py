"""Figures per goal: of the own leerplaatsen, of an institution and of the region, from five stages or answers."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onboarding.figure_pages import HEADER, beside_each_other, goals_of, table_of
from onboarding.figure_report import half_years_of, report_of
from onboarding.figure_subjects import of_institution, of_leerplaats, parts_of, region
from onboarding.result_readers import read_institutions, read_leerplaatsen
from onboarding.spreadsheets import KINDS as FILES
from onboarding.spreadsheets import table_response
from profiles.access import access
from profiles.enums import Role
from profiles.models import Leerplaats
from toolbox.formats import figures_report
from toolbox.views.pdf import pdf_response

of_regions = access(Role.REGIONAL_ADMIN)
of_institutions = access(Role.COORDINATOR, Role.REGIONAL_ADMIN)
of_own_institutions = access(Role.COORDINATOR)
of_leerplaatsen = access(Role.PRAKTIJKOPLEIDER, Role.COORDINATOR)


@access(Role.PRAKTIJKOPLEIDER, Role.COORDINATOR, Role.REGIONAL_ADMIN)
@require_safe
@never_cache
def own_figures(request):
    """The region, or the one institution or leerplaats that somebody leads; a list when there are more."""
    if request.identity.is_regional_admin:
        return _page(request, region(), is_first=True)
    institutions = list(read_institutions(request.identity))
    places = Leerplaats.objects.editable_by(request.identity).in_use().with_place()
    places = list(places.exclude(institution__in=institutions))
    if len(institutions) == 1 and not places:
        return _page(request, of_institution(institutions[0]), is_first=True)
    if len(places) == 1 and not institutions:
        return _page(request, of_leerplaats(places[0]), is_first=True)
    context = {
        "has_nothing": not institutions and not places,
        "tables": [
            beside_each_other("Instelling", parts_of(institutions, "institution", {"institution__in": institutions})),
            beside_each_other("Leerplaats", parts_of(places, "leerplaats", {"leerplaats__in": places})),
        ],
    }
    return render(request, "onboarding/figures_list.html", context)


@of_institutions
@require_safe
@never_cache
def institution_figures(request, pk):
    """The figures of one institution; for its own people also of each of its leerplaatsen."""
    return _page(request, _institution(request, pk))


@of_leerplaatsen
@require_safe
@never_cache
def leerplaats_figures(request, pk):
    """The figures of one leerplaats."""
    return _page(request, of_leerplaats(_leerplaats(request, pk)))


@of_regions
@require_safe
@never_cache
def region_download(request, file):
    """The figures of the region and of each institution."""
    return _file(file, region())


@of_institutions
@require_safe
@never_cache
def institution_download(request, pk, file):
    """The same as a file."""
    return _file(file, _institution(request, pk))


@of_leerplaatsen
@require_safe
@never_cache
def leerplaats_download(request, pk, file):
    """The figures of one leerplaats."""
    return _file(file, of_leerplaats(_leerplaats(request, pk)))


@of_regions
@require_safe
@never_cache
def region_report(request):
    """Two pages about the region for who decides."""
    return _report(request, region())


@of_own_institutions
@require_safe
@never_cache
def institution_report(request, pk):
    """Two pages about one institution for its director."""
    return _report(request, _institution(request, pk))


def _institution(request, pk):
    found = get_object_or_404(read_institutions(request.identity), pk=pk)
    return of_institution(found, apart=not request.identity.is_regional_admin)


def _leerplaats(request, pk):
    return get_object_or_404(read_leerplaatsen(request.identity), pk=pk)


def _page(request, subject, *, is_first=False):
    sums = subject.sums()
    context = {
        "subject": subject,
        "is_first": is_first,
        "sums": sums,
        "goals": goals_of(sums),
        "table": beside_each_other("Instelling" if subject.is_region else "Leerplaats", subject.parts()),
        "reports": half_years_of(sums),
        "today": timezone.localdate(),
    }
    return render(request, "onboarding/figures.html", context)


def _file(file, subject):
    if file not in FILES:
        raise Http404
    filename = f"cijfers-{subject.slug}-{timezone.localdate():%Y-%m-%d}"
    return table_response(file, filename, HEADER, table_of(subject), title="Cijfers per doel")


def _report(request, subject):
    document = report_of(subject, request.GET.get("halfjaar", ""), timezone.localdate())
    if document is None:
        raise Http404
    return pdf_response(request, figures_report.versions(document), title=document.title, pages=figures_report.PAGES)
