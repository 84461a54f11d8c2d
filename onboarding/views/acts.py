"""Mag ik dit al? for one student: what was agreed for the own opleiding and year."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from onboarding.views.my_placement import current_placement
from profiles.access import access
from profiles.acts import ALWAYS, RESERVED
from profiles.enums import Role
from profiles.views.acts import agreed_on


@access(Role.STUDENT)
@require_safe
def my_acts(request):
    """The own column of the table of the leerplaats; without a stage the page that says so."""
    placement = current_placement(request.identity, timezone.localdate())
    if placement is None:
        return render(request, "onboarding/my_placement_unknown.html", {"school": request.identity.school})
    asked = placement.request
    found = agreed_on(placement.leerplaats, who=True, programme_id=asked.programme_id, year=asked.year)
    context = {
        "placement": placement,
        "title": f"{asked.programme}, leerjaar {asked.year}",
        "agreement": found[0] if found else None,
        "always": ALWAYS,
        "reserved": RESERVED if found and found[0].has_reserved else "",
    }
    return render(request, "onboarding/my_acts.html", context)
