"""A confirmed stage that changes or lapses, and a request that is withdrawn."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from onboarding.actions.messages import LINK
from onboarding.actions.placements import ChangedMeanwhile
from onboarding.actions.stages import (
    CannotChange,
    NoRoomLeft,
    cancel_placement,
    cancelled_mail,
    change_stage,
    was_told,
)
from onboarding.actions.student_answers import keep_place
from onboarding.actions.withdrawals import ask_again, withdraw_request
from onboarding.enums import Refusal
from onboarding.forms.stages import CancelForm, StageChangeForm, WithdrawForm
from onboarding.looks import note_look
from onboarding.models import Placement, PlacementRequest
from onboarding.refusal_words import room_sentence
from onboarding.room import NoRoom
from onboarding.stage_changes import can_change, has_started, plan, terms_of
from onboarding.stage_checks import check
from profiles.access import access
from profiles.enums import Role

FORM = ["GET", "HEAD", "POST"]
coordinator = access(Role.COORDINATOR)
asker = access(Role.COORDINATOR, Role.SCHOOL_COORDINATOR)


def _stage_or_404(request, pk):
    institutions = request.identity.institution_ids(Role.COORDINATOR)
    rows = Placement.objects.filter(institution__in=institutions).select_related(
        "student__school",
        "school",
        "request__programme",
        "request__period",
        "institution",
        "offer__leerplaats",
        "leerplaats__location",
        "leerplaats__institution",
        "leerplaats__profile__published",
        "werkbegeleider",
    )
    placement = get_object_or_404(rows, pk=pk)
    note_look(request, placement.student, placement.institution)
    return placement


@coordinator
@require_http_methods(FORM)
def change(request, pk):
    """Move a stage or give it other dates or days: first the form, then what follows, then it is done."""
    placement, today = _stage_or_404(request, pk), timezone.localdate()
    if not can_change(placement, today):
        messages.info(request, "Deze stage is vervallen, voorbij of stopt eerder. Er is niets meer te veranderen.")
        return redirect("placement-detail", pk=pk)
    form = StageChangeForm.for_placement(placement, today, request.POST if request.method == "POST" else None)
    if request.method != "POST" or request.POST.get("doe") == "terug" or not form.is_valid():
        is_wrong = request.method == "POST" and request.POST.get("doe") != "terug"
        return _change_page(request, placement, form, status=422 if is_wrong else 200)
    found = plan(placement, form.terms, today)
    if found is None:
        form.add_error(None, "Er is niets veranderd. Kies een andere plek, dag of datum.")
        return _change_page(request, placement, form, status=422)
    checks = check(found)
    if checks.refusal:
        rule = NoRoom(Refusal.RULE, rule=checks.refusal)
        form.add_error(None, room_sentence(rule, leerplaats=form.terms.offer.leerplaats))
        return _change_page(request, placement, form, status=422)
    if request.POST.get("doe") != "wijzig":
        return _change_page(request, placement, form, found=found, cautions=checks.cautions)
    try:
        change_stage(
            placement=placement,
            version=form.cleaned_data["version"],
            terms=form.terms,
            by=request.user,
            instruction=form.cleaned_data["instruction"],
        )
    except ChangedMeanwhile:
        return _changed_meanwhile(request, placement, form)
    except NoRoomLeft as refusal:
        form.add_error(None, room_sentence(refusal.room, leerplaats=form.terms.offer.leerplaats))
        return _change_page(request, placement, form, status=409)
    except CannotChange:
        messages.info(request, "Deze stage is intussen begonnen of vervallen. Kijk wat er nu staat.")
        return redirect("placement-detail", pk=pk)
    messages.success(
        request, f"De stage is veranderd. {placement.student.given_name}, het team en de school krijgen een mail."
    )
    return redirect("placement-detail", pk=pk)


def _changed_meanwhile(request, placement, form):
    now = _stage_or_404(request, placement.pk)
    form.add_error(None, "Iemand anders heeft deze stage ook veranderd. Kijk wat er nu staat en kies opnieuw.")
    form.now_knows(version=now.version)
    return _change_page(request, now, form, status=409)


def _change_page(request, placement, form, found=None, cautions=(), status=200):
    mail = None
    if found:
        subject, body = found.mail(form.cleaned_data["instruction"])
        mail = {"subject": subject, "body": body.replace(LINK, "(hier komt de eigen link van de student)")}
    context = {
        "placement": placement,
        "form": form,
        "found": found,
        "mail": mail,
        "cautions": cautions,
        "now": terms_of(placement),
        "clash": status == 409,
    }
    return render(request, "onboarding/placement_change.html", context, status=status)


@coordinator
@require_http_methods(FORM)
def cancel(request, pk):
    """Let a stage lapse before it starts, after a page that asks why and says what follows."""
    placement, today = _stage_or_404(request, pk), timezone.localdate()
    if placement.cancelled_at:
        return _already_cancelled(request, placement)
    if has_started(placement, today):
        return _begun(request, pk)
    initial = {"version": placement.version}
    if placement.cannot_come_reason:
        initial["reason"] = placement.cannot_come_reason
    form = CancelForm(request.POST if request.method == "POST" else None, initial=initial)
    is_look = request.POST.get("doe") == "voorbeeld"
    if request.method == "POST" and form.is_valid() and not is_look:
        try:
            return _cancel(request, placement, form)
        except CannotChange:  # it began since the page was opened
            return _begun(request, pk)
        except ChangedMeanwhile:
            placement = _stage_or_404(request, pk)
        form.add_error(None, "Iemand anders heeft deze stage net veranderd. Kijk of je hem nog wilt laten vervallen.")
        form.now_knows(version=placement.version)
    told = was_told(placement)
    still_looking = {"ja": True, "nee": False}.get(form["still_looking"].value())
    subject, body = cancelled_mail(
        placement, still_looking=still_looking, instruction=form["instruction"].value() or ""
    )
    context = {"placement": placement, "form": form, "told": told, "mail": {"subject": subject, "body": body}}
    status = 422 if form.errors and not is_look else 200
    return render(request, "onboarding/placement_cancel.html", context, status=status)


def _begun(request, pk):
    messages.info(request, "Deze stage is al begonnen. Laat hem hier eerder stoppen.")
    return redirect("placement-stop", pk=pk)


def _cancel(request, placement, form):
    chosen = form.cleaned_data
    is_new = cancel_placement(
        placement=placement,
        by=request.user,
        reason=chosen["reason"],
        still_looking=chosen["still_looking"] == "ja",
        instruction=chosen["instruction"],
        version=chosen["version"],
    )
    if not is_new:  # somebody else, or a second press, was first
        return _already_cancelled(request, placement)
    lapsed = f"De stage van {placement.student.name} is vervallen. De plek is weer vrij."
    if chosen["still_looking"] == "ja":
        messages.success(request, f"{lapsed} Zoek hier een andere plek.")
        return redirect("match-lock", period_pk=placement.request.period_id)
    messages.success(request, lapsed)
    return redirect("placement-overview")


def _already_cancelled(request, placement):
    messages.info(request, "Deze stage is al vervallen.")
    return redirect("placement-detail", pk=placement.pk)


@coordinator
@require_POST
def keep(request, pk):
    """The student said "ik kan niet", but the stage goes on."""
    placement = _stage_or_404(request, pk)
    if keep_place(placement=placement, by=request.user):
        messages.success(request, f"De stage van {placement.student.name} gaat door. Vertel het zelf aan de student.")
    return redirect("placement-detail", pk=pk)


def _request_or_404(request, pk):
    rows = PlacementRequest.objects.visible_to(request.identity)
    asked = get_object_or_404(rows.select_related("student", "institution", "period", "programme"), pk=pk)
    note_look(request, asked.student, asked.institution)
    return asked


@asker
@require_http_methods(FORM)
def request_withdraw(request, pk):
    """Take a request back, after a page that says what follows."""
    asked, today = _request_or_404(request, pk), timezone.localdate()
    standing = Placement.objects.active().filter(request=asked).select_related("leerplaats").first()
    if standing and has_started(standing, today):
        return _begun(request, standing.pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if withdraw_request(request=asked, reason=form.cleaned_data["reason"], by=request.user):
            messages.success(request, f"De aanvraag voor {asked.student.name} is ingetrokken.")
        else:
            messages.info(request, "Deze aanvraag was al ingetrokken.")
        return redirect("student-detail", pk=asked.student_id)
    context = {"asked": asked, "standing": standing, "form": form}
    return render(request, "onboarding/request_withdraw.html", context, status=422 if form.errors else 200)


@asker
@require_POST
def request_again(request, pk):
    """Take a withdrawal back: the student looks for a place again."""
    asked = _request_or_404(request, pk)
    if ask_again(request=asked, by=request.user):
        messages.success(request, f"{asked.student.name} zoekt weer een plek bij {asked.institution.name}.")
    return redirect("student-detail", pk=asked.student_id)
