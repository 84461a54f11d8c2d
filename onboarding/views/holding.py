"""Plek vrijhouden: places that the proposal leaves alone."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions.held import LetGo, TooMany, change_held, hold_places, let_go
from onboarding.forms.holding import HeldNumberForm, HoldForm
from onboarding.views.match_pages import institution_of, match_context
from profiles.access import access
from profiles.dutch import count
from profiles.enums import Role
from profiles.merging import Clash
from profiles.models import HeldPlaces, Period, PlaceOffer
from profiles.sent_numbers import read_number
from profiles.views.editing import sent

coordinator = access(Role.COORDINATOR)


@coordinator
@require_safe
def held_list(request, period_pk):
    """Which places are held free in this period, for whom and why."""
    period = get_object_or_404(Period, pk=period_pk)
    rows = HeldPlaces.objects.standing(timezone.localdate()).filter(
        institution=institution_of(request), offer__period=period
    )
    rows = rows.select_related("offer__leerplaats", "offer__programme", "school", "held_by")
    rows = rows.order_by("offer__leerplaats__sort_name", "held_at", "pk")
    context = match_context(period, "match-lock", rows=list(rows))
    return render(request, "onboarding/held_list.html", context)


@coordinator
@require_http_methods(["GET", "HEAD", "POST"])
def held_new(request, period_pk):
    """Hold places free; from a card the place is filled in."""
    period = get_object_or_404(Period, pk=period_pk)
    offers = PlaceOffer.objects.filter(
        institution=institution_of(request), period=period, leerplaats__archived_at=None, number__gt=0
    )
    offers = offers.select_related("leerplaats", "programme").order_by(
        "leerplaats__sort_name", "programme__level", "programme__name", "year", "pk"
    )
    form = HoldForm(sent(request), offers=offers, period=period, initial={"offer": _asked(request), "number": 1})
    if request.method == "POST" and form.is_valid():
        try:
            held = hold_places(**form.cleaned_data, by=request.user)
        except TooMany as problem:
            form.add_error("number", str(problem))
        else:
            places = count(held.number, "plek is", "plekken zijn")
            messages.success(request, f"{places} vrijgehouden op {held.offer.leerplaats.name}.")
            return redirect("held-list", period_pk=period.pk)
    context = match_context(period, "match-lock", form=form, is_empty=not offers.exists())
    return render(request, "onboarding/held_new.html", context, status=422 if form.errors else 200)


def _asked(request):
    return read_number(request.GET.get("plek"))


@coordinator
@require_http_methods(["GET", "HEAD", "POST"])
def held_change(request, pk):
    """Hold more or fewer places. When a colleague was earlier, both numbers are shown."""
    held = _held(request, pk)
    period, name, theirs = held.offer.period, held.offer.leerplaats.name, None
    form = HeldNumberForm(sent(request), held=held)
    if request.method == "POST" and form.is_valid():
        try:
            change_held(held=held, number=form.cleaned_data["number"], seen=form.cleaned_data["seen"], by=request.user)
        except TooMany as problem:
            form.add_error("number", str(problem))
        except Clash as clash:
            theirs = count(clash.theirs, "plek", "plekken")
            form.now_knows(seen=clash.theirs)
        except LetGo:
            messages.info(request, f"De plekken op {name} worden niet meer vrijgehouden. Er is niets veranderd.")
            return redirect("held-list", period_pk=period.pk)
        else:
            places = count(form.cleaned_data["number"], "plek is", "plekken zijn")
            messages.success(request, f"{places} vrijgehouden op {name}.")
            return redirect("held-list", period_pk=period.pk)
    context = match_context(period, "match-lock", form=form, held=held, theirs=theirs)
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "onboarding/held_change.html", context, status=status)


def _held(request, pk):
    rows = HeldPlaces.objects.filter(institution__in=request.identity.institution_ids(Role.COORDINATOR))
    return get_object_or_404(rows.select_related("offer__leerplaats", "offer__programme", "offer__period"), pk=pk)


@coordinator
@require_POST
def held_release(request, pk):
    """Let held places go: from now on the proposal may give them away."""
    found = _held(request, pk)
    let_go(held=found, by=request.user)
    messages.success(request, f"De plekken op {found.offer.leerplaats.name} zijn weer vrij.")
    return redirect("held-list", period_pk=found.offer.period_id)
