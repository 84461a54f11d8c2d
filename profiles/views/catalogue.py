"""The public list of leerplaatsen: search, filters and pages, all in the address."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from profiles import search
from profiles.access import public
from profiles.forms.catalogue import CatalogueForm, Choice
from profiles.models import Leerplaats, PlaceOffer

PAGE_SIZE = 20


@dataclass(frozen=True)
class Card:
    """One leerplaats in the list, with at most two facts."""

    leerplaats: Leerplaats
    care_kind: str
    programmes: list[str]

    @classmethod
    def of(cls, leerplaats):
        """The card of a leerplaats with its published profile and coming offers at hand."""
        names = dict.fromkeys(offer.programme.name for offer in leerplaats.coming_offers)
        return cls(leerplaats, leerplaats.profile.published.answers.get("care_kind", ""), list(names))


@public
@require_safe
def leerplaats_catalogue(request):
    """Find a leerplaats by name, place or care."""
    online = Leerplaats.objects.online()
    offers = coming_offers()
    form = CatalogueForm.for_choices(request.GET, online, offers)
    rows = _filtered(online, form, offers)
    words, corrected = form.words, None
    found = search.found_by(rows, words)
    page = _page(found, offers, request)
    if words and not page.paginator.count and (corrected := search.corrected(words, online)):
        page = _page(search.found_by(rows, corrected), offers, request)
    context = {
        "form": form,
        "page": page,
        "cards": [Card.of(leerplaats) for leerplaats in page],
        "corrected": corrected if page.paginator.count else None,
        "choices": form.chosen(),
    }
    return render(request, "profiles/catalogue.html", context)


def coming_offers():
    """The offers students can still choose: with places, in a period that has not ended."""
    return PlaceOffer.objects.filter(number__gt=0, period__ends_on__gte=timezone.localdate())


def _filtered(rows, form, offers):
    if sector := form.value(Choice.SECTOR):
        rows = rows.filter(sector=sector)
    if town := form.value(Choice.TOWN):
        rows = rows.filter(location__town=town)
    if programme := form.value(Choice.PROGRAMME):
        rows = rows.filter(Exists(offers.filter(leerplaats=OuterRef("pk"), programme=programme)))
    return rows


def _page(rows, offers, request):
    rows = rows.select_related("institution", "location", "profile__published").prefetch_related(
        Prefetch("offers", offers.select_related("programme"), to_attr="coming_offers")
    )
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("pagina"))
