"""Holidays of a school, and for which students they hold."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from onboarding.actions import holidays as actions
from onboarding.forms.holidays import HolidayForm
from onboarding.views.agreements import own_schools
from profiles.access import access
from profiles.dutch import count
from profiles.enums import Role
from profiles.merging import Clash
from profiles.models import SchoolHoliday
from profiles.sent_numbers import read_numbers
from profiles.views.editing import sent

FORM = ["GET", "HEAD", "POST"]
PER_PAGE = 50
school = access(Role.SCHOOL_COORDINATOR)


def _holiday_or_404(request, pk):
    return get_object_or_404(SchoolHoliday.objects.filter(school__in=own_schools(request)), pk=pk)


@school
@require_safe
def holiday_list(request):
    """Those that are still to come, and those gone by."""
    today = timezone.localdate()
    found = list(SchoolHoliday.objects.filter(school__in=own_schools(request)).select_related("school"))
    coming = [holiday for holiday in found if holiday.ends_on >= today]
    numbers = actions.how_many_free(coming)
    context = {
        "coming": [(holiday, *numbers[holiday.pk]) for holiday in coming],
        "past": [holiday for holiday in found if holiday.ends_on < today][::-1],
    }
    return render(request, "onboarding/holidays.html", context)


@school
@require_http_methods(FORM)
def holiday_new(request):
    """A new holiday of the own school."""
    return _edit(request, SchoolHoliday(school=own_schools(request).first()))


@school
@require_http_methods(FORM)
def holiday_edit(request, pk):
    """Change a holiday. When a colleague was earlier, both are shown."""
    return _edit(request, _holiday_or_404(request, pk))


def _edit(request, holiday):
    is_new, theirs = holiday.pk is None, None
    form = HolidayForm(sent(request), instance=holiday)
    if request.method == "POST" and form.is_valid():
        try:
            stored = actions.save_holiday(holiday=form.instance, seen=form.cleaned_data["seen"], by=request.user)
        except Clash as clash:
            theirs = clash.theirs
            form.now_knows(seen=actions.holiday_mark(theirs))
        else:
            messages.success(request, "De vakantie is bewaard. Kies nu voor wie deze geldt.")
            return redirect("holiday-stages", stored.pk)
    status = 409 if theirs else 422 if form.errors else 200
    context = {"form": form, "holiday": None if is_new else holiday, "theirs": theirs}
    return render(request, "onboarding/holiday.html", context, status=status)


@school
@require_http_methods(FORM)
def holiday_remove(request, pk):
    """Ask what becomes of the days off of students, and then take a holiday away."""
    holiday = _holiday_or_404(request, pk)
    if request.method != "POST":
        context = {"holiday": holiday, "free": actions.free_by(holiday)}
        return render(request, "onboarding/holiday_remove.html", context)
    given = actions.remove_holiday(holiday=holiday, gives_back=request.POST.get("dagen") == "terug", by=request.user)
    whose = count(given, "student krijgt daar een mail over", "studenten krijgen daar een mail over")
    days = f"De dagen zijn weer stagedagen: {whose}."
    kept = "Voor de stages verandert er niets."
    again = "Toch vakantie? Voeg die opnieuw toe en kies voor wie."
    messages.success(request, f"{holiday.name} is weggehaald. {days if given else kept} {again}")
    return redirect("holiday-list")


@school
@require_http_methods(FORM)
def holiday_stages(request, pk):
    """For which stages of the school the holiday holds: ticked means that the student is free."""
    holiday = _holiday_or_404(request, pk)
    page = Paginator(actions.stages_in(holiday), PER_PAGE).get_page(request.GET.get("pagina"))
    if request.method == "POST":
        free, shown = (set(read_numbers(request.POST.getlist(name))) for name in ("vrij", "getoond"))
        free = shown if "iedereen" in request.POST else free
        changed = actions.choose_stages(holiday=holiday, free=free, shown=shown, by=request.user)
        told = f"Bewaard. De dagen van {count(changed, 'student', 'studenten')} zijn veranderd. Zij krijgen een mail."
        messages.success(request, told if changed else "Er is niets veranderd.")
        return redirect(f"{request.path}?pagina={page.number}")
    free, asked = actions.how_many_free([holiday])[holiday.pk]
    rows = [
        {
            "stage": stage,
            "days": len(actions.days_of(holiday, stage)),
            "is_off": actions.is_off(holiday, stage),
        }
        for stage in page.object_list
    ]
    context = {"holiday": holiday, "rows": rows, "page": page, "free": free, "asked": asked}
    return render(request, "onboarding/holiday_stages.html", context)
