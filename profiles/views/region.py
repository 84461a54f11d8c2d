"""Periods and opleidingen, the same for the whole region."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from profiles.access import access
from profiles.actions.organisations import save_row
from profiles.enums import Role
from profiles.forms.places import LEVELS, PeriodForm, ProgrammeForm
from profiles.models import Period, PlaceOffer, Programme
from profiles.place_counts import with_places
from profiles.views.editing import Words, edit_row, remove_page, sent

PAGE_SIZE = 50
FORM = ["GET", "HEAD", "POST"]
PERIOD = Words(
    "Nieuwe periode",
    "deze periode",
    "period-list",
    "Terug naar de periodes",
    "In deze periode zijn al plekken of studenten. Daarom kan de periode niet weg.",
    "period-remove",
)
PROGRAMME = Words(
    "Nieuwe opleiding",
    "deze opleiding",
    "programme-list",
    "Terug naar de opleidingen",
    "Bij deze opleiding horen al plekken of studenten. Daarom kan de opleiding niet weg.",
    "programme-remove",
)


@access(Role.REGIONAL_ADMIN)
@require_safe
def period_list(request):
    """The periods in which stages start, last one first."""
    page = Paginator(Period.objects.order_by("-starts_on"), PAGE_SIZE).get_page(request.GET.get("pagina"))
    context = {"page": page, "rows": with_places(page, PlaceOffer.objects.all())}
    return render(request, "profiles/period_list.html", context)


@access(Role.REGIONAL_ADMIN)
@require_http_methods(FORM)
def period_new(request):
    """A new period."""
    return edit_row(request, PeriodForm(sent(request)), save=_save(request), words=PERIOD)


@access(Role.REGIONAL_ADMIN)
@require_http_methods(FORM)
def period_edit(request, pk):
    """Name and days of a period."""
    form = PeriodForm(sent(request), instance=get_object_or_404(Period, pk=pk))
    return edit_row(request, form, save=_save(request), words=PERIOD)


@access(Role.REGIONAL_ADMIN)
@require_http_methods(FORM)
def period_remove(request, pk):
    """Take away a period nobody uses."""
    return remove_page(request, get_object_or_404(Period, pk=pk), words=PERIOD)


@access(Role.REGIONAL_ADMIN)
@require_safe
def programme_list(request):
    """The opleidingen with their level and codes."""
    rows = Programme.objects.annotate(rule_count=Count("supervision_rules")).order_by("level", "name")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("pagina"))
    levels = dict(LEVELS)
    rows = [(programme, levels.get(programme.level, f"Niveau {programme.level}")) for programme in page]
    return render(request, "profiles/programme_list.html", {"page": page, "rows": rows})


@access(Role.REGIONAL_ADMIN)
@require_http_methods(FORM)
def programme_new(request):
    """A new opleiding."""
    return edit_row(request, ProgrammeForm(sent(request)), save=_save(request), words=PROGRAMME)


@access(Role.REGIONAL_ADMIN)
@require_http_methods(FORM)
def programme_edit(request, pk):
    """Names, level and codes of an opleiding."""
    form = ProgrammeForm(sent(request), instance=get_object_or_404(Programme, pk=pk))
    return edit_row(request, form, save=_save(request), words=PROGRAMME)


@access(Role.REGIONAL_ADMIN)
@require_http_methods(FORM)
def programme_remove(request, pk):
    """Take away an opleiding nobody uses."""
    return remove_page(request, get_object_or_404(Programme, pk=pk), words=PROGRAMME)


def _save(request):
    return lambda row: save_row(row=row, by=request.user)
