"""A student tells the next one how it was: write, look how it will stand there, send, and take it back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from onboarding.models import Placement
from profiles.access import access
from profiles.actions import quotes as actions
from profiles.enums import Role
from profiles.forms.quotes import QuoteForm
from profiles.models import Quote
from profiles.views.editing import sent

LOOK = "bekijk"


@access(Role.STUDENT)
@require_http_methods(["GET", "HEAD", "POST"])
def my_quotes(request):
    """Send a quote or a tip about the leerplaats of a stage that has begun; what was sent stands below."""
    placement = _begun_placement(request)
    if placement is None:
        return render(request, "onboarding/my_quotes_later.html")
    form = QuoteForm(sent(request))
    looked = None
    if request.method == "POST" and form.is_valid():
        if request.POST.get("dan") == LOOK:
            looked = Quote(leerplaats=placement.leerplaats, **_said(placement, form))
        elif _send(request, placement, form):
            return redirect("my-quotes")
    mine = Quote.objects.sent_about(placement.leerplaats, request.user)
    context = {
        "placement": placement,
        "form": form,
        "looked": looked,
        "mine": mine,
        "is_full": len(mine) >= actions.MOST_PER_STUDENT,
        "most": actions.MOST_PER_STUDENT,
        "example": Quote(text="", **_who(placement)),
    }
    return render(request, "onboarding/my_quotes.html", context)


@access(Role.STUDENT)
@require_http_methods(["GET", "HEAD", "POST"])
def my_quote_withdraw(request, pk):
    """Take an own text back, also when it is on the page."""
    quote = get_object_or_404(_own(request).select_related("leerplaats__institution"), pk=pk)
    if request.method == "POST":
        actions.withdraw_quote(quote=quote, by=request.user)
        messages.success(request, "Je tekst is ingetrokken. We hebben hem weggegooid.")
        return redirect("my-quotes")
    return render(request, "onboarding/my_quote_withdraw.html", {"quote": quote})


def _send(request, placement, form):
    try:
        actions.send_quote(leerplaats=placement.leerplaats, by=request.user, **_said(placement, form))
    except actions.EnoughSent:
        form.add_error(None, "Je hebt al genoeg teksten gestuurd. Trek er eerst één in.")
        return False
    messages.success(
        request, f"Dank je wel. {placement.leerplaats} leest je tekst en beslist of die op de pagina komt."
    )
    return True


def _said(placement, form):
    return {"kind": form.cleaned_data["kind"], "text": form.cleaned_data["text"]} | _who(placement)


def _who(placement):
    asked = placement.request
    return {"first_name": placement.student.given_name, "programme": asked.programme.name, "year": asked.year}


def _begun_placement(request):
    """The last stage of the student that has begun, also when it is over; None before the first one."""
    own = Placement.objects.visible_to(request.identity).filter(student__user=request.user).active()
    return own.filter(starts_on__lte=timezone.localdate()).with_people().order_by("-starts_on").first()


def _own(request):
    return Quote.objects.filter(sent_by=request.user, entered_by_staff=False)
