"""Introducties for who plans them: the list, a new one, who is expected, inviting, changing and letting it lapse."""

import re
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions.introduction_mails import cancelled_mail, preview
from onboarding.actions.introductions import (
    IsCancelled,
    add_guests,
    cancel_meeting,
    change_meeting,
    invite_guests,
    plan_meeting,
    remove_guest,
)
from onboarding.actions.placements import ChangedMeanwhile
from onboarding.forms.introductions import ChangeMeetingForm, NewMeetingForm, WeekForm, line_time
from onboarding.introductions import (
    EXPECTED,
    begins_otherwise,
    coming_weeks,
    first_programme,
    guests_of,
    later_starters,
    locations_for,
    staff_of,
)
from onboarding.models import IntroMeeting
from profiles.access import access
from profiles.dutch import count, long_date
from profiles.enums import Role
from profiles.sent_numbers import read_numbers

LEADING = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER)
HOSTS = (*LEADING, Role.WERKBEGELEIDER)
FORM = ["GET", "HEAD", "POST"]
PER_PAGE = 20
TWO_CLICKS = timedelta(minutes=2)
LINE_TIME = re.compile(r"([01]?\d|2[0-3])\.[0-5]\d")
LAPSED = "Deze introductie gaat niet meer door. Er is niets meer te veranderen."


def led_or_404(request, pk):
    """An introduction this person plans; 404 for who does not see it, 403 for who only guides it."""
    rows = IntroMeeting.objects.visible_to(request.identity).with_place()
    meeting = get_object_or_404(rows, pk=pk)
    if not IntroMeeting.objects.led_by(request.identity).filter(pk=pk).exists():
        raise PermissionDenied
    return meeting


@access(*HOSTS)
@require_safe
def meetings(request):
    """What comes and what was."""
    today = timezone.localdate()
    rows = IntroMeeting.objects.visible_to(request.identity).select_related("location").annotate(expected=EXPECTED)
    past = rows.filter(day__lt=today).order_by("-day", "-pk")
    context = {
        "coming": rows.filter(day__gte=today, cancelled_at=None),
        "cancelled": rows.filter(day__gte=today, cancelled_at__isnull=False),
        "page": Paginator(past, PER_PAGE).get_page(request.GET.get("pagina")),
        "may_plan": request.identity.has(*LEADING),
    }
    return render(request, "onboarding/introductions.html", context)


@access(*LEADING)
@require_http_methods(FORM)
def new(request):
    """Plan one for everybody who starts in a week."""
    today = timezone.localdate()
    week_form = WeekForm(request.GET or None, weeks=coming_weeks(request.identity, today))
    week = week_form.chosen
    if week is None and request.method != "POST":
        return _new_page(request, week_form, None, None)
    placements = week.placements if week else ()
    institution = placements[0].institution if placements else request.identity.institution
    shared = {"placements": placements, "staff": staff_of(institution), "today": today}
    if request.method != "POST":
        return _new_page(request, week_form, week, NewMeetingForm(initial=_begins_with(request, week, today), **shared))
    form = NewMeetingForm(request.POST, **shared)
    if form.is_valid():
        meeting = plan_meeting(location=week.location, placements=form.expected, by=request.user, **form.values)
        messages.success(request, "De introductie staat gepland. Kijk of alles klopt, en nodig dan uit.")
        return redirect("introduction-detail", meeting.pk)
    if planned := _just_planned(request, form):
        return redirect("introduction-detail", planned.pk)
    return _new_page(request, week_form, week, form, status=422)


def _just_planned(request, form):
    """What the first of two clicks made: its students are expected by now, so the second can choose nobody."""
    names = ("day", "begins_at", "room")
    if not all(form.cleaned_data.get(name) for name in names):
        return None
    same = {name: form.cleaned_data[name] for name in names}
    recent = timezone.now() - TWO_CLICKS
    rows = IntroMeeting.objects.led_by(request.identity).standing()
    return rows.filter(made_by=request.user, made_at__gte=recent, **same).first()


def _begins_with(request, week, today):
    programme = first_programme(week.placements[0].leerplaats)
    times = sorted(line_time(line) for line in programme if LINE_TIME.fullmatch(line["time"]))
    hours = {"begins_at": times[0], "ends_at": times[-1]} if times and times[0] < times[-1] else {}
    return {
        **hours,
        "day": max(week.usual_day, today),
        "programme": programme,
        "guides": [request.user.pk],
    }


def _new_page(request, week_form, week, form, status=200):
    context = {"week_form": week_form, "week": week, "form": form}
    return render(request, "onboarding/introduction_new.html", context, status=status)


@access(*HOSTS)
@require_safe
def detail(request, pk):
    """One introduction: the facts, who is expected, and what to do next."""
    meeting = get_object_or_404(IntroMeeting.objects.visible_to(request.identity).with_place(), pk=pk)
    may_plan = IntroMeeting.objects.led_by(request.identity).filter(pk=pk).exists()
    guests = list(guests_of(meeting))
    steps = list(meeting.steps.all())
    waiting = [guest for guest in guests if guest.invited_at is None]
    context = {
        "meeting": meeting,
        "otherwise": begins_otherwise(meeting, waiting),
        "may_plan": may_plan,
        "guests": guests,
        "waiting": waiting,
        "present": sum(guest.present is True for guest in guests),
        "absent": sum(guest.present is False for guest in guests),
        "steps": len(steps),
        "steps_done": sum(step.done_at is not None for step in steps),
        "later": later_starters(request.identity, meeting)[:50] if may_plan and not meeting.is_over else [],
    }
    return render(request, "onboarding/introduction.html", context)


@access(*LEADING)
@require_http_methods(FORM)
def change(request, pk):
    """Change when, where, the programme or the guides; of two who do so at once, the second sees both texts."""
    meeting, today = led_or_404(request, pk), timezone.localdate()
    if meeting.cancelled_at:
        messages.info(request, LAPSED)
        return redirect("introduction-detail", pk)
    shared = {
        "staff": staff_of(meeting.institution),
        "locations": locations_for(request.identity, meeting),
        "today": today,
        "stored_day": meeting.day,
    }
    if request.method != "POST":
        names = ("day", "begins_at", "ends_at", "room", "programme", "note", "version")
        initial = {name: getattr(meeting, name) for name in names} | {"location": meeting.location_id}
        initial["guides"] = [guide.pk for guide in meeting.guides.all()]
        return _change_page(request, meeting, ChangeMeetingForm(initial=initial, **shared))
    form = ChangeMeetingForm(request.POST, **shared)
    if not form.is_valid():
        return _change_page(request, meeting, form, status=422)
    try:
        mails = change_meeting(meeting=meeting, version=form.cleaned_data["version"], by=request.user, **form.values)
    except ChangedMeanwhile:
        now = led_or_404(request, pk)
        form.add_error(None, "Iemand anders heeft deze introductie ook aangepast. Kies welke tekst je houdt.")
        form.now_knows(version=now.version)
        return _change_page(request, now, form, clash=True, status=409)
    except IsCancelled:
        messages.info(request, LAPSED)
        return redirect("introduction-detail", pk)
    told = f" {count(mails, 'student krijgt', 'studenten krijgen')} een mail." if mails else ""
    messages.success(request, f"Bewaard.{told}")
    return redirect("introduction-detail", pk)


def _change_page(request, meeting, form, clash=False, status=200):
    invited = guests_of(meeting).filter(invited_at__isnull=False)
    context = {"meeting": meeting, "form": form, "clash": clash, "invited": len(invited)}
    return render(request, "onboarding/introduction_change.html", context, status=status)


@access(*LEADING)
@require_http_methods(FORM)
def cancel(request, pk):
    """Say what happens, and then let it lapse."""
    meeting = led_or_404(request, pk)
    if meeting.cancelled_at:
        messages.info(request, LAPSED)
        return redirect("introduction-detail", pk)
    if request.method == "POST":
        mails = cancel_meeting(meeting=meeting, by=request.user)
        told = f" {count(mails, 'student krijgt', 'studenten krijgen')} een mail." if mails else ""
        messages.success(request, f"De introductie van {long_date(meeting.day)} gaat niet door.{told}")
        return redirect("introduction-detail", pk)
    invited = list(guests_of(meeting).filter(invited_at__isnull=False))
    mail = cancelled_mail(meeting, invited[0].placement) if invited and not meeting.is_over else None
    return render(
        request, "onboarding/introduction_cancel.html", {"meeting": meeting, "invited": invited, "mail": mail}
    )


@access(*LEADING)
@require_http_methods(FORM)
def invite(request, pk):
    """Show the mail and who gets it; then send it to who stood on the page and was not invited."""
    meeting = led_or_404(request, pk)
    if meeting.cancelled_at or meeting.is_over:
        messages.info(request, LAPSED if meeting.cancelled_at else "Deze introductie is geweest.")
        return redirect("introduction-detail", pk)
    if request.method == "POST":
        return _send(request, meeting)
    waiting = [guest for guest in guests_of(meeting) if guest.invited_at is None]
    context = {
        "meeting": meeting,
        "waiting": waiting,
        "otherwise": begins_otherwise(meeting, waiting),
        "mail": preview(meeting, waiting[0]) if waiting else None,
    }
    return render(request, "onboarding/introduction_invite.html", context)


def _send(request, meeting):
    shown = read_numbers(request.POST.get("wie", "").split(","))
    try:
        mails = invite_guests(meeting=meeting, shown=shown, by=request.user)
    except IsCancelled:
        messages.info(request, LAPSED)
        return redirect("introduction-detail", meeting.pk)
    if mails:
        who = count(len(mails), "student krijgt", "studenten krijgen")
        messages.success(request, f"{who} de uitnodiging per mail. Zij zien de introductie nu ook op hun pagina.")
    else:
        messages.info(request, "Er ging geen nieuwe uitnodiging uit: iedereen op deze lijst had er al een.")
    return redirect("introduction-detail", meeting.pk)


@access(*LEADING)
@require_POST
def add(request, pk):
    """Expect students who start later as well."""
    meeting = led_or_404(request, pk)
    chosen = read_numbers(request.POST.getlist("wie"))
    placements = list(later_starters(request.identity, meeting).filter(pk__in=chosen))
    try:
        guests = add_guests(meeting=meeting, placements=placements, by=request.user)
    except IsCancelled:
        guests = []
    if guests:
        who = count(len(guests), "student staat", "studenten staan")
        messages.success(request, f"{who} er nu ook bij. Nodig hen nog uit.")
    else:
        messages.info(request, "Er kwam niemand bij. Vink eerst een student aan.")
    return redirect("introduction-detail", pk)


@access(*LEADING)
@require_POST
def remove(request, pk, guest_pk):
    """Expect somebody no longer, as long as nobody told the student."""
    meeting = led_or_404(request, pk)
    guest = get_object_or_404(guests_of(meeting), pk=guest_pk)
    try:
        done = remove_guest(guest=guest, by=request.user)
    except IsCancelled:
        done = False
    if done:
        messages.success(request, f"{guest.placement.student.given_name} staat niet meer op de lijst.")
    else:
        messages.info(request, f"{guest.placement.student.given_name} is al uitgenodigd en blijft op de lijst.")
    return redirect("introduction-detail", pk)
