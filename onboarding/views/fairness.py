"""Whether koppelen turns out fair: for a coordinator the own institution, for the region all of them."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from onboarding.fairness import load_outcomes
from onboarding.fairness_rows import everybody_of, tables_of
from onboarding.forms.fairness import PeriodChoice
from onboarding.models import PlacementRequest
from profiles.access import access
from profiles.enums import Role
from profiles.models import Period


@access(Role.COORDINATOR, Role.REGIONAL_ADMIN)
@require_safe
def overview(request):
    """Three tables of outcomes, and in plain words what counts and what is never used."""
    of_region = not request.identity.has(Role.COORDINATOR)
    institutions = None if of_region else request.identity.institution_ids(Role.COORDINATOR)
    asked = PlacementRequest.objects.filter(withdrawn_at__isnull=True)
    asked = asked if of_region else asked.filter(institution__in=institutions)
    periods = Period.objects.filter(pk__in=asked.order_by().values("period")).order_by("-starts_on")
    form = PeriodChoice(request.GET or None, periods=periods)
    period = form.chosen or periods.first()
    outcomes = load_outcomes(period, institutions) if period else []
    context = {
        "form": form,
        "period": period,
        "of_region": of_region,
        "tables": tables_of(outcomes, of_region),
        "everybody": everybody_of(outcomes, of_region) if outcomes else None,
    }
    return render(request, "onboarding/fairness.html", context)
