"""The stage on two sheets of paper."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from onboarding.mentoring import pairs_of
from onboarding.my_introduction import my_introduction
from onboarding.paper_plan import sheet_of
from onboarding.views.my_placement import page_of, placement_or_404
from profiles.access import access
from profiles.addresses import absolute
from profiles.enums import Role


@access(Role.STUDENT)
@require_safe
def my_placement_paper(request):
    """What to know on the first sheet, what to do and when to come on the second."""
    today = timezone.localdate()
    placement = placement_or_404(request)
    found = page_of(placement, today)
    context = {
        "placement": placement,
        "page": found.page,
        "introduction": my_introduction(placement),
        "mentorship": pairs_of(placement, today),
        "sheet": sheet_of(found.page, len(found.roster)),
        "roster": found.roster,
        "today": today,
        "address": absolute("/mijn-stage"),
    }
    return render(request, "onboarding/my_placement_paper.html", context)
