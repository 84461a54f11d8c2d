"""The page of the student: what a stage looks like before, on and after the first day."""

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from onboarding.actions.seen import accept_news, note_seen
from onboarding.actions.tasks import set_done
from onboarding.agreements import agreement_of, said
from onboarding.calendar import placement_calendar
from onboarding.enums import PlacementStatus
from onboarding.farewells import is_closed, passed_on_to
from onboarding.forms.my_placement import OwnTaskForm
from onboarding.known_facts import facts_of, mark_of, must_tell_seen, news_for
from onboarding.mentoring import pairs_of
from onboarding.models import Placement
from onboarding.my_farewell import my_farewell
from onboarding.my_improvements import my_improvements
from onboarding.my_introduction import my_introduction
from onboarding.my_surveys import my_surveys
from onboarding.own_days import own_days
from onboarding.own_points import removed_point
from onboarding.plan_short import my_plan
from onboarding.play_page import card_links
from onboarding.portraits import portraits_of
from onboarding.student_lists import checklists
from onboarding.student_page import BEFORE, OVER, StudentPage, build, published_version
from onboarding.talks import talks_on_page
from onboarding.task_words import shown_tasks
from onboarding.waiting_page import open_requests, withdrawn_requests
from profiles.access import access
from profiles.addresses import absolute
from profiles.dutch import long_date
from profiles.enums import Purpose, Role
from profiles.explained_words import words_of
from profiles.models import Membership
from profiles.sent_numbers import read_number, read_numbers


def current_placement(identity, today):
    """The stage a student sees: the one that runs or comes first, else the last one until its page closes, or None."""
    placements = [one for one in _stages_of(identity) if not is_closed(one, today)]
    return next((placement for placement in placements if placement.ends_on >= today), (placements or [None])[-1])


def _stages_of(identity):
    return (
        Placement.objects.visible_to(identity)
        .filter(student__user=identity.user)
        .active()
        .with_people()
        .select_related("farewell__thanked_by")
        .with_introductions()
        .select_related("leerplaats__profile__published", "institution", "student__school", "stage_plan")
        .order_by("starts_on")
    )


def closed_placement(identity, today):
    """The last stage of which the page is closed; None when there is none."""
    return next((one for one in reversed(list(_stages_of(identity))) if is_closed(one, today)), None)


def cancelled_placement(identity, today):
    """The stage that would still come or run, but does not go on; None when there is none."""
    return (
        Placement.objects.visible_to(identity)
        .filter(student__user=identity.user, status=PlacementStatus.CANCELLED, ends_on__gte=today)
        .select_related("leerplaats", "institution")
        .order_by("-cancelled_at")
        .first()
    )


class Found(NamedTuple):
    """The page of a stage, and the days that come."""

    page: StudentPage
    roster: list


def page_of(placement, today):
    """What stands on the page of `placement`, on screen and on paper."""
    leaders = Membership.objects.leaders_of(placement.leerplaats)
    roster = own_days(placement, today)
    page = build(
        placement,
        shown_tasks(list(placement.tasks.all()), placement, leaders),
        leaders,
        today,
        next_day=next((row for row in roster if row.number), None),
        portraits=_portraits(placement, leaders),
    )
    return Found(page, roster)


def show_page(request, own_task_form, status=200):
    """The page of this student, with the form for a point of one's own."""
    today = timezone.localdate()
    placement = current_placement(request.identity, today)
    if placement is None:
        waiting = {
            "waiting": open_requests(request.identity, today),
            "withdrawn": withdrawn_requests(request.identity, today),
            "cancelled": cancelled_placement(request.identity, today),
            "closed": closed_placement(request.identity, today),
            "school": request.identity.school,
        }
        return render(request, "onboarding/my_placement_unknown.html", waiting)
    found = page_of(placement, today)
    page, facts, agreement = found.page, facts_of(placement), agreement_of(placement)
    published = published_version(placement.leerplaats)
    context = {
        "page": page,
        "placement": placement,
        "may_answer": placement.starts_on >= today,
        "own_task_form": own_task_form,
        "form": own_task_form,
        "words": words_of(placement.institution_id),
        "news": news_for(placement, facts, today),
        "mentorship": pairs_of(placement, today),
        "introduction": my_introduction(placement),
        "farewell": my_farewell(placement, today),
        "passed_on": passed_on_to(placement) if page.current_stop == BEFORE else (),
        "improvements": my_improvements(placement, page.current_stop),
        "my_plan": my_plan(placement, today),
        "talks": talks_on_page(placement, today),
        "surveys": my_surveys(placement, today),
        "agreement": agreement,
        "agreed": said(agreement),
        "facts_mark": mark_of(facts),
        "shown_number": published.number if published else "",
        "must_tell_seen": must_tell_seen(placement, published, today),
        "roster": found.roster,
        "is_over": page.current_stop == OVER,
        "removed": removed_point(request.session, placement),
        "roster_more": today <= placement.ends_on,
        "play_cards": card_links(placement.leerplaats),
        "waiting": open_requests(request.identity, today),
        "paper_address": absolute(reverse("my-placement-paper")),
    }
    return render(request, "onboarding/my_placement.html", context, status=status)


def _portraits(placement, leaders):
    """The photos that the colleagues on this page show to students."""
    shown = {leader.user_id for leader in leaders} | {placement.werkbegeleider_id} - {None}
    return portraits_of(shown, Purpose.PHOTO_STUDENTS)


@access(Role.STUDENT)
@require_safe
def my_placement(request):
    """The page itself. A GET writes nothing; the page tells that it was seen with a small POST of its own."""
    return show_page(request, OwnTaskForm())


@access(Role.STUDENT)
@require_POST
def seen(request):
    """Note that the student has seen the page."""
    placement = placement_or_404(request)
    note_seen(placement=placement, number=read_number(request.POST.get("versie")))
    return HttpResponse(status=204)


@access(Role.STUDENT)
@require_POST
def news_seen(request):
    """The student has read what is new; when it changed again meanwhile, the page says so anew."""
    placement = placement_or_404(request)
    if not accept_news(placement=placement, mark=request.POST.get("feiten", "")):
        messages.info(request, "Er is net nog iets veranderd. Kijk wat er nieuw is.")
    return redirect("my-placement")


def placement_or_404(request):
    """The stage of this student, or a 404."""
    placement = current_placement(request.identity, timezone.localdate())
    if placement is None:
        raise Http404
    return placement


@access(Role.STUDENT)
@require_POST
def tick(request, stop):
    """Save ticks of one list: one item with script, the whole list without."""
    placement = placement_or_404(request)
    lists = checklists(placement, list(placement.tasks.all()), timezone.localdate(), "")
    if stop not in lists:
        raise Http404
    note_seen(placement=placement)
    checklist = lists[stop]
    shown = placement.tasks.filter(pk__in=[task.pk for task in checklist.tasks])
    if "item" not in request.POST:
        set_done(tasks=shown, done_ids=read_numbers(request.POST.getlist("done")), by=request.user)
        messages.success(request, f"Bewaard. {shown.exclude(done_at=None).count()} van {len(checklist.tasks)} klaar.")
        return redirect(f"{reverse('my-placement')}#{stop}")
    item = read_numbers([request.POST["item"]])
    checked = request.POST.get("checked") == "1"
    set_done(tasks=shown.filter(pk__in=item), done_ids=item if checked else [], by=request.user)
    done = shown.exclude(done_at=None).count()
    note = f"Klaar op {long_date(timezone.localdate())}." if checked else ""
    return JsonResponse({"status": f"Bewaard. {done} van {len(checklist.tasks)} klaar.", "done": done, "note": note})


@access(Role.STUDENT)
@require_safe
def calendar(request):
    """The first week as .ics, or the next days when that is over, to put in one's own calendar."""
    placement = placement_or_404(request)
    response = HttpResponse(
        placement_calendar(placement, timezone.localdate()), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="stage.ics"'
    return response
