"""The points a student puts on the own list."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from onboarding.actions.own_tasks import (
    ChangedMeanwhile,
    add_own_task,
    change_own_task,
    mark_of,
    remove_own_task,
)
from onboarding.forms.my_placement import OwnTaskForm
from onboarding.models import Placement, Task
from onboarding.own_points import forget_removed, keep_removed
from onboarding.views.my_placement import placement_or_404, show_page
from profiles.access import access
from profiles.enums import Role
from profiles.views.editing import sent


def own_list():
    """The address of the list on the page."""
    return redirect(f"{reverse('my-placement')}#eigen")


@access(Role.STUDENT)
@require_POST
def add(request):
    """Add a point of one's own to the list, or put back the one that was taken away."""
    placement = placement_or_404(request)
    form = OwnTaskForm(request.POST)
    if not form.is_valid():
        return show_page(request, form, status=422)
    said = form.cleaned_data
    add_own_task(placement=placement, text=said["text"], shared=said["shared"], is_done=said["done"], by=request.user)
    forget_removed(request.session, said["text"])
    messages.success(request, "Je eigen punt staat op de lijst.")
    return own_list()


@access(Role.STUDENT)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """Change a point of one's own, or who sees it."""
    task = _own_or_404(request, pk)
    form, theirs, status = OwnTaskForm.of(task, sent(request)), None, 200
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            change_own_task(task=task, text=said["text"], shared=said["shared"], seen=said["seen"])
        except ChangedMeanwhile as changed:
            if changed.stored is None:
                raise Http404 from changed
            theirs, status = f"{changed.stored.text}. {_readers(changed.stored.shared)}", 409
            form.now_knows(seen=mark_of(changed.stored))
        else:
            messages.success(request, f"Bewaard. {_readers(said['shared'])}")
            return own_list()
    elif form.is_bound:
        status = 422
    return render(request, "onboarding/my_task.html", {"form": form, "task": task, "theirs": theirs}, status=status)


@access(Role.STUDENT)
@require_POST
def remove(request, pk):
    """Take a point away; the page offers to put it back."""
    keep_removed(request.session, remove_own_task(task=_own_or_404(request, pk)))
    return own_list()


def _own_or_404(request, pk):
    placements = Placement.objects.visible_to(request.identity).filter(student__user=request.user)
    return get_object_or_404(Task.objects.filter(own=True, placement__in=placements), pk=pk)


def _readers(shared):
    return "Je begeleiders zien dit punt." if shared else "Alleen jij ziet dit punt."
