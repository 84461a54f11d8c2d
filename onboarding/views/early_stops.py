"""A stage that stops before its last day: noting it with care, reading what was noted, and taking it back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from onboarding.actions.early_stops import CannotStop, TooLate, stop_stage, take_back_stop
from onboarding.actions.placements import ChangedMeanwhile
from onboarding.actions.stages import NoRoomLeft
from onboarding.early_stops import (
    back_until,
    can_stop,
    can_take_back,
    gets_a_mail,
    names_who_hear,
    reads_reason,
    stopped_mail,
    what_follows,
)
from onboarding.forms.early_stops import EarlyStopForm
from onboarding.looks import note_look
from onboarding.models import EarlyStop, Placement
from onboarding.refusal_words import room_sentence
from profiles.access import access
from profiles.dutch import long_date
from profiles.enums import Role

LEADING = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER)
stoppers = access(*LEADING, Role.SCHOOL_COORDINATOR)
NOT_NOW = "Deze stage loopt niet, of is al voorbij. Er is niets om te stoppen."


def _stage_or_404(request, pk):
    rows = Placement.objects.visible_to(request.identity).active().with_people()
    placement = get_object_or_404(rows.select_related("institution", "student__school", "school", "early_stop"), pk=pk)
    note_look(request, placement.student, placement.institution)
    return placement


def _home(request, placement):
    """The page of this student that the person may open."""
    leads = request.identity.has(*LEADING)
    return reverse("placement-detail", args=[placement.pk]) if leads else _of_school(placement)


def _of_school(placement):
    return reverse("student-detail", args=[placement.student_id])


@stoppers
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def placement_stop(request, pk):
    """Note that a stage stops early, after a page that says what follows; later it says what was noted."""
    placement, today = _stage_or_404(request, pk), timezone.localdate()
    if placement.stopped_at:
        return _noted(request, placement, today)
    if not can_stop(placement, today):
        messages.info(request, NOT_NOW)
        return redirect(_home(request, placement))
    form = EarlyStopForm(
        request.POST if request.method == "POST" else None,
        placement=placement,
        today=today,
        initial={"version": placement.version},
    )
    is_look = request.POST.get("doe") == "voorbeeld"
    if not form.is_ready() or is_look:
        return _page(request, placement, form, status=422 if form.is_bound and not is_look else 200)
    try:
        said = {name: value for name, value in form.cleaned_data.items() if name != "warned"}
        found = stop_stage(placement=placement, by=request.user, **said)
    except ChangedMeanwhile:
        now = _stage_or_404(request, pk)
        form.add_error(None, "Iemand anders heeft deze stage net veranderd. Kijk of je hem nog wilt laten stoppen.")
        form.now_knows(version=now.version)
        return _page(request, now, form, status=409)
    except CannotStop:
        messages.info(request, NOT_NOW)
        return redirect(_home(request, placement))
    if found:
        messages.success(request, f"Bewaard. {gets_a_mail(placement, request.user)}")
    else:
        messages.info(request, "Dit was al genoteerd. Kijk wat er nu staat.")
    return redirect("placement-stop", pk)


def _page(request, placement, form, status):
    form.is_valid()  # what is right so far stands in the example of the mail
    chosen = getattr(form, "cleaned_data", {})
    subject, body = stopped_mail(placement, chosen.get("last_day"), chosen.get("instruction") or "")
    context = {
        "placement": placement,
        "form": form,
        "follows": what_follows(placement, list(placement.tasks.all()), request.user),
        "mail": {"subject": subject, "body": body},
        "home": _home(request, placement),
    }
    return render(request, "onboarding/placement_stop.html", context, status=status)


def _noted(request, placement, today):
    stop = placement.early_stop
    context = {
        "placement": placement,
        "stop": stop,
        "reason": stop.get_reason_display() if reads_reason(request.identity, stop) else "",
        "until": back_until(stop),
        "told": names_who_hear(placement, stop.noted_by)[1],
        "hears_of_undo": gets_a_mail(placement, request.user),
        "may_take_back": can_take_back(stop, today),
        "home": _home(request, placement),
    }
    return render(request, "onboarding/placement_stopped.html", context)


@stoppers
@require_POST
def placement_stop_undo(request, pk):
    """Take it back: the stage goes on as planned."""
    placement = _stage_or_404(request, pk)
    stop = EarlyStop.objects.filter(placement=placement).first()
    try:
        done = take_back_stop(placement=placement, by=request.user)
    except TooLate:
        messages.info(request, f"Terugdraaien kon tot en met {long_date(back_until(stop))}. Bel met elkaar.")
        return redirect("placement-stop", pk)
    except NoRoomLeft as problem:
        why = room_sentence(problem.room, leerplaats=placement.leerplaats)
        messages.error(request, f"Terugdraaien lukt niet meer. {why}")
        return redirect("placement-stop", pk)
    if done:
        messages.success(request, f"Teruggedraaid. De stage gaat door. {gets_a_mail(placement, request.user)}")
    else:
        messages.info(request, "Dit was al teruggedraaid.")
    return redirect(_home(request, placement))
