"""The rooster of one stage: diensten per stagedag, days off and extra days."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from onboarding.actions.roster import TOGETHER, RosterChanged, follow_days, set_days, set_roster
from onboarding.arrivals import first_day
from onboarding.enums import DayKind, PlacementStatus
from onboarding.forms.roster import ExtraDayForm, RosterForm
from onboarding.looks import note_look
from onboarding.models import Placement
from onboarding.roster import (
    current_page,
    known_shifts,
    long_shifts,
    page_start,
    pages,
    roster_days,
    roster_mark,
    short_rests,
)
from onboarding.stagedagen import holiday_name
from onboarding.student_page import published_answers
from profiles.access import access
from profiles.dutch import count, long_date
from profiles.enums import Role
from profiles.forms.base import error_summary
from profiles.sent_numbers import read_number
from profiles.views.editing import sent

STAFF = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER, Role.WERKBEGELEIDER)
CLASH = "Iemand anders vulde ook diensten in. Kijk wat er nu staat, en bewaar dan opnieuw."
SAID = {DayKind.OFF: "vrij", DayKind.EXTRA: "een extra stagedag", DayKind.NORMAL: "weer zoals de vaste dagen"}


def _stage_or_404(request, pk):
    stages = Placement.objects.visible_to(request.identity).exclude(status=PlacementStatus.CANCELLED).with_calendar()
    placement = get_object_or_404(stages, pk=pk)
    note_look(request, placement.student, placement.institution)
    return placement


@access(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def roster(request, pk):
    """Two weeks of diensten, to fill in and to keep."""
    placement = _stage_or_404(request, pk)
    number = _page_number(request, placement)
    rows = roster_days(placement, page_start(placement, number))
    form = RosterForm(sent(request), rows=rows, initial={"seen": roster_mark(rows)})
    if request.method != "POST":
        return _page(request, placement, form, number)
    if shift := _choices(placement).get(request.POST.get("vul")):
        form.fill(shift, first_day=first_day(placement), begins_at=placement.arrival.clock)
        return _page(request, placement, form, number, filled=True)
    if not form.is_valid():
        return _page(request, placement, form, number, status=422)
    try:
        changed = set_roster(placement=placement, shifts=form.shifts, seen=form.cleaned_data["seen"], by=request.user)
    except RosterChanged as clash:
        return _clash(request, pk, number, clash)
    _say_kept(request, placement, changed)
    return redirect(_address(placement, number))


def _clash(request, pk, number, clash):
    """The page again: own diensten stay, days that only the colleague filled in hold theirs."""
    placement = _stage_or_404(request, pk)
    rows = roster_days(placement, page_start(placement, number))
    form = RosterForm(request.POST, rows=rows)
    form.take_over(clash.merged)
    form.now_knows(seen=roster_mark(rows))
    form.add_error(None, CLASH)
    theirs = [row for row in rows if row.day in clash.days]
    return _page(request, placement, form, number, theirs=theirs, status=409)


def _say_kept(request, placement, changed):
    minutes, name = TOGETHER.seconds // 60, placement.student.given_name
    said = f"Bewaard. {name} krijgt over {minutes} minuten één mail met alles wat dan is veranderd."
    messages.success(request, said if changed else "Er is niets veranderd.")
    for day in long_shifts(placement):
        messages.warning(request, f"De dienst op {long_date(day)} duurt langer dan 12 uur. Klopt dat?")
    for one, other in short_rests(placement):
        messages.warning(
            request, f"Tussen {long_date(one)} en {long_date(other)} zit minder dan 11 uur rust. Klopt dat?"
        )


@access(*STAFF)
@require_POST
def day(request, pk):
    """Make one day free, extra, or as the weekdays say. What that moves is shown first; an undo needs no question."""
    placement = _stage_or_404(request, pk)
    number = _page_number(request, placement)
    form = ExtraDayForm(request.POST, placement=placement)
    if not form.is_valid():
        rows = roster_days(placement, page_start(placement, number))
        plain = RosterForm(rows=rows, initial={"seen": roster_mark(rows)})
        return _page(request, placement, plain, number, extra=form, status=422)
    chosen, kind = form.cleaned_data["day"], form.cleaned_data["kind"]
    if kind != DayKind.NORMAL and "zeker" not in request.POST:
        return _ask_day(request, placement, chosen, kind, number)
    followed = set_days(placement=placement, days=[chosen], kind=kind, by=request.user)
    messages.success(request, f"{long_date(chosen).capitalize()} is {SAID[kind]}. {' '.join(_moved(followed))}")
    return redirect(_address(placement, number))


def _ask_day(request, placement, chosen, kind, number):
    followed = follow_days(placement=placement, days=[chosen], kind=kind)
    context = {
        "placement": placement,
        "day": chosen,
        "kind": kind,
        "kind_words": SAID[kind],
        "holiday": holiday_name(chosen) if kind == DayKind.EXTRA else "",
        "followed": followed,
        "lines": _moved(followed),
        "number": number,
        "back": _address(placement, number),
    }
    return render(request, "onboarding/roster_day.html", context)


def _moved(followed):
    """What moves, in a few short sentences: how many tasks, and what becomes of the talks."""
    number = len(followed.tasks)
    tasks = f"{count(number, 'open taak krijgt', 'open taken krijgen')} een andere datum."
    return [tasks if number else "Geen enkele taak krijgt een andere datum.", *followed.talks.counts]


def _page_number(request, placement):
    asked = read_number(request.GET.get("deel", ""))
    if asked and asked <= pages(placement):
        return asked
    return current_page(placement, timezone.localdate())


def _choices(placement):
    """The diensten of the leerplaats, by the value of their button."""
    return {str(place): shift for place, shift in enumerate(known_shifts(published_answers(placement.leerplaats)))}


def _address(placement, number):
    return f"{reverse('placement-roster', args=[placement.pk])}?deel={number}"


def _page(request, placement, form, number, *, extra=None, filled=False, theirs=(), status=200):
    context = {
        "placement": placement,
        "form": form,
        "extra_form": extra or ExtraDayForm(placement=placement),
        "choices": _choices(placement),
        "number": number,
        "pages": pages(placement),
        "begin": page_start(placement, number),
        "filled": filled,
        "theirs": theirs,
        "first_day": first_day(placement),
        "arrival": placement.arrival,
        "error_summary": error_summary(form, named=True) + (error_summary(extra) if extra else []),
    }
    return render(request, "onboarding/roster.html", context, status=status)
