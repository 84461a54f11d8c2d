"""Mentorschap: choosing and ending a mentor for staff, and for the student offering to be one."""

from django.contrib import messages
from django.db.models import Case, IntegerField, Value, When
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions.buddies import AlreadyPaired, CannotBePaired, NotAsked, end_pair, offer, pair
from onboarding.forms.buddies import ASK_FIRST, BuddyForm
from onboarding.looks import note_look
from onboarding.models import Buddy, Placement
from onboarding.student_sheets import sheet_of, with_facts
from onboarding.views.my_placement import current_placement
from profiles.access import access
from profiles.enums import Role
from toolbox.formats import FORMATS
from toolbox.views.pdf import pdf_response

LEADING = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER)
SHEETS = {"mentee": "mentor_mentee", "mentor": "mentor_mentor"}
HISTORY = 20


@access(*LEADING)
@require_http_methods(["GET", "HEAD", "POST"])
def mentor(request, pk):
    """Choose the mentor of one student, and see who was it before."""
    placement = _placement_or_404(request, pk)
    today = timezone.localdate()
    if request.method != "POST":
        return _page(request, placement, _form(request, placement, today), today)
    form = _form(request, placement, today, request.POST)
    if not form.is_valid():
        return _page(request, placement, form, today, status=422)
    if not _pair(form, placement, today, request.user):
        return _page(request, placement, form, today, status=409)
    messages.success(request, f"Bewaard. {placement.student.given_name} ziet de mentor op de eigen pagina.")
    return redirect("placement-mentor", pk)


@access(*LEADING)
@require_POST
def mentor_end(request, pk, buddy_pk):
    """End a pair."""
    placement = _placement_or_404(request, pk)
    buddy = get_object_or_404(placement.buddies.with_people().select_related("placement__institution"), pk=buddy_pk)
    if end_pair(buddy=buddy, by=request.user):
        messages.success(request, f"{buddy.first_name} is geen mentor meer van {placement.student.given_name}.")
    else:
        messages.info(request, "Dit mentorschap was al gestopt.")
    return redirect("placement-mentor", pk)


@access(*LEADING)
@require_safe
def mentor_sheet(request, pk, sheet):
    """The sheet for the new student or for the mentor, to print."""
    rows = with_facts(Placement.objects.visible_to(request.identity).active())
    placement = get_object_or_404(rows, pk=pk)
    note_look(request, placement.student, placement.institution)
    return _sheet(request, placement, sheet)


@access(Role.STUDENT)
@require_POST
def my_offer(request):
    """The student wants to be a mentor, or no longer."""
    today = timezone.localdate()
    placement = current_placement(request.identity, today)
    if placement is None or placement.ends_on < today:
        raise Http404
    is_willing = request.POST.get("wil") == "ja"
    if offer(placement=placement, is_willing=is_willing):
        messages.success(
            request,
            "Fijn. Je praktijkopleider ziet dat je mentor wilt zijn."
            if is_willing
            else "Bewaard. Je wordt niet meer gevraagd als mentor.",
        )
    return redirect(f"{reverse('my-placement')}#mentorschap")


@access(Role.STUDENT)
@require_safe
def my_mentor_sheet(request, pk):
    """One's own sheet of a pair that stands: that of the new student, or that of the mentor."""
    today = timezone.localdate()
    mine = current_placement(request.identity, today)
    pairs = Buddy.objects.standing(today)
    buddy = get_object_or_404(pairs.filter(placement=mine) | pairs.filter(mentor=mine), pk=pk) if mine else None
    if buddy is None:
        raise Http404
    placement = with_facts(Placement.objects.filter(pk=buddy.placement_id)).get()
    return _sheet(request, placement, "mentor" if buddy.mentor_id == mine.pk else "mentee")


def _placement_or_404(request, pk):
    rows = Placement.objects.visible_to(request.identity).active().with_people().select_related("institution")
    return get_object_or_404(rows, pk=pk)


def _form(request, placement, today, data=None):
    nearest = Case(
        When(leerplaats=placement.leerplaats_id, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    offered = Case(When(will_mentor_at=None, then=Value(1)), default=Value(0), output_field=IntegerField())
    candidates = (
        Placement.objects.able_to_mentor(placement, today)
        .with_people()
        .order_by(offered, nearest, "student__given_name", "pk")
    )
    return BuddyForm(data, candidates=list(candidates), placement=placement, looked_for=request.GET.get("naam", ""))


def _pair(form, placement, today, user):
    chosen = form.cleaned_data
    try:
        pair(
            placement=placement,
            mentor=chosen["mentor"],
            name=chosen["name"],
            is_asked=chosen["asked"],
            today=today,
            by=user,
        )
    except AlreadyPaired as problem:
        name, by = problem.buddy.first_name, problem.buddy.paired_by.first_name
        form.add_error("who", f"{by} koos {name} al als mentor. Stop dat eerst als je iemand anders kiest.")
    except CannotBePaired:
        form.add_error("who", "Deze student kan nu geen mentor zijn. Kies iemand anders.")
    except NotAsked:
        form.add_error("asked", ASK_FIRST)
    return not form.errors


def _page(request, placement, form, today, status=200):
    pairs = list(placement.buddies.with_people()[:HISTORY])
    context = {
        "placement": placement,
        "form": form,
        "now": next((one for one in pairs if one.is_standing), None),
        "before": [one for one in pairs if not one.is_standing],
        "mentees": Buddy.objects.standing(today).filter(mentor=placement).with_people(),
        "is_over": placement.ends_on < today,
        "looked_for": request.GET.get("naam", ""),
        "sheets": [(sheet, FORMATS[key].label) for sheet, key in SHEETS.items()],
    }
    return render(request, "onboarding/mentor.html", context, status=status)


def _sheet(request, placement, sheet):
    key = SHEETS.get(sheet)
    document = sheet_of(key, placement, is_shared=sheet == "mentor") if key else None
    if document is None:
        raise Http404
    return pdf_response(request, [FORMATS[key].module.html(document)], title=document.title)
