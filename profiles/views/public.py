"""What everyone can read of one leerplaats: its page and its QR code."""

from urllib.parse import urlsplit

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from profiles.access import public
from profiles.addresses import absolute, public_address, written_address
from profiles.catalogue_counts import coming_offers
from profiles.enums import Role
from profiles.explained_words import words_of
from profiles.models import Leerplaats
from profiles.profile_page import profile_page
from profiles.qr import qr_svg


@public
@require_safe
def leerplaats_public(request, slug):
    """The published profile. An archived leerplaats says so (410), because its address stands on paper."""
    rows = Leerplaats.objects.select_related("institution", "location", "profile__published")
    leerplaats = get_object_or_404(rows, slug=slug)
    profile = getattr(leerplaats, "profile", None)
    if profile is None or profile.published is None:
        raise Http404
    if leerplaats.archived_at:
        return render(request, "profiles/gone.html", {"leerplaats": leerplaats}, status=410)
    shown = page_context(leerplaats, profile.published.answers)
    context = shown | {
        "sharing": _sharing(shown["profile_page"], leerplaats),
        "updated_at": profile.published.published_at,
        "list_address": (back := _list_address(request)),
        "list_label": "Terug naar je lijst" if "?" in back else "Alle leerplaatsen",
        "may_edit": _may_edit(request.identity, leerplaats),
        "may_report": _may_report(request.identity, leerplaats),
        "has_acts": leerplaats.act_rules.exists(),
    }
    return render(request, "profiles/public.html", context)


@public
@require_safe
def leerplaats_qr(request, slug):
    """The QR code of the public address, for paper. It never holds anything personal."""
    leerplaats = get_object_or_404(Leerplaats.objects.online(), slug=slug)
    image = qr_svg(public_address(leerplaats), title=f"QR-code van {leerplaats.name}")
    answer = HttpResponse(image, content_type="image/svg+xml")
    answer["Cache-Control"] = "public, max-age=86400"
    return answer


def page_context(leerplaats, answers):
    """What the template of the profile needs, for these answers."""
    offers = (
        coming_offers()
        .filter(leerplaats=leerplaats)
        .select_related("programme")
        .order_by("programme__level", "programme__name", "year")
    )
    return {
        "leerplaats": leerplaats,
        "profile_page": profile_page(
            leerplaats, answers, offers, leerplaats.quotes.shown(), leerplaats.improvements.shown()
        ),
        "words": words_of(leerplaats.institution_id),
        "address": public_address(leerplaats),
        "written_address": written_address(leerplaats),
    }


def _sharing(page, leerplaats):
    """What other sites show of this page: a sentence, and the first photo with its full address."""
    photo = page.photos[0] if page.photos else None
    return {
        "description": page.in_short or f"Lees hoe het is om stage te lopen bij {leerplaats.name}.",
        "image": absolute(reverse("photo", args=[photo.id, "large"])) if photo else "",
        "image_alt": photo.alt if photo else "",
    }


def _list_address(request):
    """The list as somebody left it, with filters and page; the plain one for who came from elsewhere."""
    plain, came_from = reverse("leerplaats-catalogue"), urlsplit(request.headers.get("referer", ""))
    is_list = came_from.netloc == request.get_host() and came_from.path == plain and came_from.query
    return f"{plain}?{came_from.query}" if is_list else plain


def _may_edit(identity, leerplaats):
    return bool(identity.user) and (Leerplaats.objects.editable_by(identity).filter(pk=leerplaats.pk).exists())


def _may_report(identity, leerplaats):
    """Whether this is a student who has or had a stage here: they know whether the profile is right."""
    return identity.has(Role.STUDENT) and (leerplaats.placements.active().filter(student__user=identity.user).exists())
