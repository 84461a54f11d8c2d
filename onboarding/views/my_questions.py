"""Mijn vragen: a student asks somebody with a role, reads the answer, asks further, and says when it is answered."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions.student_questions import QuestionClosed, ask_question, close_question, say_more
from onboarding.asked_people import asked_roles
from onboarding.forms.student_questions import AskQuestionForm, SayMoreForm
from onboarding.models import StudentQuestion
from onboarding.student_questions import (
    TO_MY_ROLE,
    WITH_REPLIES,
    answer_day,
    confidant_of,
    state_for_student,
    thread_of,
    urgent_phone,
    why_closed,
)
from onboarding.views.my_placement import current_placement
from profiles.access import access
from profiles.dutch import long_date
from profiles.enums import Role
from profiles.views.editing import sent

FORM = ["GET", "HEAD", "POST"]
OVER = "Je stage is voorbij. Je kunt hier geen vraag meer stellen."
student = access(Role.STUDENT)


def _mine(request):
    return StudentQuestion.objects.of_student(request.user).with_people()


def _stage(request):
    """The stage to ask about, and whether it is too late for that."""
    today = timezone.localdate()
    placement = current_placement(request.identity, today)
    return placement, placement is not None and placement.ends_on < today


@student
@require_safe
@never_cache
def question_list(request):
    """Every question with how it stands, the newest first."""
    today = timezone.localdate()
    placement, is_over = _stage(request)
    rows = [
        {"question": one, "state": state_for_student(one, today), "role": TO_MY_ROLE[one.asked_role]}
        for one in _mine(request)
    ]
    context = {
        "placement": placement,
        "is_over": is_over,
        "rows": rows,
        "phone": urgent_phone(placement) if placement else "",
        "confidant": confidant_of(placement) if placement else [],
    }
    return render(request, "onboarding/my_question_list.html", context)


@student
@require_http_methods(FORM)
@never_cache
def question_ask(request):
    """Ask something: whom, and what."""
    placement, is_over = _stage(request)
    if placement is None:
        raise Http404
    if is_over:
        messages.info(request, OVER)
        return redirect("my-question-list")
    asked = asked_roles(placement)
    form = AskQuestionForm(sent(request), asked=asked)
    if form.is_ready():
        try:
            question = ask_question(placement=placement, by=request.user, **_said(form, "role", "text"))
        except QuestionClosed:
            messages.info(request, OVER)
            return redirect("my-question-list")
        return redirect("my-question-asked", pk=question.pk)
    context = {
        "placement": placement,
        "form": form,
        "asked": asked,
        "answer_by": answer_day(timezone.localdate()),
        "phone": urgent_phone(placement),
        "confidant": confidant_of(placement),
    }
    return render(request, "onboarding/my_question_ask.html", context, status=422 if form.is_bound else 200)


def _said(form, *names):
    return {name: form.cleaned_data[name] for name in names}


@student
@require_safe
@never_cache
def question_asked(request, pk):
    """The proof: a copy of the question, when the answer comes, and whom to call when it cannot wait."""
    question = get_object_or_404(_mine(request), pk=pk)
    role = TO_MY_ROLE[question.asked_role]
    phone = urgent_phone(question.placement)
    steps = [
        f"Je vraag is nu bij {role}.",
        f"Je hebt uiterlijk {long_date(question.answer_by)} antwoord. Je krijgt dan een mail.",
        "Het antwoord lees je bij Mijn vragen. Daar kun je verder vragen.",
    ]
    context = {"question": question, "steps": steps, "phone": phone, "placement": question.placement}
    return render(request, "onboarding/my_question_asked.html", context)


@student
@require_http_methods(FORM)
@never_cache
def question_detail(request, pk):
    """The thread, with a field to ask further."""
    question = get_object_or_404(_mine(request).prefetch_related(WITH_REPLIES), pk=pk)
    form = SayMoreForm(sent(request))
    if form.is_ready():
        try:
            say_more(question=question, text=form.cleaned_data["text"], by=request.user)
        except QuestionClosed:
            question = get_object_or_404(_mine(request).prefetch_related(WITH_REPLIES), pk=pk)
            return _thread(request, question, form, status=409)
        messages.success(request, "Je vraag is verstuurd.")
        return redirect("my-question-detail", pk=pk)
    return _thread(request, question, form, status=422 if form.is_bound else 200)


def _thread(request, question, form, status):
    today = timezone.localdate()
    context = {
        "question": question,
        "placement": question.placement,
        "form": form,
        "thread": thread_of(question, for_student=True),
        "state": state_for_student(question, today),
        "role": TO_MY_ROLE[question.asked_role],
        "closed": why_closed(question, today),
        "is_answered": any(not reply.by_student and reply.text for reply in question.replies.all()),
        "not_sent": status == 409,
        "phone": urgent_phone(question.placement),
    }
    return render(request, "onboarding/my_question.html", context, status=status)


@student
@require_POST
def question_close(request, pk):
    """Mijn vraag is beantwoord."""
    question = get_object_or_404(_mine(request), pk=pk)
    if close_question(question=question, by=request.user):
        messages.success(request, "Je vraag is gesloten. Je kunt altijd een nieuwe vraag stellen.")
    return redirect("my-question-list")
