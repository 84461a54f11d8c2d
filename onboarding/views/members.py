"""Ending a role. The page stands here and not with the other pages of people, because it shows the students
whom someone guides, and takes that guidance away with the access.
"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from onboarding.actions.placements import end_role
from onboarding.models import Placement
from profiles.access import access
from profiles.actions.members import is_own_last_lead
from profiles.dutch import count
from profiles.enums import Role
from profiles.models import Membership


@access(Role.COORDINATOR, Role.REGIONAL_ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def member_end(request, pk):
    """Ask whether a role must end (GET), and end it today (POST)."""
    rows = Membership.objects.visible_to(request.identity).select_related("user", "institution", "school")
    membership = get_object_or_404(rows, pk=pk)
    refused = is_own_last_lead(membership, request.user)
    if request.method == "POST" and not refused:
        released = end_role(membership=membership, by=request.user)
        students = count(released, "student heeft", "studenten hebben")
        more = f" {students} een nieuwe werkbegeleider nodig: kijk bij Overzicht." if released else ""
        messages.success(request, f"De toegang van {membership.user.name} is beëindigd.{more}")
        return redirect("member-list")
    context = {
        "membership": membership,
        "refused": refused,
        "guided": Placement.objects.guided_under(membership).select_related("student", "leerplaats"),
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "onboarding/member_end.html", context, status=status)
