"""At most how many students at once: of one leerplaats, and of several together. Beside it: how full it gets."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.occupancy import busiest, busiest_of, stays_at
from onboarding.views.match_pages import institution_of
from profiles.access import access
from profiles.actions import place_limits as actions
from profiles.dutch import enumerate_dutch
from profiles.enums import LimitPer, Role
from profiles.forms.place_limits import LimitForm, OwnTotalsForm
from profiles.merging import Clash
from profiles.models import PlaceLimit
from profiles.views.editable import EDITORS, editable_leerplaats
from profiles.views.editing import sent

FORM = ["GET", "HEAD", "POST"]
FROM_TOTALS = "totalen"  # in the address: who came from the list of all totals goes back there


@access(*EDITORS)
@require_http_methods(FORM)
def leerplaats_limits(request, pk):
    """The totals of one leerplaats, how full it gets, and the totals it shares with others."""
    leerplaats = editable_leerplaats(request, pk)
    today = timezone.localdate()
    totals = actions.own_totals(leerplaats)
    form, theirs = OwnTotalsForm(sent(request), totals=totals), None
    stays = stays_at([leerplaats.pk], today)[leerplaats.pk]
    now = {per: busiest(stays, per, today) for per in LimitPer.values}
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_totals(
                leerplaats=leerplaats, numbers=form.numbers, seen=form.cleaned_data["seen"], by=request.user
            )
        except Clash as clash:
            theirs = clash.theirs
            form.now_knows(seen=actions.totals_mark(theirs))
        else:
            messages.success(request, f"Het totaal van {leerplaats} is bewaard.")
            _warn(request, form.numbers, now)
            return redirect(request.get_full_path())
    may_change = leerplaats.institution_id in request.identity.institution_ids(Role.COORDINATOR)
    shared = list(_with_leerplaatsen(PlaceLimit.objects.filter(leerplaatsen=leerplaats)))
    shared = [limit for limit in shared if len(limit.leerplaatsen.all()) > 1]
    context = {
        "leerplaats": leerplaats,
        "form": form,
        "now": now.values(),
        "clash": theirs is not None,
        "theirs": [str(one) for one in (theirs or {}).values()],
        "shared": _rows(shared, today),
        "may_change": may_change,
        "from_totals": may_change and FROM_TOTALS in request.GET,
    }
    return render(request, "onboarding/leerplaats_limits.html", context)


def _warn(request, numbers, now):
    """A total below what is agreed already is allowed, and said."""
    for per, number in numbers.items():
        if number is not None and now[per].number > number:
            messages.warning(request, f"{now[per].words} Dat zijn er meer dan {number}. Die afspraken blijven staan.")


@access(Role.COORDINATOR)
@require_safe
def limit_list(request):
    """Every total of the institution with how full it is now, in a fixed number of queries."""
    institution = institution_of(request)
    limits = list(_with_leerplaatsen(PlaceLimit.objects.filter(institution=institution)))
    rows = _rows(limits, timezone.localdate())
    context = {
        "institution": institution,
        "shared": [row for row in rows if not row["only"]],
        "single": [row for row in rows if row["only"]],
    }
    return render(request, "onboarding/place_limits.html", context)


@access(Role.COORDINATOR)
@require_http_methods(FORM)
def limit_new(request):
    """A new total over several leerplaatsen."""
    return _edit(request, PlaceLimit(institution=institution_of(request)))


@access(Role.COORDINATOR)
@require_http_methods(FORM)
def limit_edit(request, pk):
    """Change a total. When a colleague was earlier, both are shown."""
    limit = _limit(request, pk)
    rows = list(limit.leerplaatsen.all()[:2])
    if len(rows) == 1 and rows[0].archived_at is None:
        return redirect(f"{reverse('leerplaats-limits', args=[rows[0].pk])}?{FROM_TOTALS}=1")
    return _edit(request, limit)


@access(Role.COORDINATOR)
@require_POST
def limit_remove(request, pk):
    """Take a total away."""
    limit = _limit(request, pk)
    actions.remove_limit(limit=limit, by=request.user)
    messages.success(request, f"{limit.name} is weggehaald.")
    return redirect("place-limit-list")


def _limit(request, pk):
    return get_object_or_404(PlaceLimit, pk=pk, institution__in=request.identity.institution_ids(Role.COORDINATOR))


def _edit(request, limit):
    heading = limit.name or "Nieuw totaal"
    is_new = limit.pk is None
    form, theirs = LimitForm(sent(request), instance=limit), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_limit(
                limit=form.instance,
                leerplaatsen=form.cleaned_data["leerplaatsen"],
                version=form.cleaned_data["seen_version"] or 0,
                by=request.user,
            )
        except Clash as clash:
            theirs = clash.theirs
            form.now_knows(seen_version=theirs.version)
        else:
            messages.success(request, f"{limit.name} is {'toegevoegd' if is_new else 'bewaard'}.")
            return redirect("place-limit-list")
    context = {
        "form": form,
        "limit": None if is_new else limit,
        "heading": heading,
        "theirs": theirs,
        "theirs_leerplaatsen": enumerate_dutch(row.name for row in theirs.leerplaatsen.all()) if theirs else "",
    }
    return render(request, "onboarding/place_limit.html", context)


def _with_leerplaatsen(limits):
    return limits.prefetch_related("leerplaatsen__location")


def _rows(limits, today):
    """The limits as rows of a table: the leerplaatsen, the busiest moment, and whether that is full."""
    full = busiest_of(limits, today)
    return [_row(limit, full[limit.pk]) for limit in limits]


def _row(limit, now):
    leerplaatsen = list(limit.leerplaatsen.all())
    return {
        "limit": limit,
        "leerplaatsen": leerplaatsen,
        "only": leerplaatsen[0] if len(leerplaatsen) == 1 else None,
        "at_most": f"Hoogstens {limit.number} {limit.get_per_display()}",
        "most": f"{limit.number} {limit.get_per_display()}",
        "now": now,
        "left": limit.number - now.number,
    }
