"""Prioriteiten: per week what the student works on, for student and werkbegeleider together."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions import priorities as actions
from onboarding.enums import PriorityColumn
from onboarding.forms.priorities import PriorityForm, read_column
from onboarding.guided_stages import STAFF, readable_stages
from onboarding.models import PlanLine, Priority
from onboarding.plan_page import reads_lines
from onboarding.plan_sides import Side, side_of
from onboarding.priorities_page import chosen_week, is_open, page_of
from onboarding.removed_rows import forget, keep, kept
from onboarding.stage_weeks import stage_weeks
from onboarding.views.stage_plans import both, called, guided_stage_or_404, own_stage, written_stage
from profiles.access import access
from profiles.dutch import count
from profiles.enums import Role
from profiles.views.editing import sent

REMOVED = "removed_priority"
GONE = "Dit staat niet meer op de lijst. Iemand haalde het weg."
PAST = "Deze week is voorbij. Je kunt de lijst nog lezen, niet meer veranderen."
MOVES = {"omhoog": 1, "omlaag": -1}


def asked_week(request):
    """The day in the address or in the form, or None."""
    text = request.POST.get("week") or request.GET.get("week", "")
    try:
        return parse_date(text[:10])
    except ValueError:
        return None


def list_address(placement, side, week, anchor=""):
    """The list of a week, at a place on it."""
    own = side == Side.STUDENT
    path = reverse("my-priorities") if own else reverse("priority-list", args=[placement.pk])
    return redirect(f"{path}?week={week.isoformat()}{anchor}")


def show_list(request, placement, side, *, week=None, form=None):
    """The page of one week, with the form to add something."""
    today = timezone.localdate()
    found, weeks = chosen_week(placement, week or asked_week(request), today)
    context = page_of(placement, side, found, weeks, today, request.user)
    form = form or PriorityForm(student=called(placement, side))
    context["form"] = form
    context["removed"] = kept(request.session, REMOVED, placement) if context["may_write"] else None
    return render(request, "onboarding/priorities.html", context, status=422 if form.is_bound else 200)


@access(Role.STUDENT)
@require_safe
@never_cache
def my_priorities(request):
    """The list of the student; without a stage the page that says so."""
    placement = own_stage(request)
    if placement is None:
        return render(request, "onboarding/my_placement_unknown.html", {"school": request.identity.school})
    return show_list(request, placement, Side.STUDENT)


@access(*STAFF)
@require_safe
@never_cache
def priority_list(request, pk):
    """The list of one student, for who guides."""
    placement = guided_stage_or_404(request, pk)
    return show_list(request, placement, side_of(request.identity, placement))


def _open_week(request, placement):
    """The StageWeek that is written in; None when it is over, or no week of this stage."""
    today, asked = timezone.localdate(), asked_week(request)
    week = next((one for one in stage_weeks(placement) if asked and one.holds(asked)), None)
    return week if week and is_open(week, placement, today) else None


def _past(request, placement, side):
    messages.info(request, PAST)
    own = side == Side.STUDENT
    return redirect("my-priorities") if own else redirect("priority-list", pk=placement.pk)


@both
@require_POST
def new(request, pk):
    """Put something on the list; also puts back what was taken away."""
    placement, side = written_stage(request, pk)
    form = PriorityForm(request.POST, student=called(placement, side))
    if not form.is_ready():
        return show_list(request, placement, side, form=form)
    week = _open_week(request, placement)
    if week is None:
        return _past(request, placement, side)
    column = read_column(request.POST.get("column"))
    text = form.cleaned_data["text"]
    row = actions.add_priority(placement=placement, week_of=week.monday, text=text, column=column, by=request.user)
    forget(request.session, REMOVED)
    messages.success(request, f"Het staat bij {row.get_column_display()}.")
    return list_address(placement, side, week.monday, f"#p-{row.pk}")


@both
@require_POST
def take_along(request, pk):
    """Copy what was not done last week."""
    placement, side = written_stage(request, pk)
    week = _open_week(request, placement)
    if week is None:
        return _past(request, placement, side)
    copied = actions.take_along(placement=placement, week_of=week.monday)
    said = f"{count(len(copied), 'ding', 'dingen')} meegenomen." if copied else "Er was niets meer om mee te nemen."
    messages.success(request, said)
    return list_address(placement, side, week.monday)


@both
@require_POST
def from_plan(request, pk):
    """Make a line of the plan something for this week."""
    stages = readable_stages(request.identity)
    line = get_object_or_404(
        PlanLine.objects.select_related("plan").filter(plan__placement__in=stages.values("pk")), pk=pk
    )
    placement, side = written_stage(request, line.plan.placement_id)
    line.plan.placement = placement
    if not reads_lines(line.plan, side):
        raise Http404
    week = next((one for one in stage_weeks(placement) if one.number == line.week), None)
    if week is None or not is_open(week, placement, timezone.localdate()):
        return _past(request, placement, side)
    text = line.text[: Priority._meta.get_field("text").max_length]
    row = actions.add_priority(
        placement=placement, week_of=week.monday, text=text, column=PriorityColumn.NOW, by=request.user
    )
    messages.success(request, "Uit je plan op de lijst gezet." if side == Side.STUDENT else "Op de lijst gezet.")
    return list_address(placement, side, week.monday, f"#p-{row.pk}")


def _priority(request, pk):
    """A thing on a list with its stage and side; 404 and 403 as for the list."""
    stages = readable_stages(request.identity)
    row = get_object_or_404(Priority.objects.filter(placement__in=stages.values("pk")), pk=pk)
    row.placement = stages.get(pk=row.placement_id)
    side = side_of(request.identity, row.placement)
    if side == Side.READER:
        raise PermissionDenied
    return row, row.placement, side


def _week_of(row):
    return next((week for week in stage_weeks(row.placement) if week.monday == row.week_of), None)


def _is_past(row):
    week = _week_of(row)
    return week is None or not is_open(week, row.placement, timezone.localdate())


@both
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change(request, pk):
    """Other words; when somebody else wrote too, both texts stand there. Here it can also be taken away."""
    row, placement, side = _priority(request, pk)
    if _is_past(row):
        return _past(request, placement, side)
    initial, theirs = {"text": row.text, "seen": row.version}, None
    form = PriorityForm(sent(request), student=called(placement, side), initial=initial)
    if form.is_ready():
        said = form.cleaned_data
        try:
            actions.change_priority(priority=row, text=said["text"], seen=said["seen"])
        except actions.PriorityChanged as changed:
            if changed.stored is None:
                return _gone(request, placement, side, said["text"])
            theirs = changed.stored.text
            form.now_knows(seen=changed.stored.version)
        else:
            messages.success(request, "Bewaard.")
            return list_address(placement, side, row.week_of, f"#p-{row.pk}")
    status = 409 if theirs else 422 if form.is_bound else 200
    context = {"placement": placement, "side": side.value, "row": row, "form": form, "theirs": theirs}
    return render(request, "onboarding/priority.html", context, status=status)


def _gone(request, placement, side, text):
    context = {"placement": placement, "side": side.value, "text": text, "why": GONE}
    return render(request, "onboarding/plan_not_now.html", context, status=409)


@both
@require_POST
def move(request, pk):
    """Up, down, or to another column."""
    row, placement, side = _priority(request, pk)
    if _is_past(row):
        return _past(request, placement, side)
    to = request.POST.get("naar", "")
    if to not in MOVES and to not in PriorityColumn.values:
        raise Http404
    try:
        if to in MOVES:
            actions.put_higher(priority=row, by_places=MOVES[to])
        else:
            actions.put_in_column(priority=row, column=to)
            messages.success(request, f"Het staat nu bij {PriorityColumn(to).label}.")
    except actions.PriorityChanged:
        messages.info(request, GONE)
    return list_address(placement, side, row.week_of, f"#p-{row.pk}")


@both
@require_POST
def remove(request, pk):
    """Take it away; the page offers to put it back."""
    row, placement, side = _priority(request, pk)
    if _is_past(row):
        return _past(request, placement, side)
    try:
        keep(request.session, REMOVED, placement, actions.remove_priority(priority=row))
    except actions.PriorityChanged:
        messages.info(request, GONE)
    return list_address(placement, side, row.week_of)
