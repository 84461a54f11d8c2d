"""Vandaag: what who guides students needs for one day, and ticking it on the spot."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from onboarding.actions.tasks import DONE, ChangedSince, change_tasks, undo_change
from onboarding.models import Task, TaskChange
from onboarding.own_moments import reviews_for, team_list_for
from onboarding.task_words import listed_tasks
from onboarding.today import LISTS, guided_by, own_tasks, today_of
from profiles.access import access
from profiles.enums import Role
from profiles.sent_numbers import read_numbers
from toolbox.enums import ALSO_BY_HAND, Owner

guides = access(Role.WERKBEGELEIDER, Role.PRAKTIJKOPLEIDER, Role.COORDINATOR)


@guides
@require_safe
@never_cache
def today(request):
    """Who starts, three things to do, the conversation card, and who is there."""
    day = timezone.localdate()
    context = {
        "page": today_of(request.identity, day),
        "day": day,
        "waiting": [*reviews_for(request.identity, day), *team_list_for(request.identity, day)],
        "done": _just_done(request),
        "may_subscribe": request.identity.has(Role.WERKBEGELEIDER),
    }
    return render(request, "onboarding/today.html", context)


def _theirs(request):
    return Task.objects.filter(
        placement__in=guided_by(request.identity, timezone.localdate()),
        format__in=LISTS,
        owner=Owner.WERKBEGELEIDER,
        signal__in=("", *ALSO_BY_HAND),
    )


def _just_done(request):
    """The change that the person just made, with its text, to take it back; None without one."""
    keys = read_numbers(request.GET.getlist("gedaan"))
    found = TaskChange.objects.filter(pk__in=keys, by=request.user, done=True, task__in=_theirs(request))
    change = found.select_related(
        "task__placement__student",
        "task__placement__werkbegeleider",
        "task__placement__leerplaats__location",
        "task__placement__leerplaats__institution",
        "task__placement__request__programme",
    ).first()
    if change is None or not change.task.is_done:
        return None
    return {"pk": change.pk, "text": listed_tasks([change.task], change.task.placement)[0].text}


@guides
@require_POST
def tick(request, pk):
    """One task is done. Twice is once."""
    task = get_object_or_404(_theirs(request), pk=pk)
    changed = change_tasks(tasks=own_tasks(request.user).filter(pk=task.pk), wanted=lambda one: DONE, by=request.user)
    if not changed:
        messages.info(request, "Dit was al klaar.")
        return redirect("today")
    return redirect(f"{reverse('today')}?gedaan={changed[0].pk}")


@guides
@require_POST
def undo(request, pk):
    """Take one's own tick back."""
    change = get_object_or_404(TaskChange, pk=pk, by=request.user, task__in=_theirs(request))
    try:
        undo_change(change=change, by=request.user)
    except ChangedSince:
        messages.info(request, "Er is daarna al iets veranderd. Kijk bij de student wat er nu staat.")
    else:
        messages.success(request, "Teruggezet. Het staat weer op de lijst.")
    return redirect("today")
