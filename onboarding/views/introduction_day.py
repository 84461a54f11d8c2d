"""The day of an introduction itself: who is there, what is done, what hangs on the wall, and how it was."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions.introductions import note_present, tick_steps
from onboarding.introduction_steps import parts_of
from onboarding.introductions import day_result, guests_of
from onboarding.models import IntroMeeting
from onboarding.printed_introduction import printed
from onboarding.views.introductions import HOSTS, LEADING, led_or_404
from profiles.access import access
from profiles.sent_numbers import read_number, read_numbers
from toolbox.views.pdf import pdf_response

PRESENT = {"ja": True, "nee": False, "weg": None}


def _meeting_or_404(request, pk):
    return get_object_or_404(IntroMeeting.objects.visible_to(request.identity).with_place(), pk=pk)


@access(*HOSTS)
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request, pk):
    """Who is there, from the day itself on: one tap per student, each saved by itself, with and without script."""
    meeting = _meeting_or_404(request, pk)
    if request.method == "POST":
        return _note(request, meeting)
    guests = list(guests_of(meeting))
    return render(
        request, "onboarding/introduction_attendance.html", {"meeting": meeting, "guests": guests, **_counts(guests)}
    )


def _counts(guests):
    there = sum(guest.present is True for guest in guests)
    return {"there": there, "open": sum(guest.present is None for guest in guests), "total": len(guests)}


def _note(request, meeting):
    key, said = read_number(request.POST.get("gast")), request.POST.get("er", "")
    if meeting.cancelled_at or not meeting.has_come or said not in PRESENT or key is None:
        raise Http404
    if not note_present(meeting=meeting, guest_pk=key, present=PRESENT[said], by=request.user):
        raise Http404
    if request.headers.get("Accept") == "application/json":
        counts = _counts(list(guests_of(meeting)))
        return JsonResponse({"status": f"Bewaard. {counts['there']} van {counts['total']} aanwezig."})
    return redirect(f"{reverse('introduction-attendance', args=[meeting.pk])}#gast-{key}")


@access(*HOSTS)
@require_safe
def checklist(request, pk):
    """What is done before, on and after the day, and by whom."""
    meeting = _meeting_or_404(request, pk)
    steps = list(meeting.steps.select_related("done_by"))
    context = {
        "meeting": meeting,
        "parts": parts_of(steps),
        "total": len(steps),
        "done": sum(step.done_at is not None for step in steps),
    }
    return render(request, "onboarding/introduction_checklist.html", context)


@access(*HOSTS)
@require_POST
def tick(request, pk):
    """Save ticks: one with script; without, those in which the person changed what the page showed."""
    meeting = _meeting_or_404(request, pk)
    if "item" in request.POST:
        wanted = {key: request.POST.get("checked") == "1" for key in _keys([request.POST["item"]])}
    else:
        done, was = _keys(request.POST.getlist("done")), _keys(request.POST.getlist("was"))
        wanted = {key: key in done for key in done ^ was}
    tick_steps(meeting=meeting, wanted=wanted, by=request.user)
    steps = meeting.steps.count()
    done = meeting.steps.filter(done_at__isnull=False).count()
    status = f"Bewaard. {done} van {steps} klaar."
    if "item" in request.POST:
        note = f"Klaar, {request.user.first_name}." if any(wanted.values()) else ""
        return JsonResponse({"status": status, "done": done, "note": note})
    messages.success(request, status)
    return redirect("introduction-checklist", pk)


def _keys(texts):
    return set(read_numbers(texts))


@access(*HOSTS)
@require_safe
def sheet(request, pk, name):
    """The list for the door, the checklist, or the programme for the wall, on one A4."""
    meeting = _meeting_or_404(request, pk)
    found = printed(name, meeting)
    if found is None:
        raise Http404
    document, html = found
    return pdf_response(request, [html], title=document.title)


@access(*LEADING)
@require_safe
def result(request, pk):
    """How the day was: counts of at least five answers, after the last day to answer."""
    meeting = led_or_404(request, pk)
    context = {
        "meeting": meeting,
        "result": day_result(meeting),
        "is_early": timezone.localdate() <= meeting.answer_until,
    }
    return render(request, "onboarding/introduction_result.html", context)
