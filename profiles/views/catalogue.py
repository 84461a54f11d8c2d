"""The public list of leerplaatsen: search, filters and pages, all in the address."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from profiles import search
from profiles.access import public
from profiles.addresses import absolute
from profiles.catalogue import cards, found, near
from profiles.catalogue_counts import snapshot
from profiles.catalogue_filters import Filters
from profiles.forms.catalogue import Choice, Choices
from profiles.geography import find_spot, is_postcode, nearest_name, town_count
from profiles.models import Leerplaats

PAGE_SIZE, NEARBY = 20, 5
SORTED = {"distance": "dichtstbij eerst", "words": "wat het best past eerst", "name": "op naam"}


@public
@require_safe
def leerplaats_catalogue(request):
    """Find a leerplaats by name, place or care, and by what suits."""
    there_is = snapshot()
    choices = Choices.read(request.GET, there_is)
    words = choices.words
    page = _page(found(choices), request)
    corrected = None
    if words and not page.paginator.count and (corrected := search.corrected(words, Leerplaats.objects.online())):
        page = _page(found(choices, corrected), request)
        corrected = corrected if page.paginator.count else None
    context = {
        "choices": choices,
        "filters": Filters(choices, there_is, _found_by(corrected or words) if words else None),
        "page": page,
        "cards": cards(page, choices),
        "corrected": corrected,
        "sorted": SORTED["distance" if choices.spot else "words" if words else "name"],
        "town_count": town_count(),
        "canonical": absolute(request.path + (f"?pagina={page.number}" if page.number > 1 else "")),
    }
    return render(request, "profiles/catalogue.html", context | _unknown_place(choices) | _nearby(choices, page))


def _found_by(words):
    rows = search.found_by(Leerplaats.objects.online(), words)
    return set(rows.order_by().values_list("pk", flat=True))


def _page(rows, request):
    return Paginator(rows.only("pk"), PAGE_SIZE).get_page(request.GET.get("pagina"))


def _unknown_place(choices):
    """What to say about a place we do not know, or about towns of the same name."""
    if not choices.near:
        return {}
    if choices.spot:
        return {"meant": [(name, choices.address(**{Choice.NEAR: name})) for name in choices.spot.twins]}
    like = "" if is_postcode(choices.near) else nearest_name(choices.near)
    meant = [(like, choices.address(**{Choice.NEAR: like}))] if like else []
    return {"is_unknown": True, "is_postcode": is_postcode(choices.near), "meant": meant}


def _nearby(choices, page):
    """When nothing is found: what lies near the place that was chosen or searched for."""
    if page.paginator.count:
        return {}
    spot = choices.spot or (find_spot(choices.words) if choices.words else None)
    if not spot:
        return {}
    return {"nearby": cards(near(spot).only("pk")[:NEARBY], choices), "nearby_place": spot.name}
