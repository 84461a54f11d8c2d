"""Koppelen: the periods, and step 1, Controleren; the other steps have modules of their own."""

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from onboarding.match_check import problems, supply_and_demand
from onboarding.models import PlacementRequest
from onboarding.views.match_pages import institution_of, match_context
from profiles.access import access
from profiles.dutch import count
from profiles.enums import Role
from profiles.models import Period

coordinator = access(Role.COORDINATOR)


@coordinator
@require_safe
def board(request):
    """The periods, with how many students look for a place and how many have one."""
    institution = institution_of(request)
    waiting = (
        PlacementRequest.objects.filter(institution=institution)
        .waiting()
        .values("period")
        .annotate(number=Count("pk", distinct=True), locked=Count("pk", filter=Q(proposal__status="locked")))
    )
    by_period = {row["period"]: row for row in waiting}
    placed = dict(
        PlacementRequest.objects.filter(institution=institution, placements__status__in=["agreed", "informed"])
        .values_list("period")
        .annotate(number=Count("pk", distinct=True))
    )
    rows = []
    for period in Period.objects.order_by("starts_on"):
        asked = by_period.get(period.pk, {"number": 0, "locked": 0})
        rows.append(
            {
                "period": period,
                "waiting": asked["number"],
                "waiting_words": f"{count(asked['number'], 'student zoekt', 'studenten zoeken')} een plek",
                "locked": asked["locked"],
                "placed": placed.get(period.pk, 0),
            }
        )
    return render(request, "onboarding/match_board.html", {"rows": rows})


@coordinator
@require_safe
def check(request, period_pk):
    """1 Controleren: demand beside supply per opleiding and year, and what is wrong with students and places."""
    period = get_object_or_404(Period, pk=period_pk)
    institution = institution_of(request)
    rows = sorted(supply_and_demand(institution, period), key=lambda row: row.short <= 0)  # shortages first
    context = match_context(
        period,
        "match-check",
        rows=rows,
        waiting=sum(row.waiting for row in rows),
        free=sum(row.free for row in rows),
        short=sum(max(0, row.short) for row in rows),
        problems=problems(institution, period) if rows else [],
    )
    return render(request, "onboarding/match_check.html", context)
