"""What everyone can print of one leerplaats: the profile, and what hangs in the team room."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from profiles.access import public
from profiles.models import Leerplaats
from profiles.views.public import page_context
from toolbox.formats import leerplaatsprofiel, poster, qr_card, wall_card
from toolbox.printed_poster import printed_poster
from toolbox.printed_profile import printed_card, printed_profile
from toolbox.printed_wall_card import printed_wall_card
from toolbox.views.pdf import pdf_response


@public
@require_safe
def leerplaats_print(request, slug):
    """The published profile on two pages. In the archive, the public page says so."""
    leerplaats = _published(slug)
    if leerplaats.archived_at:
        return redirect(leerplaats)
    version = leerplaats.profile.published
    document = printed_profile(leerplaats, version, page_context(leerplaats, version.answers)["profile_page"])
    versions = leerplaatsprofiel.versions(document)
    return pdf_response(request, versions, title=document.title, pages=leerplaatsprofiel.PAGES)


@public
@require_safe
def leerplaats_card(request, slug):
    """The kaartje, A6, with the QR code of the public page."""
    leerplaats = _published(slug)
    if leerplaats.archived_at:
        return redirect(leerplaats)
    document = printed_card(leerplaats)
    return pdf_response(request, [qr_card.html(document)], title=document.title)


@public
@require_safe
def leerplaats_poster(request, slug):
    """The poster for the team room, on A4; with ?papier=a3 twice as large."""
    leerplaats = _published(slug)
    if leerplaats.archived_at:
        return redirect(leerplaats)
    document = printed_poster(leerplaats)
    size = "a3" if request.GET.get("papier") == "a3" else "a4"
    return pdf_response(request, poster.versions(document, size), title=document.title)


@public
@require_safe
def leerplaats_wall_card(request, slug):
    """The wall card, on A4; with ?papier=a5 half as large."""
    leerplaats = _published(slug)
    if leerplaats.archived_at:
        return redirect(leerplaats)
    document = printed_wall_card(leerplaats)
    size = "a5" if request.GET.get("papier") == "a5" else "a4"
    return pdf_response(request, wall_card.versions(document, size), title=document.title)


def _published(slug):
    rows = Leerplaats.objects.select_related("institution", "location", "profile__published")
    leerplaats = get_object_or_404(rows, slug=slug)
    if getattr(leerplaats, "profile", None) is None or leerplaats.profile.published is None:
        raise Http404
    return leerplaats
