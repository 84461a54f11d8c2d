"""Whether koppelen turns out fair: for a coordinator the own institution, for the region all of them."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from onboarding.fairness import SMALLEST_GROUP, compare, group_of, load_outcomes
from onboarding.forms.fairness import PeriodChoice
from onboarding.models import PlacementRequest
from onboarding.region_supply import students_in_words
from profiles.access import access
from profiles.enums import Role
from profiles.models import Period

TOO_FEW = "Te weinig studenten"
TABLES = (
    ("Per school", lambda outcome: outcome.school),
    ("Per opleiding", lambda outcome: outcome.programme),
    ("Per reisregio", lambda outcome: outcome.region),
)


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
        "tables": [(title, [_row(one, of_region) for one in compare(outcomes, name_of)]) for title, name_of in TABLES],
        "everybody": _row(group_of("Iedereen", outcomes), of_region) if outcomes else None,
    }
    return render(request, "onboarding/fairness.html", context)


def _row(group, of_region):
    """A group in words: shares in hundreds. Outside the institution small numbers point at nobody."""
    small = of_region and any(0 < number < SMALLEST_GROUP for number in (group.without, group.placed))
    return {
        "name": group.name,
        "asked": students_in_words(group.asked, rounded=small),
        "placed": f"ongeveer {round(group.placed_share, -1)} van de 100"
        if small
        else f"{group.placed_share} van de 100",
        "first": TOO_FEW if group.wished < SMALLEST_GROUP else f"{group.first_wish_share} van de 100",
        "km": TOO_FEW if group.km is None else f"{group.km} km",
        "without": students_in_words(group.without) if of_region else str(group.without),
    }
