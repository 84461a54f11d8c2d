"""Step 4 of koppelen, Bevestigen: who gets which place, which mail and when; and what came of it."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from onboarding.actions.messages import LINK, start_mail
from onboarding.actions.placements import confirm_proposals, preview_placement
from onboarding.enums import ProposalStatus
from onboarding.forms.confirming import ConfirmForm
from onboarding.models import Proposal
from onboarding.views.match_pages import match_context
from profiles.access import access
from profiles.enums import Role
from profiles.models import Period

coordinator = access(Role.COORDINATOR)


def _ready(request, period):
    """The koppelingen with a place that nobody has confirmed yet."""
    found = Proposal.objects.filter(institution__in=request.identity.institution_ids(Role.COORDINATOR))
    found = found.filter(request__period=period, offer__isnull=False).exclude(status=ProposalStatus.CONFIRMED)
    return found.select_related(
        "institution",
        "request__student__school",
        "request__programme",
        "request__period",
        "offer__leerplaats__location",
        "locked_by",
    ).order_by("request__student__sort_name", "pk")


@coordinator
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, period_pk):
    """4 Bevestigen: who gets which place and which mail, and the button that makes it so."""
    period = get_object_or_404(Period, pk=period_pk)
    ready = _ready(request, period)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        chosen = form.narrow(ready)
        result = confirm_proposals(proposals=list(chosen), by=request.user)
        request.session["confirmed"] = {
            "made": [placement.pk for placement in result.made],
            "full": [str(one.request.student) for one in result.full],
            "busy": [str(one.request.student) for one in result.busy],
        }
        return redirect("match-confirmed", period_pk=period.pk)
    rows = list(ready.select_related("offer__leerplaats__profile__published", "offer__leerplaats__institution"))
    previews = [preview_placement(row) for row in rows]  # stagedag 1 may come after the day the school asked for
    context = match_context(
        period,
        "match-confirm",
        rows=list(zip(rows, previews, strict=True)),
        locked=sum(row.status == ProposalStatus.LOCKED for row in rows),
        mail=_mail_preview(previews[0]) if rows else None,
        form=form,
    )
    return render(request, "onboarding/match_confirm.html", context, status=422 if form.errors else 200)


def _mail_preview(placement):
    """Subject and body of the mail for one koppeling; the link is only made when it is sent."""
    subject, body = start_mail(placement)
    return subject, body.replace(LINK, "(hier komt de eigen link van de student)")


@coordinator
@require_safe
def confirmed(request, period_pk):
    """What confirming gave, and what happens now."""
    period = get_object_or_404(Period, pk=period_pk)
    outcome = request.session.get("confirmed")
    if not outcome:
        return redirect("match-confirm", period_pk=period.pk)
    return render(request, "onboarding/match_confirmed.html", {"period": period, "outcome": outcome})
