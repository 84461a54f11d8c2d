"""A student reports what is not right in the profile of a leerplaats. Here, because a stage gives the right to."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from onboarding.forms.reports import ReportForm
from onboarding.models import Placement
from profiles.access import access
from profiles.actions.upkeep import REPORTS_A_DAY, TooManyReports, report_error
from profiles.enums import Role
from profiles.models import Leerplaats
from profiles.views.editing import sent


@access(Role.STUDENT)
@require_http_methods(["GET", "HEAD", "POST"])
def error_report_new(request, slug):
    """The form; sent it stands on the task list of who keeps the profile, and they get a mail."""
    leerplaats = _leerplaats_of_stage(request, slug)
    form = ReportForm(
        sent(request),
        answers=leerplaats.profile.published.answers,
        initial={"part": request.GET.get("deel", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            report_error(leerplaats=leerplaats, by=request.user, **form.cleaned_data)
        except TooManyReports:
            form.add_error(None, f"Je hebt vandaag al {REPORTS_A_DAY} meldingen gestuurd. Morgen kun je weer melden.")
        else:
            return redirect("error-report-thanks", slug)
    return render(request, "onboarding/error_report.html", {"leerplaats": leerplaats, "form": form})


@access(Role.STUDENT)
@require_safe
def error_report_thanks(request, slug):
    """What happens now."""
    leerplaats = _leerplaats_of_stage(request, slug)
    steps = (
        "Wie het profiel bijhoudt, krijgt een mail en leest je melding.",
        "Klopt het inderdaad niet? Dan past een begeleider het profiel aan.",
        "Heb je het antwoord nu nodig? Vraag het aan je werkbegeleider.",
    )
    return render(request, "onboarding/error_report_thanks.html", {"leerplaats": leerplaats, "steps": steps})


def _leerplaats_of_stage(request, slug):
    """The leerplaats, online, when this student has or had a stage there; else it does not exist."""
    stages = Placement.objects.visible_to(request.identity).active().filter(student__user=request.user)
    rows = Leerplaats.objects.online().with_place().select_related("profile__published")
    leerplaats = get_object_or_404(rows, slug=slug)
    if not stages.filter(leerplaats=leerplaats).exists():
        raise Http404
    return leerplaats
