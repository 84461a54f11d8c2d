"""Copy the places of an earlier period: of one leerplaats, or of the whole institution; and undo it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from profiles.access import access
from profiles.actions import place_copies as actions
from profiles.dutch import count
from profiles.enums import Role
from profiles.forms.place_copies import CopyPeriodsForm
from profiles.models import Leerplaats, Period, PlaceOffer
from profiles.views.editable import EDITORS, editable_leerplaats
from profiles.views.place_table import institution_of

FORM = ["GET", "HEAD", "POST"]
PAGE_SIZE = 50
JUST_MADE = 10  # copies shown with a way back


@access(*EDITORS)
@require_http_methods(FORM)
def places_copy(request, pk):
    """The places of one leerplaats, from one period to another: first what will come, then it is there."""
    leerplaats = editable_leerplaats(request, pk)
    here = reverse("places-copy", args=[leerplaats.pk])
    after = reverse("offer-list", args=[leerplaats.pk])
    return _copy(request, leerplaats.institution, Leerplaats.objects.filter(pk=leerplaats.pk), leerplaats, here, after)


@access(Role.COORDINATOR)
@require_http_methods(FORM)
def institution_places_copy(request):
    """The same for all leerplaatsen of the institution at once."""
    institution = institution_of(request)
    rows = Leerplaats.objects.filter(institution=institution).in_use()
    here, after = reverse("institution-places-copy"), reverse("place-periods")
    return _copy(request, institution, rows, None, here, after)


@access(*EDITORS)
@require_POST
def places_copy_undo(request, pk, event_id):
    """Take back what came into one leerplaats."""
    leerplaats = editable_leerplaats(request, pk)
    copies = actions.copies_of(leerplaats.institution).filter(detail__leerplaatsen=[leerplaats.pk])
    return _undo(request, get_object_or_404(copies, pk=event_id), reverse("offer-list", args=[leerplaats.pk]))


@access(Role.COORDINATOR)
@require_POST
def institution_places_copy_undo(request, event_id):
    """Take back what came into the institution."""
    copies = actions.copies_of(institution_of(request))
    return _undo(request, get_object_or_404(copies, pk=event_id), reverse("place-periods"))


def _copy(request, institution, leerplaatsen, leerplaats, here, after):
    sources, targets = _periods()
    data = request.POST if request.method == "POST" else _asked(request.GET, sources, targets, leerplaatsen)
    form = CopyPeriodsForm(data, sources=sources, targets=targets)
    lines = []
    if data is not None and form.is_valid():
        periods = {"source": form.cleaned_data["van"], "target": form.cleaned_data["naar"]}
        if request.method == "POST":
            event = actions.copy_places(institution=institution, leerplaatsen=leerplaatsen, by=request.user, **periods)
            _tell(request, event, periods["target"])
            return redirect(here if event else after)
        lines = actions.copy_lines(leerplaatsen=leerplaatsen, **periods)
    brings = [line for line in lines if line.brings]
    context = {
        "leerplaats": leerplaats,
        "institution": institution,
        "form": form,
        "is_chosen": data is not None and form.is_valid(),
        "van": form.cleaned_data.get("van") if data is not None and form.is_valid() else None,
        "naar": form.cleaned_data.get("naar") if data is not None and form.is_valid() else None,
        "page": Paginator(brings, PAGE_SIZE).get_page(request.GET.get("pagina")),
        "places": sum(line.places for line in brings),
        "kept": sum(len(line.kept) for line in lines),
        "here": here,
        "is_asked": "van" in request.GET,
        "after": after,
        "copies": _undoable(institution, leerplaats),
    }
    return render(request, "profiles/places_copy.html", context)


def _periods():
    """(those to copy from, those that have not ended), the last one first."""
    periods = list(Period.objects.order_by("-starts_on"))
    today = timezone.localdate()
    return periods, [period for period in periods if period.ends_on >= today]


def _asked(data, sources, targets, leerplaatsen):
    """The choice in the address; without one the next period that is empty, with what stood there a year before.

    When nothing can be copied there, the first two periods between which something can.
    """
    if "van" in data and "naar" in data:
        return data
    today = timezone.localdate()
    wanted = data.get("naar")
    coming = [period for period in reversed(targets) if period.starts_on > today] or list(reversed(targets))
    filled = set(PlaceOffer.objects.filter(leerplaats__in=leerplaatsen).values_list("period", flat=True))
    coming.sort(key=lambda period: period.pk in filled)
    named = [period for period in targets if str(period.pk) == wanted]
    found = actions.first_copy(leerplaatsen=leerplaatsen, sources=sources, targets=named or coming)
    if found:
        source, target = found
    else:
        target = next(iter(named or coming), None)
        source = actions.source_for(target, sources) if target else None
    return {"van": source.pk, "naar": target.pk} if source else None


def _undoable(institution, leerplaats):
    copies = actions.copies_of(institution).select_related("by")
    if leerplaats:
        copies = copies.filter(detail__leerplaatsen=[leerplaats.pk])
    return [
        {"event": event, "words": _words(event), "url": _undo_url(event, leerplaats)} for event in copies[:JUST_MADE]
    ]


def _undo_url(event, leerplaats):
    if leerplaats:
        return reverse("places-copy-undo", args=[leerplaats.pk, event.pk])
    return reverse("institution-places-copy-undo", args=[event.pk])


def _words(event):
    detail = event.detail
    return f"{count(detail['places'], 'plek', 'plekken')} van {detail['source']} naar {detail['target_name']}"


def _tell(request, event, target):
    if event is None:
        messages.info(request, f"Er is niets overgenomen. Alles stond al in {target}.")
        return
    messages.success(request, f"Overgenomen: {_words(event)}. Kijk ze na en pas ze aan waar nodig.")


def _undo(request, event, after):
    gone, stayed = actions.undo_copy(event=event, by=request.user)
    rest = f" {count(stayed, 'rij is', 'rijen zijn')} intussen gebruikt of aangepast en blijft staan." if stayed else ""
    if stayed > 1:
        rest = rest.replace("blijft", "blijven")
    messages.success(request, f"{count(gone, 'rij is', 'rijen zijn')} weer weggehaald.{rest}")
    return redirect(after)
