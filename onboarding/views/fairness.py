"""Whether koppelen turns out fair: for a coordinator the own institution, for the region all of them."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from onboarding.fairness import SMALLEST_GROUP, compare, group_of, load_outcomes
from onboarding.forms.fairness import PeriodChoice
from onboarding.models import PlacementRequest
from profiles.access import access
from profiles.enums import Role
from profiles.models import Period

TOO_FEW = "Te weinig studenten"
FEW_WISHES = 20  # a share of fewer students says with how many it was counted
BANDS = (SMALLEST_GROUP, 20, 50, 100)  # how large a group is, as the region reads it
COLUMNS = {"first": "de eerste wens", "km": "de afstand"}
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
        "tables": [_table(title, compare(outcomes, name_of), of_region) for title, name_of in TABLES],
        "everybody": _row(group_of("Iedereen", outcomes), of_region) if outcomes else None,
    }
    return render(request, "onboarding/fairness.html", context)


def _table(title, groups, of_region):
    """A table as the page shows it; a column that has no number in any row is left out and told in one sentence."""
    rows = [_row(one, of_region) for one in groups]
    lacking = [name for key, name in COLUMNS.items() if rows and all(row[key] == TOO_FEW for row in rows)]
    return {
        "title": title,
        "rows": rows,
        "first": COLUMNS["first"] not in lacking,
        "km": COLUMNS["km"] not in lacking,
        "lacking": " en ".join(lacking),
    }


def _row(group, of_region):
    """A group in words. For the own institution exact; for the region in bands and tens that point at nobody."""
    few = "" if group.wished >= FEW_WISHES or of_region else f", bij {group.wished} studenten"
    first, km = TOO_FEW, TOO_FEW
    if group.wished >= SMALLEST_GROUP:
        share = group.first_wish_share
        first = f"ongeveer {round(share, -1)} van de 100" if of_region else f"{share} van de 100{few}"
    if group.km is not None:
        km = f"{group.km} km"
    return {
        "name": group.name,
        "asked": _band(group.asked) if of_region else str(group.asked),
        "placed": f"{'ongeveer ' if of_region else ''}"
        f"{round(group.placed_share, -1) if of_region else group.placed_share} van de 100",
        "first": first,
        "km": km,
        "proposed": str(group.proposed),
        "without": str(group.without - group.proposed),
    }


def _band(number):
    """How large a group is, so wide that no difference of two groups shows a small number."""
    if number < SMALLEST_GROUP:
        return TOO_FEW
    low = max(band for band in BANDS if band <= number)
    return f"{low} of meer" if low == BANDS[-1] else f"{low} tot {BANDS[BANDS.index(low) + 1]}"
