"""Invoeren in vijf stappen: where each leerplaats is, the tasks of a step, old rounds, and everything on paper."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions import rollouts as actions
from onboarding.forms.rollouts import ReviewForm, StepForm
from onboarding.models import Placement
from onboarding.printed_rollout import printed_plan, printed_poster, printed_sheet
from onboarding.rollout_facts import facts_of
from onboarding.rollout_progress import progress_of
from onboarding.rollout_reviews import (
    agreed_in,
    counted_period,
    improved_in,
    proposed_moment,
    results_of,
    still_to_improve,
)
from profiles.access import access
from profiles.enums import Role
from profiles.models import Leerplaats
from profiles.views.editable import EDITORS, editable_leerplaats
from profiles.views.editing import sent
from toolbox.formats import rollout_plan, rollout_poster, rollout_sheet
from toolbox.models import Rollout, RolloutTask
from toolbox.preparation import preparation_for
from toolbox.rollout_steps import STEPS, step_by_number
from toolbox.views.pdf import pdf_response
from toolbox.views.word import word_response

PER_PAGE = 25
STAFF = (*EDITORS, Role.WERKBEGELEIDER)
DATE_TASKS = {4: "first-start", 5: "review"}  # the task of a step that asks for a date
WITH_PREPARATION = (2, 3)  # the steps in which a team plans its start beside what students hear before
WITH_TASKS = Prefetch("tasks", queryset=RolloutTask.objects.select_related("done_by"))


@access(*STAFF)
@require_safe
def rollout_list(request):
    """Every own leerplaats with the step it is at, those that began first."""
    leerplaatsen = Leerplaats.objects.visible_to(request.identity).in_use().with_place()
    is_going = Exists(Rollout.objects.filter(leerplaats=OuterRef("pk"), finished_at=None))
    going_first = leerplaatsen.annotate(is_going=is_going).order_by("-is_going", "sort_name", "pk")
    page = Paginator(going_first, PER_PAGE).get_page(request.GET.get("pagina"))
    shown = list(page.object_list)
    keys = [leerplaats.pk for leerplaats in shown]
    rounds = Rollout.objects.filter(leerplaats__in=keys, finished_at=None).select_related("leerplaats")
    rounds = list(rounds.prefetch_related(WITH_TASKS))
    facts = facts_of(rounds)
    progress = {one.leerplaats_id: progress_of(one, facts[one.pk]) for one in rounds}
    editable = Leerplaats.objects.editable_by(request.identity).filter(pk__in=keys)
    editable = set(editable.values_list("pk", flat=True))
    context = {
        "page": page,
        "rows": [(one, progress.get(one.pk), one.pk in editable) for one in shown],
        "nobody_began": not Rollout.objects.filter(leerplaats__in=leerplaatsen.order_by()).exists(),
        "steps": STEPS,
    }
    return render(request, "onboarding/rollout_list.html", context)


@access(*EDITORS)
@require_safe
def rollout_detail(request, pk):
    """The five steps of one leerplaats with how far each is; without a round the way to begin."""
    leerplaats = editable_leerplaats(request, pk)
    rollout = _current(leerplaats)
    context = {"leerplaats": leerplaats, "rollout": rollout, "steps": STEPS}
    if rollout:
        progress, today = _progress(rollout), timezone.localdate()
        context |= {
            "progress": progress,
            "tasks": [_row(leerplaats, state) for state in progress.steps],
            "today": today,
            "is_review_due": rollout.review_on is not None and rollout.review_on <= today,
            "earlier": list(leerplaats.rollouts.exclude(pk=rollout.pk)),
            "to_improve": still_to_improve(leerplaats) if rollout.round > 1 else (),
        }
    return render(request, "onboarding/rollout_detail.html", context)


@access(*EDITORS)
@require_POST
def rollout_start(request, pk):
    """Begin the first round."""
    leerplaats = editable_leerplaats(request, pk)
    actions.start_rollout(leerplaats=leerplaats, by=request.user)
    return redirect("rollout-detail", pk)


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def rollout_step(request, pk, number):
    """The tasks of one step: tick by hand what is done, and write down what was agreed."""
    leerplaats = editable_leerplaats(request, pk)
    step, rollout = step_by_number(number), _current(leerplaats)
    if step is None or rollout is None:
        raise Http404
    state = _progress(rollout).steps[number - 1]
    stored, status = actions.step_values(rollout, step), 200
    form = StepForm(
        sent(request), state=state, stored=stored, number=rollout.round, proposed=_proposed(leerplaats, number)
    )
    if request.method == "POST" and not form.is_valid():
        status = 422
    elif request.method == "POST":
        if answer := _saved(request, rollout, step, form):
            return answer
        status = 409
    context = {
        "leerplaats": leerplaats,
        "rollout": rollout,
        "step": step,
        "state": state,
        "rows": [(one, done, note, *_address(one.task, leerplaats, request.identity)) for one, done, note in form.rows],
        "date_task": DATE_TASKS.get(number),
        "preparation": _preparation(leerplaats) if number in WITH_PREPARATION else None,
        "next": step_by_number(number + 1),
        "form": form,
    }
    return render(request, "onboarding/rollout_step.html", context, status=status)


@access(*STAFF)
@require_safe
def rollout_round(request, pk, number):
    """One round to read: every task with how it went and what was agreed. Old rounds stay."""
    leerplaats = _visible_leerplaats(request, pk)
    rollout = _round_or_404(leerplaats, number)
    is_editor = Leerplaats.objects.editable_by(request.identity).filter(pk=pk).exists()
    context = {"leerplaats": leerplaats, "rollout": rollout, "progress": _progress(rollout), "is_editor": is_editor}
    return render(request, "onboarding/rollout_round.html", context)


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def rollout_review(request, pk, number):
    """Terugkijken: what a round taught, and beginning the next one from there. Of an old round only to read."""
    leerplaats = editable_leerplaats(request, pk)
    rollout = _round_or_404(leerplaats, number)
    form = ReviewForm(sent(request))
    if request.method == "POST" and (rollout.finished_at or form.is_valid()):
        return _begin_next(request, rollout, form)
    progress = _progress(rollout)
    context = {
        "leerplaats": leerplaats,
        "rollout": rollout,
        "progress": progress,
        "agreed": agreed_in(progress),
        "results": results_of(rollout),
        "counted_period": counted_period(rollout),
        "improved": improved_in(rollout),
        "to_improve": still_to_improve(leerplaats),
        "looks_back": step_by_number(len(STEPS)),
        "form": form,
    }
    return render(request, "onboarding/rollout_review.html", context, status=422 if form.errors else 200)


def _begin_next(request, rollout, form):
    """Begin the next round, or go to the one that a colleague or an earlier click began."""
    facts = {} if rollout.finished_at else facts_of([rollout])[rollout.pk]
    review_on = form.cleaned_data["review_on"] if form.is_valid() else None
    begun = actions.next_round(rollout=rollout, facts=facts, by=request.user, review_on=review_on)
    messages.success(request, f"Ronde {begun.round} is begonnen. Ronde {rollout.round} kun je nog lezen.")
    return redirect("rollout-detail", rollout.leerplaats_id)


# --- On paper ----------------------------------------------------------------------


@access(*STAFF)
@require_safe
def rollout_sheet_print(request, pk, number):
    """The gespreksblad of a step."""
    document = _sheet_or_404(request, pk, number)
    return pdf_response(request, [rollout_sheet.html(document)], title=document.title)


@access(*STAFF)
@require_safe
def rollout_sheet_word(request, pk, number):
    """The same gespreksblad to adapt in Word."""
    document = _sheet_or_404(request, pk, number)
    return word_response(rollout_sheet.word(document), title=document.title)


@access(*STAFF)
@require_safe
def rollout_poster_print(request, pk):
    """The five steps for the team room, on A4; with ?papier=a3 twice as large."""
    document = printed_poster(_visible_leerplaats(request, pk))
    size = "a3" if request.GET.get("papier") == "a3" else "a4"
    return pdf_response(request, [rollout_poster.html(document, size)], title=document.title)


@access(*STAFF)
@require_safe
def rollout_plan_print(request, pk, number):
    """The whole plan of a round, with every agreement."""
    rollout = _round_or_404(_visible_leerplaats(request, pk), number)
    document = printed_plan(_progress(rollout))
    return pdf_response(request, [rollout_plan.html(document)], title=document.title)


def _visible_leerplaats(request, pk):
    return get_object_or_404(Leerplaats.objects.visible_to(request.identity).in_use().with_place(), pk=pk)


def _rounds(leerplaats):
    rounds = Rollout.objects.filter(leerplaats=leerplaats).select_related("finished_by", "started_by")
    return rounds.select_related("leerplaats__institution", "institution").prefetch_related(WITH_TASKS)


def _current(leerplaats):
    return _rounds(leerplaats).filter(finished_at=None).first()


def _round_or_404(leerplaats, number):
    return get_object_or_404(_rounds(leerplaats), round=number)


def _progress(rollout):
    """How far a round is; what the portal saw of a finished round was written down at its end."""
    return progress_of(rollout, {} if rollout.finished_at else facts_of([rollout])[rollout.pk])


def _sheet_or_404(request, pk, number):
    leerplaats, step = _visible_leerplaats(request, pk), step_by_number(number)
    if step is None:
        raise Http404
    return printed_sheet(leerplaats, step)


def _saved(request, rollout, step, form):
    """Store the step and go on; None when a colleague wrote something else, which the form then shows."""
    if not form.is_of_this_round:
        form.ask_about_round(rollout.round)
        return None
    try:
        merged = actions.save_step(
            rollout=rollout, step=step, values=form.values, seen=form.seen_values, by=request.user
        )
    except actions.RoundFinished:
        form.ask_about_round(rollout.round + 1)
        return None
    if merged.clashes:
        stored = _rounds(rollout.leerplaats).get(pk=rollout.pk)
        form.ask_about(merged.clashes, actions.step_values(stored, step))
        return None
    messages.success(request, f"Stap {step.number} is bewaard.")
    if request.POST.get("dan") == "volgende" and step.number < len(STEPS):
        return redirect("rollout-step", rollout.leerplaats_id, step.number + 1)
    return redirect("rollout-detail", rollout.leerplaats_id)


def _proposed(leerplaats, number):
    """The date that the portal proposes in this step, or None."""
    match DATE_TASKS.get(number):
        case "first-start":
            return _next_start(leerplaats)
        case "review":
            return proposed_moment(timezone.localdate())
    return None


def _next_start(leerplaats):
    """The first day from today on which a student starts here; None when nobody does."""
    coming = Placement.objects.active().filter(leerplaats=leerplaats, starts_on__gte=timezone.localdate())
    return coming.order_by("starts_on").values_list("starts_on", flat=True).first()


def _preparation(leerplaats):
    """What students of the opleidingen that come here hear at school and centrally."""
    programmes = leerplaats.offers.order_by().values_list("programme", flat=True).distinct()
    return preparation_for(leerplaats.institution, list(programmes))


def _row(leerplaats, state):
    """A row of the task list."""
    url = reverse("rollout-step", args=[leerplaats.pk, state.step.number])
    return {
        "label": state.step.title,
        "url": url,
        "kind": state.kind,
        "status": state.status,
        "hint": state.step.goal,
    }


def _address(task, leerplaats, identity):
    """Where a task is done: address and label; empty without a page, or when it is not for this person."""
    if not task.url_name or (task.is_for_coordinator and not identity.has(Role.COORDINATOR)):
        return "", ""
    try:
        return reverse(task.url_name, args=[leerplaats.pk] if task.needs_leerplaats else []), task.url_label
    except NoReverseMatch:
        return "", ""
