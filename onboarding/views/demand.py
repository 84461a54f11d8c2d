"""How many places a school asks: a table per coming period, saved at once."""

import re
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count, Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions import demand as actions
from onboarding.forms.demand import DemandRowForm, NewDemandForm
from onboarding.models import PlacementRequest
from onboarding.views.agreements import own_schools
from profiles.access import access
from profiles.dutch import count
from profiles.enums import Role
from profiles.forms.base import error_summary
from profiles.models import Institution, Period, Programme, SchoolDemand
from profiles.views.editing import sent

NEW_ROWS = 3
A_ROW = re.compile(r"rij-(\d{1,9})-(\d{1,9})-([1-4])-was")


@dataclass(frozen=True)
class TableRow:
    """A row of the table: its form, and how many students were delivered with names."""

    form: DemandRowForm
    delivered: int


@access(Role.SCHOOL_COORDINATOR)
@require_safe
def listing(request):
    """The coming periods with what the own schools ask in them."""
    schools = list(own_schools(request))
    periods = list(coming_periods())
    asked = {
        (row["school"], row["period"]): row
        for row in SchoolDemand.objects.filter(school__in=schools, period__in=periods)
        .order_by()
        .values("school", "period")
        .annotate(total=Sum("number"), institutions=Count("institution", distinct=True))
    }
    groups = [(school, [(period, asked.get((school.pk, period.pk))) for period in periods]) for school in schools]
    return render(request, "onboarding/demand_list.html", {"groups": groups, "periods": periods})


def coming_periods():
    """The periods that have not ended."""
    return Period.objects.filter(ends_on__gte=timezone.localdate())


@access(Role.SCHOOL_COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def table(request, school_id, period_id):
    """The whole table of one period. What a colleague changed meanwhile is said at the field, and nothing is lost."""
    school, period = _where(request, school_id, period_id)
    data = sent(request)
    rows, new_forms = _forms(school, period, data)
    forms = [*rows, *new_forms]
    if data is not None and _all_valid(forms) and not _twice(new_forms):
        filled = [form for form in forms if isinstance(form, DemandRowForm) or not form.is_empty]
        try:
            changed = actions.save_demand(
                school=school, period=period, rows=[form.asked for form in filled], by=request.user
            )
        except actions.Clashes as clashes:
            for form in filled:
                if form.key in clashes.now:
                    form.tell_clash(clashes.now[form.key])
        else:
            words = count(changed, "rij is", "rijen zijn")
            messages.success(request, f"{words} bewaard." if changed else "Er is niets veranderd.")
            return redirect("demand-table", school.pk, period.pk)
    delivered = _delivered(school, period)
    source = actions.year_earlier(period)
    context = {
        "school": school,
        "period": period,
        "rows": [TableRow(form, delivered.get(form.key, 0)) for form in rows],
        "new_forms": new_forms,
        "adding": any(form.errors for form in new_forms) or not rows,
        "source": source,
        "to_copy": SchoolDemand.objects.filter(school=school, period=source, number__gt=0).count() if source else 0,
        "total": sum(form.initial.get("number") or 0 for form in rows),
        "error_summary": error_summary(*forms) if data is not None else [],
    }
    return render(request, "onboarding/demand.html", context, status=422 if context["error_summary"] else 200)


@access(Role.SCHOOL_COORDINATOR)
@require_POST
def copy(request, school_id, period_id):
    """Take over the numbers of the same period a year earlier; rows that are there stay."""
    school, period = _where(request, school_id, period_id)
    source = actions.year_earlier(period)
    copied = actions.copy_demand(school=school, period=period, source=source, by=request.user) if source else 0
    if copied:
        words = count(copied, "rij overgenomen", "rijen overgenomen")
        messages.success(request, f"{words} uit {source}. Controleer de getallen.")
    else:
        messages.info(request, "Er was niets om over te nemen.")
    return redirect("demand-table", school.pk, period.pk)


def _all_valid(forms):
    """Whether all are; each is checked, so that every mistake of the table shows at once."""
    return not [form for form in forms if not form.is_valid()]


def _where(request, school_id, period_id):
    return get_object_or_404(own_schools(request), pk=school_id), get_object_or_404(coming_periods(), pk=period_id)


def _forms(school, period, data):
    """The forms of the rows that are there (or were, when this was sent), and those for new rows."""
    institutions, programmes = Institution.objects.all(), Programme.objects.all()
    by_pk = {one.pk: one for one in institutions}, {one.pk: one for one in programmes}
    stored = {
        (row.institution_id, row.programme_id, row.year): (row.number, row.certainty)
        for row in SchoolDemand.objects.filter(school=school, period=period).order_by("institution__name")
    }
    typed = [tuple(map(int, found.groups())) for name in data or () if (found := A_ROW.fullmatch(name))]
    keys = [key for key in dict.fromkeys([*stored, *typed]) if key[0] in by_pk[0] and key[1] in by_pk[1]]
    if data is not None:
        keys = [key for key in keys if key in typed]  # a row that came meanwhile was not on the page
    rows = [
        DemandRowForm(
            data, institution=by_pk[0][inst], programme=by_pk[1][prog], year=year, stored=stored.get((inst, prog, year))
        )
        for inst, prog, year in sorted(keys, key=lambda key: (by_pk[0][key[0]].name, _order(by_pk[1][key[1]]), key[2]))
    ]
    shown = {"institutions": institutions, "programmes": programmes, "taken": keys}
    return rows, [NewDemandForm(data, place=place, **shown) for place in range(NEW_ROWS)]


def _order(programme):
    return programme.level, programme.name


def _twice(new_forms):
    """Whether two new rows are the same one; the second then says so."""
    seen, found = set(), False
    for form in new_forms:
        if form.is_empty:
            continue
        if form.key in seen:
            form.add_error("number", "Deze rij vulde je 2 keer in. Haal er 1 weg.")
            found = True
        seen.add(form.key)
    return found


def _delivered(school, period):
    rows = PlacementRequest.objects.filter(school=school, period=period, withdrawn_at__isnull=True).order_by()
    counted = rows.values_list("institution", "programme", "year").annotate(number=Count("pk"))
    return {(institution, programme, year): number for institution, programme, year, number in counted}
