"""Who starts soon, and per student whether everything is arranged."""

from itertools import groupby

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from onboarding.actions.messages import send_again as send_message_again
from onboarding.actions.placements import ChangedMeanwhile, change_arrival
from onboarding.actions.tasks import set_done
from onboarding.agreements import agreement_of
from onboarding.enums import Weekday
from onboarding.forms.placements import ArrivalForm, OverviewFilter
from onboarding.known_facts import facts_of, news_for
from onboarding.looks import note_look
from onboarding.mentoring import mentor_of
from onboarding.models import DiceThrow, Message, Placement, Task
from onboarding.place_questions import waiting_for
from onboarding.print_sheets import start_formats, student_formats
from onboarding.readiness import RULE, readiness
from onboarding.stage_changes import can_change, has_started
from onboarding.stage_history import history_of
from onboarding.student_contact import contact_of
from onboarding.student_page import checklists, farewell_is_near
from onboarding.task_words import listed_tasks, shown_tasks
from profiles.access import access
from profiles.dutch import enumerate_dutch
from profiles.enums import Role
from profiles.models import Leerplaats, Membership
from profiles.upkeep import stale_profiles
from toolbox.enums import Owner, TemplateFormat

LISTS = {"afscheid": TemplateFormat.OFFBOARDING_CHECKLIST}  # a form that names no list has the startlijst
PER_PAGE = 50
SHOWN = 5  # versions of the profile that a student saw: the last ones
STALE_SHOWN = 3
STAFF = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER, Role.WERKBEGELEIDER)
LEADING = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER)
STAFF_TASKS = Prefetch(
    "tasks",
    queryset=Task.objects.filter(format=TemplateFormat.STARTLIJST).exclude(owner=Owner.STUDENT),
    to_attr="staff_tasks",
)


@access(*STAFF)
@require_safe
def overview(request):
    """Per start date: who comes, what is ready, what is missing and the next step."""
    today = timezone.localdate()
    form = OverviewFilter(request.GET or None, identity=request.identity)
    found = form.narrow(
        Placement.objects.visible_to(request.identity).active().with_people().prefetch_related(STAFF_TASKS),
        today,
    )
    rows = [
        (placement, readiness(placement, listed_tasks(placement.staff_tasks, placement), today)) for placement in found
    ]
    page = Paginator(_risk_first(rows), PER_PAGE).get_page(request.GET.get("pagina"))
    groups = [(day, list(group)) for day, group in groupby(page.object_list, key=lambda row: row[0].starts_on)]
    stale = stale_profiles(Leerplaats.objects.editable_by(request.identity))
    context = {
        "form": form,
        "groups": groups,
        "page": page,
        "total": len(rows),
        "today": today,
        "risks": sum(state.at_risk and not state.started for _, state in rows),
        "rule": RULE,
        "may_lead": request.identity.has(*LEADING),
        "may_decide": request.identity.has(Role.COORDINATOR),
        "waiting": waiting_for(request.identity),
        "stale": stale[:STALE_SHOWN],
        "stale_more": len(stale) - STALE_SHOWN,
    }
    return render(request, "onboarding/overview.html", context)


def _risk_first(rows):
    """In order of start date; within a date those at risk first, then by name."""
    order = {"mist": 0, "bezig": 1, "klaar": 2, "rust": 3}
    return sorted(rows, key=lambda row: (row[0].starts_on, order[row[1].kind], row[0].student.sort_name))


def _placement_or_404(request, pk):
    placements = (
        Placement.objects.visible_to(request.identity)
        .with_people()
        .select_related("institution", "student__school", "request__period", "leerplaats__profile__published")
    )
    return get_object_or_404(placements, pk=pk)


def _detail(request, placement, form, status=200):
    today = timezone.localdate()
    leaders = Membership.objects.leaders_of(placement.leerplaats)
    tasks = shown_tasks(list(placement.tasks.select_related("done_by")), placement, leaders)
    lists = checklists(placement, tasks, today, "")
    staff = [t for t in tasks if t.format == TemplateFormat.STARTLIJST and t.owner != Owner.STUDENT]
    ends = [t for t in tasks if t.format == TemplateFormat.OFFBOARDING_CHECKLIST and t.owner != Owner.STUDENT]
    context = {
        "placement": placement,
        "contact": contact_of(placement.student),
        "readiness": readiness(placement, staff, today),
        "staff_tasks": staff,
        "farewell_tasks": ends if farewell_is_near(placement, today) else [],
        "farewell_done": sum(task.is_done for task in ends),
        "today": today,
        "prepared": lists["voor"],
        "guided_done": sum(lists[key].done for key in ("dag", "week", "daarna")),
        "guided_total": sum(len(lists[key].tasks) for key in ("dag", "week", "daarna")),
        "mails": list(placement.messages.all()),
        "papers": student_formats(),
        "start_papers": start_formats(),
        "mentor": mentor_of(placement, today),
        "shown": list(placement.shown.select_related("version")[:SHOWN]),
        "agreement": agreement_of(placement),
        "throws": list(DiceThrow.objects.shared_with(request.identity).filter(placement=placement)),
        "unread": news_for(placement, facts_of(placement), today),
        "form": form,
        "may_lead": request.identity.has(*LEADING),
        "may_send": request.identity.has(Role.COORDINATOR),
        "may_change": request.identity.has(Role.COORDINATOR) and can_change(placement, today),
        "has_started": has_started(placement, today),
        "history": history_of(placement),
        "weekdays": enumerate_dutch(Weekday(day).label for day in sorted(placement.weekdays)),
    }
    return render(request, "onboarding/placement.html", context, status=status)


@access(*STAFF)
@require_safe
def detail(request, pk):
    """One student: is everything ready for the start?"""
    placement = _placement_or_404(request, pk)
    note_look(request, placement.student, placement.institution)
    return _detail(request, placement, ArrivalForm.for_placement(placement))


@access(*STAFF)
@require_POST
def tick(request, pk):
    """Save which of the staff tasks are done. Tasks that tick themselves are left alone."""
    placement = _placement_or_404(request, pk)
    format = LISTS.get(request.POST.get("lijst"), TemplateFormat.STARTLIJST)
    shown = placement.tasks.filter(format=format, signal="").exclude(owner=Owner.STUDENT)
    done_ids = [int(value) for value in request.POST.getlist("done") if value.isdigit()]
    changed = set_done(tasks=shown, done_ids=done_ids, by=request.user)
    messages.success(request, "De lijst is bewaard." if changed else "Er is niets veranderd.")
    return redirect("placement-detail", pk=pk)


@access(*LEADING)
@require_POST
def arrival(request, pk):
    """Save who guides the student, and when and where they report on the first day."""
    placement = _placement_or_404(request, pk)
    form = ArrivalForm.for_placement(placement, request.POST)
    if not form.is_valid():
        return _detail(request, placement, form, status=422)
    try:
        change_arrival(placement=placement, by=request.user, **form.cleaned_data)
    except ChangedMeanwhile:
        form.add_error(None, "Iemand anders heeft dit ook aangepast. Controleer wat er nu staat en bewaar opnieuw.")
        form.take_newest(placement)
        return _detail(request, placement, form, status=409)
    messages.success(request, f"Bewaard. {placement.student.given_name} ziet dit meteen op de eigen pagina.")
    return redirect("placement-detail", pk=pk)


@access(Role.COORDINATOR)
@require_POST
def send_again(request, pk, message_pk):
    """Send a mail again that did not go out."""
    placement = _placement_or_404(request, pk)
    message = get_object_or_404(Message, pk=message_pk, placement=placement)
    if send_message_again(message=message, by=request.user):
        messages.success(request, "De mail wordt opnieuw verstuurd.")
    else:
        messages.info(request, "Deze mail was al verstuurd of staat al klaar.")
    return redirect("placement-detail", pk=pk)
