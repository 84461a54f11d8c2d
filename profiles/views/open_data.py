"""Open data, and what search engines read: the catalogue in JSON, the map of the site, and where not to look."""

import hashlib
import json

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from profiles import open_data
from profiles.access import public
from profiles.addresses import absolute
from profiles.catalogue import found
from profiles.catalogue_counts import snapshot
from profiles.forms.catalogue import Choices
from profiles.models import Leerplaats

PAGE_SIZE, FRESH_SECONDS = 100, 300
PUBLIC_PAGES = ("start", "leerplaats-catalogue", "how-it-works", "help", "accessibility", "privacy")
NOT_FOR_SEARCHING = ("/werk", "/mijn-stage", "/link", "/inloggen", "/uitloggen", "/wachtwoord", "/thuis", "/foto/")


@public
@require_safe
def leerplaatsen_json(request):
    """Every leerplaats online, 100 per page, with the choices of the catalogue in the address."""
    choices = Choices.read(request.GET, snapshot())
    page = Paginator(found(choices).only("pk"), PAGE_SIZE).get_page(request.GET.get("pagina"))
    order = [row.pk for row in page]
    rows = {row.pk: row for row in open_data.with_facts(Leerplaats.objects.filter(pk__in=order))}
    rows = [rows[pk] for pk in order if pk in rows]
    base = absolute(request.path)
    data = {
        "version": open_data.VERSION,
        "count": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "next": base + choices.address(pagina=page.next_page_number()) if page.has_next() else None,
        "leerplaatsen": [open_data.summary(row) for row in rows],
    }
    return _answer(request, data, max((row.updated_at for row in rows), default=None))


@public
@require_safe
def leerplaats_json(request, slug):
    """One leerplaats online. An archived one is gone (410), as its page is."""
    leerplaats = open_data.find(slug)
    if leerplaats is None:
        if Leerplaats.objects.filter(slug=slug, archived_at__isnull=False, profile__published__isnull=False).exists():
            return _open(JsonResponse({"version": open_data.VERSION, "error": "gone"}, status=410))
        raise Http404
    return _answer(request, open_data.full(leerplaats, leerplaats.profile.published.answers), leerplaats.updated_at)


@public
@require_safe
def site_map(request):
    """Every public page and every leerplaats online, for search engines."""
    return sitemap(request, {"pages": PageMap, "leerplaatsen": LeerplaatsMap})


@public
@require_safe
def robots(request):
    """What search engines leave alone: everything that is somebody's own."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_SEARCHING)]
    text = "\n".join([*lines, "", f"Sitemap: {absolute(reverse('site-map'))}", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


class _Map(Sitemap):
    """Addresses as they stand on paper, whatever name the request came in by."""

    @property
    def protocol(self):
        """http or https, of the address of the site."""
        return settings.SITE_URL.split("://")[0]

    def get_domain(self, site=None):
        """The name of the site, without asking django.contrib.sites."""
        return settings.SITE_URL.split("://", 1)[-1].rstrip("/")


class PageMap(_Map):
    """The pages that are not of a leerplaats."""

    def items(self):
        """Their names."""
        return PUBLIC_PAGES

    def location(self, item):
        """Their addresses."""
        return reverse(item)


class LeerplaatsMap(_Map):
    """The public pages of leerplaatsen."""

    def items(self):
        """Those online, in a fixed order."""
        rows = Leerplaats.objects.online().annotate(updated_at=F("profile__published__published_at"))
        return rows.only("slug").order_by("pk")

    def lastmod(self, item):
        """When the profile was last published."""
        return item.updated_at


def _answer(request, data, updated_at):
    """The data, or 304 for who has it already.

    The mark is made of the content, because free places change without a new version. So only the mark decides;
    the date of the last version is there to read.
    """
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    mark = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    answer = HttpResponse(content, content_type="application/json; charset=utf-8", headers={"ETag": mark})
    answer = get_conditional_response(request, etag=mark, response=answer)
    if updated_at:
        answer["Last-Modified"] = http_date(updated_at.timestamp())
    return _open(answer)


def _open(answer):
    """Every site may read it, and keep it for a few minutes."""
    answer["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(answer, public=True, max_age=FRESH_SECONDS)
    return answer
