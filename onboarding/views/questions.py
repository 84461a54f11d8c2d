"""Voorleggen: the coordinator asks leerplaatsen whether a student can come; the praktijkopleider answers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions.late_answers import told_on
from onboarding.actions.questions import AlreadyAnswered, accept, ask, decline, withdraw_question
from onboarding.enums import PlaceAnswer
from onboarding.forms.confirming import TICK_ONE, ticked_keys
from onboarding.forms.questions import AskForm, DeclineForm
from onboarding.models import PlaceQuestion
from onboarding.place_questions import questions_of, standing, with_room
from onboarding.views.confirming import ready
from onboarding.views.match_pages import institution_of
from profiles.access import access
from profiles.dutch import count, enumerate_dutch, plain_date, time_label
from profiles.enums import Role
from profiles.models import Period
from profiles.views.editing import sent

PER_PAGE = 20
ASKED_PER_PAGE = 50
ANSWERED_SHOWN = 10
ANSWERING = (Role.PRAKTIJKOPLEIDER, Role.COORDINATOR)
coordinator = access(Role.COORDINATOR)
answerer = access(*ANSWERING)


def _questions(request):
    found = PlaceQuestion.objects.visible_to(request.identity)
    return found.select_related(
        "request__student__school", "request__programme", "request__period", "offer__leerplaats", "answered_by"
    )


@answerer
@require_safe
def question_list(request):
    """What waits for an answer of one's own leerplaatsen, the first day first; and what was answered."""
    waiting = standing(_questions(request)).order_by("due_on", "request__student__sort_name", "pk")
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("pagina"))
    answered = _questions(request).ended()
    context = {
        "page": page,
        "rows": with_room(page.object_list),
        "answered": list(answered.order_by("-answered_at", "-pk")[:ANSWERED_SHOWN]),
        "today": timezone.localdate(),
        "may_withdraw": request.identity.has(Role.COORDINATOR),
    }
    return render(request, "onboarding/question_list.html", context)


@answerer
@require_POST
def question_accept(request, pk):
    """Akkoord: the student can come."""
    question = get_object_or_404(_questions(request), pk=pk)
    try:
        accept(question=question, by=request.user)
    except AlreadyAnswered as earlier:
        messages.info(request, _who_answered(earlier.question))
    else:
        student = question.request.student.short_name
        messages.success(request, f"Akkoord: {student} kan komen op {question.offer.leerplaats.name}.")
    return redirect("question-list")


@answerer
@require_http_methods(["GET", "HEAD", "POST"])
def question_decline(request, pk):
    """Kan niet: ask why, then loosen the koppeling."""
    question = get_object_or_404(_questions(request), pk=pk)
    form = DeclineForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            decline(question=question, by=request.user, **form.cleaned_data)
        except AlreadyAnswered as earlier:
            messages.info(request, _who_answered(earlier.question))
        else:
            messages.success(request, "Je antwoord is bewaard. De coördinator zoekt een andere plek.")
        return redirect("question-list")
    context = {"question": question, "form": form}
    return render(request, "onboarding/question_decline.html", context, status=422 if form.errors else 200)


def _who_answered(question):
    """Who was earlier, and what they said."""
    at = question.answered_at
    if question.answer == PlaceAnswer.ASKED or at is None:
        return "Deze vraag is niet meer nodig: de coördinator koos een andere plek."
    if question.answer == PlaceAnswer.WITHDRAWN:
        return "Deze vraag is niet meer nodig: de coördinator besliste zonder antwoord."
    moment = f"{plain_date(at)} om {time_label(at)}"
    return f"{question.answered_by.name} was eerder: {question.get_answer_display()}, op {moment}. Dat blijft staan."


@coordinator
@require_POST
def question_withdraw(request, pk):
    """Take a question back, and decide without an answer."""
    question = get_object_or_404(_questions(request), pk=pk)
    if withdraw_question(question=question, by=request.user):
        student = question.request.student.short_name
        messages.success(request, f"De vraag over {student} is ingetrokken. Je beslist nu zelf over de plek.")
    else:
        question.refresh_from_db()
        messages.info(request, _who_answered(question))
    return redirect("question-ask", period_pk=question.request.period_id)


@coordinator
@require_http_methods(["GET", "HEAD", "POST"])
def question_ask(request, period_pk):
    """Put koppelingen to their leerplaats: one, what is ticked, or all that is locked."""
    period = get_object_or_404(Period, pk=period_pk)
    everything = ready(request, period)
    form = AskForm(sent(request), initial={"which": "ticked"})
    ticked = ticked_keys(request.POST if request.method == "POST" else request.GET)
    if request.method == "POST" and form.is_valid():
        chosen = form.narrow(everything, ticked)
        if form.cleaned_data["which"] == "locked" or chosen.exists():
            _say_what_was_asked(request, ask(proposals=chosen, due_on=form.cleaned_data["due_on"], by=request.user))
            return redirect("question-ask", period_pk=period.pk)
        form.add_error("which", TICK_ONE)
    page = Paginator(everything, ASKED_PER_PAGE).get_page(request.GET.get("pagina"))
    questions = questions_of(page)
    mine = _questions(request).filter(request__period=period)
    context = {
        "period": period,
        "form": form,
        "page": page,
        "rows": [{"proposal": one, "question": questions.get(one.pk)} for one in page],
        "ticked": ticked,
        "declined": list(
            mine.filter(
                answer=PlaceAnswer.DECLINED, request__proposal__offer=None, request__proposal__isnull=False
            ).order_by("-answered_at")
        ),
        "late": _late(institution_of(request), mine),
    }
    return render(request, "onboarding/question_ask.html", context, status=422 if form.errors else 200)


def _late(institution, questions):
    """The questions past their last day, each with when the coordinators were mailed about it (or None)."""
    late = list(standing(questions).filter(due_on__lt=timezone.localdate()))
    told = told_on(institution, {question.due_on for question in late})
    return [{"question": question, "told": told.get(question.due_on)} for question in late]


def _say_what_was_asked(request, asked):
    if not asked.questions:
        messages.info(request, "Er is niets nieuws voorgelegd. Over deze koppelingen is al een vraag gesteld.")
    else:
        places = enumerate_dutch(sorted({question.offer.leerplaats.name for question in asked.questions}))
        messages.success(request, f"{count(len(asked.questions), 'vraag is', 'vragen zijn')} gesteld aan {places}.")
    if asked.unreachable:
        names = enumerate_dutch(leerplaats.name for leerplaats in asked.unreachable)
        messages.warning(request, f"Geen praktijkopleider: {names}. Bel zelf, of nodig iemand uit bij Leerplaatsen.")
