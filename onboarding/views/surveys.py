"""Vragenlijsten for colleagues: their own list at the end of a half year, and typing in what came on paper."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from onboarding.actions.answers import AlreadyAnswered, colleague_mark, count_answers, count_paper
from onboarding.enums import SurveyKind
from onboarding.forms.surveys import PaperForm, SurveyForm
from onboarding.survey_moments import KINDS, SLUGS, colleague_has_answered, guided_places, team_window
from onboarding.survey_names import names_around
from onboarding.survey_questions import questions_of
from onboarding.survey_sheets import survey_sheet as sheet_of
from profiles.access import access
from profiles.enums import Role
from profiles.models import Leerplaats
from profiles.sent_numbers import read_number
from toolbox.formats import questionnaire
from toolbox.views.pdf import pdf_response

FORM = ["GET", "HEAD", "POST"]
ON_PAPER = (SurveyKind.STAGE, SurveyKind.INTRODUCTION, SurveyKind.TEAM, SurveyKind.STOPPED)
COUNTED = "Geteld. Gooi het papier nu weg. Dan kun je de volgende lijst invoeren."


@access(Role.WERKBEGELEIDER, Role.PRAKTIJKOPLEIDER)
@require_http_methods(FORM)
@never_cache
@sensitive_post_parameters()
def team_survey(request):
    """The list for who guides, at the end of each half year; about one leerplaats, once per half year."""
    today = timezone.localdate()
    now = team_window(today)
    if now is None:
        return render(request, "onboarding/team_survey.html", {"state": "closed"})
    window, half_year = now
    context = {"window": window}
    places = list(Leerplaats.objects.filter(pk__in=guided_places(request.identity, half_year, today)).with_place())
    if colleague_has_answered(request.user, half_year):
        return render(request, "onboarding/team_survey.html", context | {"state": "answered"})
    leerplaats = _chosen(places, read_number(request.GET.get("leerplaats")))
    if leerplaats is None:
        state = "choose" if places else "nobody"
        return render(request, "onboarding/team_survey.html", context | {"state": state, "places": places})
    form = SurveyForm(
        request.POST if request.method == "POST" else None,
        questions=questions_of(SurveyKind.TEAM, leerplaats),
        names=names_around(leerplaats, today) if request.method == "POST" else (),
    )
    context |= {"form": form, "leerplaats": leerplaats, "several": len(places) > 1}
    if not form.is_ready():
        status = 422 if form.is_bound else 200
        return render(request, "onboarding/team_survey.html", context | {"state": "asks"}, status=status)
    mark = colleague_mark(request.user.pk, half_year, SurveyKind.TEAM)
    try:
        count_answers(leerplaats=leerplaats, kind=SurveyKind.TEAM, said=form.said, mark=mark)
    except AlreadyAnswered:
        return render(request, "onboarding/team_survey.html", context | {"state": "answered"})
    messages.success(request, "Geteld. Dank je wel. Je naam staat er niet bij.")
    return redirect("team-survey")


def _chosen(places, pk):
    if len(places) == 1:
        return places[0]
    return next((one for one in places if one.pk == pk), None)


@access(Role.PRAKTIJKOPLEIDER, Role.COORDINATOR)
@require_http_methods(FORM)
@never_cache
@sensitive_post_parameters()
def survey_paper(request, pk, slug):
    """One list after the other, as it stands on the paper."""
    leerplaats, kind = _on_paper(request, pk, slug)
    form = PaperForm(
        request.POST if request.method == "POST" else None,
        questions=questions_of(kind, leerplaats),
        names=names_around(leerplaats, timezone.localdate()) if request.method == "POST" else (),
    )
    if form.is_ready():
        try:
            count_paper(leerplaats=leerplaats, kind=kind, said=form.said, sheet=form.cleaned_data["sheet"])
        except AlreadyAnswered:
            messages.info(request, "Deze lijst was al geteld. Hij telt één keer mee.")
        else:
            messages.success(request, COUNTED)
        return redirect("survey-paper", pk=pk, slug=slug)
    context = {
        "leerplaats": leerplaats,
        "kind": kind,
        "slug": slug,
        "form": form,
        "tabs": [(SLUGS[one], one.label, one == kind) for one in ON_PAPER],
    }
    return render(request, "onboarding/survey_paper.html", context, status=422 if form.is_bound else 200)


@access(Role.PRAKTIJKOPLEIDER, Role.COORDINATOR)
@require_safe
def survey_sheet(request, pk, slug):
    """The empty list of one leerplaats, to print."""
    sheet = sheet_of(*reversed(_on_paper(request, pk, slug)))
    if sheet is None:
        raise Http404
    return pdf_response(request, [questionnaire.html(sheet)], title=sheet.title)


def _on_paper(request, pk, slug):
    """The leerplaats and the list, or a 404."""
    rows = Leerplaats.objects.editable_by(request.identity)
    leerplaats = get_object_or_404(rows.select_related("institution", "location", "profile__published"), pk=pk)
    if KINDS.get(slug) not in ON_PAPER:
        raise Http404
    return leerplaats, KINDS[slug]
