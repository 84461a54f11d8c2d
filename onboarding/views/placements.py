"""One student: whether everything is arranged for the start, who did what, and the first day."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from onboarding.actions.messages import send_again as send_message_again
from onboarding.actions.placements import ChangedMeanwhile, change_arrival
from onboarding.actions.tasks import ChangedSince, change_tasks, undo_change
from onboarding.agreements import agreement_of
from onboarding.early_stops import can_stop
from onboarding.enums import PlacementStatus, Weekday
from onboarding.farewells import farewell_of
from onboarding.forms.placements import ArrivalForm
from onboarding.guided_stages import final_since, may_read
from onboarding.introductions import coming_guests
from onboarding.known_facts import facts_of, news_for
from onboarding.looks import note_look
from onboarding.mentoring import mentor_of
from onboarding.models import DiceThrow, Message, Placement, TaskChange
from onboarding.print_sheets import start_formats, student_formats
from onboarding.readiness import counts, readiness
from onboarding.risk_words import first_fallback, first_words
from onboarding.stage_changes import can_change, has_started
from onboarding.stage_history import history_of
from onboarding.student_contact import contact_of
from onboarding.student_lists import FAREWELL_DAYS_OF_STAFF, checklists, farewell_is_near, shared_points
from onboarding.task_lines import WITH_CHANGES, lines_of, read_ticks, said_twice
from onboarding.task_words import shown_tasks
from profiles.access import access
from profiles.dutch import enumerate_dutch
from profiles.enums import Role
from profiles.models import Membership
from toolbox.enums import ALSO_BY_HAND, Owner, TemplateFormat

# What staff tick: not what ticks itself, and of the student only what stops a start.
BY_HAND = Q(signal__in=("", *ALSO_BY_HAND)) & (~Q(owner=Owner.STUDENT) | Q(blocking=True))
LISTS = {"afscheid": TemplateFormat.OFFBOARDING_CHECKLIST}  # a form that names no list has the startlijst
SHOWN = 5  # versions of the profile that a student saw: the last ones
STAFF = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER, Role.WERKBEGELEIDER)
LEADING = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER)


def _placement_or_404(request, pk):
    placements = (
        Placement.objects.visible_to(request.identity)
        .with_people()
        .select_related("institution", "student__school", "request__period", "leerplaats__profile__published")
        .select_related("farewell__thanked_by", "early_stop", "stage_plan")
    )
    return get_object_or_404(placements, pk=pk)


def _detail(request, placement, form, theirs=(), status=200):
    today = timezone.localdate()
    leaders = Membership.objects.leaders_of(placement.leerplaats)
    tasks = shown_tasks(list(placement.tasks.prefetch_related(WITH_CHANGES)), placement, leaders)
    lists = checklists(placement, tasks, today, "")
    staff = [t for t in tasks if t.format == TemplateFormat.STARTLIJST and counts(t)]
    ends = [t for t in tasks if t.format == TemplateFormat.OFFBOARDING_CHECKLIST and t.owner != Owner.STUDENT]
    state = readiness(placement, staff, today)
    is_leaving = farewell_is_near(placement, today, FAREWELL_DAYS_OF_STAFF) or bool(placement.stopped_at)
    context = {
        "placement": placement,
        "contact": contact_of(placement.student),
        "readiness": state,
        "first_words": first_words(state, placement),
        "first_fallback": first_fallback(state),
        "staff_lines": lines_of(staff, placement, today),
        "farewell_lines": lines_of(ends, placement, today) if is_leaving else [],
        "farewell_done": sum(task.is_done for task in ends),
        "farewell_of_student": lists["einde"] if is_leaving else None,
        "is_leaving": is_leaving,
        "farewell": farewell_of(placement),
        "may_stop": request.identity.has(*LEADING) and (placement.stopped_at or can_stop(placement, today)),
        "today": today,
        "prepared": lists["voor"],
        "own_points": lists["eigen"],
        "shared_points": shared_points(lists),
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
        "theirs": theirs,
        "arrival": placement.arrival,
        "introductions": coming_guests(placement),
        "may_read_words": placement.status != PlacementStatus.CANCELLED and may_read(request.identity, placement),
        "plan_final_since": final_since(placement),
        "may_lead": request.identity.has(*LEADING),
        "may_send": request.identity.has(Role.COORDINATOR),
        "may_change": request.identity.has(Role.COORDINATOR) and can_change(placement, today),
        "has_started": has_started(placement, today),
        "start_is_past": has_started(placement, today) and not state.missing,
        "history": history_of(placement),
        "just_done": request.GET.get("gedaan", "").split("-"),
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
    """Save what the person changed on the list. Tasks that tick themselves are left alone, and so is what a colleague
    changed meanwhile: of that the page says so, and shows who did what."""
    placement = _placement_or_404(request, pk)
    format = LISTS.get(request.POST.get("lijst"), TemplateFormat.STARTLIJST)
    shown = placement.tasks.filter(BY_HAND, format=format)
    clashes = []
    changed = change_tasks(tasks=shown, wanted=read_ticks(request.POST, clashes), by=request.user)
    if changed or not clashes:
        messages.success(request, "De lijst is bewaard." if changed else "Er is niets veranderd.")
    if both := said_twice(request.POST, changed):
        names = enumerate_dutch(f"‘{task.name}’" for task in both)
        messages.warning(
            request,
            f"Bij {names} koos je een vinkje en ook ‘we vangen het op’. Het vinkje telt. Klopt dat niet? Haal het weg.",
        )
    if clashes:
        names = enumerate_dutch(f"‘{task.name}’" for task in clashes)
        messages.warning(
            request, f"Iemand anders heeft {names} ook aangepast. Dat blijft staan. Hieronder zie je wie wat deed."
        )
    done = "-".join([f"{change.task_id}" for change in changed] + [f"{task.pk}" for task in clashes])
    return redirect(f"{reverse('placement-detail', args=[pk])}{f'?gedaan={done}' if done else ''}#lijst")


@access(*STAFF)
@require_POST
def undo(request, pk, change_pk):
    """Make one task what it was before the last change."""
    placement = _placement_or_404(request, pk)
    by_hand = placement.tasks.filter(BY_HAND)
    change = get_object_or_404(TaskChange, pk=change_pk, task__in=by_hand)
    try:
        undo_change(change=change, by=request.user)
    except ChangedSince:
        messages.info(request, "Er is daarna al iets veranderd. Kijk wat er nu staat.")
    else:
        messages.success(request, "De wijziging is teruggedraaid.")
    return redirect(f"{reverse('placement-detail', args=[pk])}?gedaan={change.task_id}#taak-{change.task_id}-regel")


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
        now = _placement_or_404(request, pk)
        form.now_knows(version=now.version)
        return _detail(request, now, form, theirs=form.stands(now), status=409)
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
