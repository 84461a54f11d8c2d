"""What the student says to a stage: ik kom, or ik kan niet."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from onboarding.actions.student_answers import agree, cannot_come
from onboarding.forms.stages import CannotComeForm
from onboarding.views.my_placement import current_placement
from profiles.access import access
from profiles.enums import Role
from profiles.views.editing import sent

student = access(Role.STUDENT)


def _before_the_start(request):
    """The stage of this student that has not begun; 404 when there is none."""
    today = timezone.localdate()
    placement = current_placement(request.identity, today)
    if placement is None or placement.starts_on < today:
        raise Http404
    return placement


@student
@require_POST
def my_agree(request):
    """Ik kom."""
    placement = _before_the_start(request)
    agree(placement=placement, by=request.user)
    messages.success(request, f"Fijn dat je komt. {placement.institution.name} ziet dat nu.")
    return redirect("my-placement")


@student
@require_http_methods(["GET", "HEAD", "POST"])
def my_cannot(request):
    """Ik kan niet: with care, a general reason, and whom to call."""
    placement = _before_the_start(request)
    form = CannotComeForm(sent(request))
    if request.method == "POST" and form.is_valid():
        cannot_come(placement=placement, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, f"{placement.institution.name} weet het en neemt contact met je op.")
        return redirect("my-placement")
    context = {"placement": placement, "form": form}
    return render(request, "onboarding/my_cannot.html", context, status=422 if form.errors else 200)
