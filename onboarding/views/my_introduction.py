"""The student says how the day of the introduction was, or skips that."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onboarding.actions.introductions import say_day
from onboarding.forms.introductions import DayForm
from onboarding.models import IntroGuest, Placement
from onboarding.my_introduction import state_of
from profiles.access import access
from profiles.enums import Role

ASKS = ("asked", "answered")
CLOSED = "Je kunt hier nu niets meer over zeggen. De week is voorbij."


@access(Role.STUDENT)
@require_http_methods(["GET", "HEAD", "POST"])
def my_day(request, pk):
    """One's own answer: given in one tap, changed or skipped, until the week is over."""
    own = Placement.objects.visible_to(request.identity).filter(student__user=request.user)
    rows = IntroGuest.objects.filter(placement__in=own).select_related("meeting__location", "placement__leerplaats")
    guest = get_object_or_404(rows, pk=pk)
    if state_of(guest) not in ASKS:
        if request.method == "POST":
            messages.info(request, CLOSED)
            return redirect("my-placement")
        raise Http404
    if request.method != "POST":
        return _page(request, guest, DayForm(initial={"mark": guest.day_mark, "words": guest.day_words}))
    if request.POST.get("doe") == "overslaan":
        say_day(guest=guest, mark=None, words="")
        messages.success(request, "Goed. Je hoeft niets te zeggen.")
        return redirect(f"{reverse('my-placement')}#introductie")
    typed = {"mark": request.POST.get("mark", ""), "words": request.POST.get("words", guest.day_words)}
    form = DayForm(typed)
    if not form.is_valid():
        return _page(request, guest, form, status=422)
    if say_day(guest=guest, **form.cleaned_data):
        messages.success(request, "Bewaard. Dank je wel.")
    else:
        messages.info(request, CLOSED)
    return redirect("my-placement") if "words" in request.POST else redirect("my-day", guest.pk)


def _page(request, guest, form, status=200):
    context = {"guest": guest, "meeting": guest.meeting, "form": form}
    return render(request, "onboarding/my_day.html", context, status=status)
