"""Queries with 3 and with 300 rows, bytes on the wire, and p50 as a ratio to an empty view, per main page."""

import re
import statistics
import time
from pathlib import Path

import brotli
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path, reverse

from onboarding.bench.rows import Rows
from onboarding.startup import prepare
from profiles.access import public

TIMES = 15
ASSET = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"')
FONT = re.compile(
    r"""url\(["']?[^)"']*?([\w-]+-latin-(?!ext)[\w-]+\.woff2)["']?\)"""
)  # what a page in Dutch fetches; latin-ext comes with a name

MEASURED = {
    "leerplaats-catalogue": lambda rows: (None, []),
    "leerplaats-public": lambda rows: (None, [rows.leerplaats.slug]),
    "my-placement": lambda rows: (rows.student_user, []),
    "placement-overview": lambda rows: (rows.coordinator, []),
    "placement-detail": lambda rows: (rows.coordinator, [rows.placement.pk]),
    "student-list": lambda rows: (rows.coordinator, []),
    "leerplaats-list": lambda rows: (rows.coordinator, []),
    "profile-tasks": lambda rows: (rows.coordinator, [rows.leerplaats.pk]),
    "offer-list": lambda rows: (rows.coordinator, [rows.leerplaats.pk]),
    "match-board": lambda rows: (rows.coordinator, []),
    "match-check": lambda rows: (rows.coordinator, [rows.period.pk]),
    "match-lock": lambda rows: (rows.coordinator, [rows.period.pk]),
    "match-confirm": lambda rows: (rows.coordinator, [rows.period.pk]),
    "import-list": lambda rows: (rows.coordinator, []),
    "print-start": lambda rows: (rows.coordinator, []),
    "template-list": lambda rows: (rows.coordinator, []),
    "member-list": lambda rows: (rows.coordinator, []),
}


@public
def empty(request):
    """The least a view can do: what every page is compared with."""
    return HttpResponse("leeg")


urlpatterns = [path("", include("onboarding.urls")), path("bench/leeg", empty, name="bench-empty")]


def run():
    """One object: per page the queries, the bytes and the ratio; and whether 300 rows ask more than 3."""
    prepare.static_files()  # the pages are measured as they are served: with the hashed names in them
    with override_settings(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"], SECURE_SSL_REDIRECT=False):
        Rows(2)  # neighbours, so that 3 and 300 differ in nothing but their number
        few = _figures(Rows(3))
        many = _figures(Rows(300))
    pages = {
        name: {
            "queries 3 rows": few[name]["queries"],
            "queries 300 rows": many[name]["queries"],
            **{key: many[name][key] for key in ("html", "css", "js", "fonts", "total")},
            "p50 / empty view": many[name]["ratio"],
        }
        for name in MEASURED
    }
    growing = [name for name, page in pages.items() if page["queries 3 rows"] != page["queries 300 rows"]]
    return {"bytes": "brotli, gzip for html", "pages": pages, "pages whose queries grow": growing}


def _figures(rows):
    return {name: _page(name, *of(rows)) for name, of in MEASURED.items()}


def _page(name, user, arguments):
    client = Client()
    if user:
        client.force_login(user)
    url = reverse(name, args=arguments)
    client.get(url)  # warm: templates parsed, session made
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url, headers={"accept-encoding": "gzip"})
    queries = len(captured)  # counted now, because the next request clears the log
    if response.status_code != 200:
        raise RuntimeError(f"{name} answered {response.status_code}.")
    sizes = _bytes(client.get(url).content.decode())
    ratio = _p50(client, url) / _p50(client, reverse("bench-empty"))
    html = len(response.content)
    total = html + sum(sizes.values())
    return {"queries": queries, "html": html, **sizes, "total": total, "ratio": round(ratio, 1)}


def _bytes(html):
    """The bytes of what the page asks for, compressed as the server sends it; fonts are compressed by themselves."""
    sizes = {"css": 0, "js": 0, "fonts": 0}
    sheets = ""
    for address in dict.fromkeys(ASSET.findall(html)):
        content = _asset(address)
        if address.endswith(".css"):
            sheets += content.decode()
            sizes["css"] += len(brotli.compress(content))
        elif address.endswith(".js"):
            sizes["js"] += len(brotli.compress(content))
    for address in dict.fromkeys(FONT.findall(sheets)):
        sizes["fonts"] += len(_asset(f"fonts/{address}"))
    return sizes


def _asset(address):
    """The source of a static file, found by the name before its hash."""
    name = address.removeprefix(settings.STATIC_URL)
    plain = re.sub(r"\.[0-9a-f]{12}(?=\.\w+$)", "", name)
    return Path(finders.find(plain)).read_bytes()


def _p50(client, url):
    taken = []
    for _ in range(TIMES):
        started = time.perf_counter()
        client.get(url)
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)
