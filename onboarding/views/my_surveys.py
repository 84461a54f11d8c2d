"""Vragenlijsten of a student: the short ones during the stage, and the long one at the end. Counted, never kept."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from onboarding.actions.answers import AlreadyAnswered, count_answers, stage_mark
from onboarding.actions.student_questions import QuestionClosed, ask_question
from onboarding.asked_people import people_of
from onboarding.enums import AskedRole, SurveyKind
from onboarding.forms.surveys import SurveyForm
from onboarding.models import Placement
from onboarding.student_questions import confidant_of, urgent_phone
from onboarding.survey_moments import KINDS, OF_STUDENTS, has_answered, windows_of
from onboarding.survey_names import names_around
from onboarding.survey_questions import questions_of
from onboarding.views.my_placement import placement_or_404
from profiles.access import access
from profiles.enums import Role

TALK = "Ik wil graag met je praten."


@access(Role.STUDENT)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
def my_survey(request, slug):
    """One list: filled in once, on one page; afterwards a thank you, with the offer of a talk."""
    kind = KINDS.get(slug)
    if kind not in OF_STUDENTS:
        raise Http404
    today = timezone.localdate()
    placement, window = _open_for(request, kind, today)
    context = {"placement": placement, "kind": kind, **_help(placement)}
    if not window or not window.is_open(today) or has_answered(placement, kind):
        context |= {"window": window, "is_early": bool(window) and today < window.opens}
        context["is_answered"] = has_answered(placement, kind)
        return render(request, "onboarding/my_survey_closed.html", context)
    form = SurveyForm(
        request.POST if request.method == "POST" else None,
        questions=questions_of(kind, placement.leerplaats, placement),
        names=names_around(placement.leerplaats, today) if request.method == "POST" else (),
    )
    if not form.is_ready():
        context |= {"form": form, "window": window}
        return render(request, "onboarding/my_survey.html", context, status=422 if form.is_bound else 200)
    try:
        count_answers(leerplaats=placement.leerplaats, kind=kind, said=form.said, mark=stage_mark(placement.pk, kind))
    except AlreadyAnswered:
        return render(request, "onboarding/my_survey_closed.html", context | {"is_answered": True})
    # No redirect: its address, or the session, would have to say whether an answer was low.
    context |= {
        "is_low": form.is_low,
        "is_offered_first": form.is_low and kind != SurveyKind.STOPPED,  # who stops is asked with care, not pushed
        "may_ask": placement.ends_on >= today,
        "person": _talker(placement),
    }
    return render(request, "onboarding/my_survey_thanks.html", context)


@access(Role.STUDENT)
@require_POST
def my_talk(request):
    """Ja, graag: the praktijkopleider reads that this student wants to talk, and nothing else."""
    placement = placement_or_404(request)
    try:
        question = ask_question(placement=placement, role=AskedRole.PRAKTIJKOPLEIDER, text=TALK, by=request.user)
    except QuestionClosed:
        return redirect("my-question-list")
    return redirect("my-question-asked", pk=question.pk)


def _open_for(request, kind, today):
    """The stage of this student with that list open, else the last one; with its Window, None in a short stage."""
    stages = (
        Placement.objects.visible_to(request.identity)
        .filter(student__user=request.user)
        .active()
        .with_people()
        .select_related("leerplaats__profile__published", "institution")
        .order_by("-starts_on")
    )
    found = [(one, next((w for w in windows_of(one) if w.kind == kind), None)) for one in stages]
    if not found:
        raise Http404
    return next((pair for pair in found if pair[1] and pair[1].is_open(today)), found[0])


def _help(placement):
    return {"phone": urgent_phone(placement), "confidant": confidant_of(placement)}


def _talker(placement):
    people = people_of(AskedRole.PRAKTIJKOPLEIDER, placement)
    return people[0].first_name if len(people) == 1 else ""
