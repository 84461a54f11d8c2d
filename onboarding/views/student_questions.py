"""Vragen van studenten: who has the asked role for a stage reads, answers, or passes the question on."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, DateField, F, When
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions.student_questions import QuestionClosed, ThreadMoved, answer_question, pass_on
from onboarding.asked_people import asked_roles
from onboarding.forms.student_questions import AnswerForm, PassOnForm
from onboarding.models import StudentQuestion
from onboarding.student_questions import (
    TO_ROLE,
    WITH_REPLIES,
    state_for_staff,
    thread_mark,
    thread_of,
    waiting_words,
    why_closed,
)
from profiles.access import access
from profiles.enums import Role
from profiles.views.editing import sent

PER_PAGE = 30
MOVED = (
    "Er is net iets veranderd in dit gesprek. Lees wat er nu staat. Stuur jouw antwoord alleen als het nog nodig is."
)
CLOSED = "Deze vraag is net gesloten. Je antwoord is niet verstuurd; het staat hieronder."
answering = access(Role.WERKBEGELEIDER, Role.PRAKTIJKOPLEIDER, Role.COORDINATOR, Role.SCHOOL_COORDINATOR)


def _theirs(request):
    return StudentQuestion.objects.for_role_of(request.identity).with_people()


def _question_or_404(request, pk):
    return get_object_or_404(_theirs(request).prefetch_related(WITH_REPLIES), pk=pk)


@answering
@require_safe
@never_cache
def question_list(request):
    """What waits for an answer first, by the promised day; then the others, the newest first."""
    today = timezone.localdate()
    waiting = set(StudentQuestion.objects.for_role_of(request.identity).waiting(today).values_list("pk", flat=True))
    # A name of its own: when nothing waits it is a constant, and a list cannot be sorted by a bare constant.
    promised = Case(When(pk__in=waiting, then="answer_by"), output_field=DateField())
    rows = _theirs(request).annotate(promised=promised)
    rows = rows.order_by(F("promised").asc(nulls_last=True), "-asked_at", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "rows": [
            {"question": one, "state": state_for_staff(one, today), "role": TO_ROLE[one.asked_role]} for one in page
        ],
        "summary": waiting_words(len(waiting)) if waiting else "Er wacht niemand op een antwoord.",
    }
    return render(request, "onboarding/student_question_list.html", context)


@answering
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def question_detail(request, pk):
    """The thread, a field to answer, and passing on."""
    if request.method == "POST" and (passed := _passed_on(request, pk)):
        return _gone(request, passed)
    question = _question_or_404(request, pk)
    form = AnswerForm(sent(request), initial={"seen": thread_mark(question)})
    if not form.is_ready():
        return _thread(request, question, form=form, status=422 if form.is_bound else 200)
    said = form.cleaned_data
    try:
        answer_question(question=question, text=said["text"], seen=said["seen"], by=request.user)
    except QuestionClosed:
        return _thread(request, _question_or_404(request, pk), form=form, clash=CLOSED, status=409)
    except ThreadMoved:
        question = _question_or_404(request, pk)
        form.now_knows(seen=thread_mark(question))
        return _thread(request, question, form=form, clash=MOVED, status=409)
    messages.success(request, f"Verstuurd. {question.placement.student.given_name} krijgt een mail.")
    return redirect("student-question-detail", pk=pk)


@answering
@require_POST
def question_pass(request, pk):
    """Geef door aan: another role answers from now on."""
    if passed := _passed_on(request, pk):
        return _gone(request, passed)
    question = _question_or_404(request, pk)
    form = PassOnForm(request.POST, asked=asked_roles(question.placement), now=question.asked_role)
    if not form.is_valid():
        return _thread(request, question, pass_form=form, status=422)
    said = form.cleaned_data
    try:
        pass_on(question=question, role=said["role"], seen=said["seen"], by=request.user)
    except QuestionClosed:
        return _thread(request, _question_or_404(request, pk), clash="Deze vraag is net gesloten.", status=409)
    except ThreadMoved:
        question = _question_or_404(request, pk)
        form.now_knows(seen=thread_mark(question))
        return _thread(request, question, pass_form=form, clash=MOVED, status=409)
    messages.success(request, f"Doorgegeven aan {TO_ROLE[said['role']]}. De student krijgt een mail.")
    return redirect("student-question-list")


def _passed_on(request, pk):
    """The question when it was passed on from this person, who does not read it any more; else None."""
    if _theirs(request).filter(pk=pk).exists():
        return None
    earlier = StudentQuestion.objects.for_role_of(request.identity, role="earlier_role").with_people()
    return earlier.filter(pk=pk).first()


def _gone(request, question):
    """Somebody passed the question on while this person was writing: what was written is not lost."""
    context = {
        "placement": question.placement,
        "role": TO_ROLE[question.asked_role],
        "text": request.POST.get("text", "").strip(),
    }
    return render(request, "onboarding/student_question_gone.html", context, status=409)


def _typed(request):
    """What stood in the answer when somebody passed the question on and that did not work: it is kept."""
    return {"text": request.POST.get("text", "")}


def _thread(request, question, *, form=None, pass_form=None, clash="", status=200):
    today = timezone.localdate()
    seen = {"seen": thread_mark(question)}
    asked = asked_roles(question.placement)
    if pass_form is None:
        pass_form = PassOnForm(initial=seen, asked=asked, now=question.asked_role)
    context = {
        "question": question,
        "placement": question.placement,
        "form": form or AnswerForm(initial=seen | _typed(request)),
        "pass_form": pass_form,
        "thread": thread_of(question, for_student=False),
        "state": state_for_staff(question, today),
        "role": TO_ROLE[question.asked_role],
        "closed": why_closed(question, today),
        "clash": clash,
        "error_summary": pass_form.error_summary or (form.error_summary if form else []),
    }
    return render(request, "onboarding/student_question.html", context, status=status)
