"""People of world A look at everything they can reach, and try the ids of world B everywhere."""

import io
import zipfile
from contextlib import contextmanager
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit
from uuid import UUID

from django.db import connection
from django.urls import reverse

from tests.access.checks import field_of, filled_in, undone
from tests.access.identities import browser
from tests.access.paper import blank_paper
from tests.access.worlds import CANARY, SHARED, models_of_ours

OF_WORLD_A = (
    "visitor",
    "no_role",
    "student",
    "werkbegeleider",
    "other_werkbegeleider",
    "praktijkopleider",
    "other_praktijkopleider",
    "coordinator",
    "schoolcoordinator",
    "ended_membership",
)
# Who holds one of these gets in: the secret is the permission, whoever you are.
SECRETS = (
    "personal-link",
    "calendar-feed-read",
    "worklist-open",
    "worklist-code",
    "account_reset_password_from_key",
    "profile-upkeep-link",
    "contribution",
    "contribution-thanks",
)
DATES = ("_on",)  # a day is no id: both worlds have the same
MOST_PAGES = 150  # per person; far more than there are in these small worlds
SEARCHED = CANARY[:7]  # finds the canary, and is not the canary itself when the page repeats it


class Page(HTMLParser):
    """The links and forms of a page."""

    def __init__(self, html):
        super().__init__()
        self.links, self.forms, self._select = [], [], None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Notes what leads somewhere, and what can be sent."""
        attrs = dict(attrs)
        if tag == "a" and attrs.get("href"):
            self.links.append(attrs["href"])
        elif tag == "form":
            self.forms.append(Form(attrs.get("method", "get").lower(), attrs.get("action", "")))
        elif self.forms and tag in ("input", "textarea", "button") and attrs.get("name"):
            self._take_input(tag, attrs)
        elif self.forms and tag == "select":
            self._select = attrs.get("name")
        elif self.forms and tag == "option" and self._select:
            self.forms[-1].offer(self._select, attrs.get("value", ""), chosen="selected" in attrs)

    def _take_input(self, tag, attrs):
        ticked = attrs.get("type") not in ("checkbox", "radio") or "checked" in attrs
        self.forms[-1].offer(attrs["name"], attrs.get("value", ""), chosen=ticked and tag != "button")


class Form:
    """Where a form goes, what it would send now, and every value it offers."""

    def __init__(self, method, action):
        self.method, self.action, self.values, self.offered = method, action, {}, {}

    def offer(self, name, value, *, chosen):
        """Adds one value of a field."""
        self.offered.setdefault(name, set()).add(value)
        if chosen:
            self.values.setdefault(name, []).append(value)


# --- What an answer says --------------------------------------------------------


def text_of(response, sheets=()):
    """All text of an answer: its body, its headers, the parts of a Word file, and the sheets behind a PDF."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = " ".join(f"{name}: {value}" for name, value in response.items())
    parts = [body, headers.encode(), *(sheet.encode() for sheet in sheets)]
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts += [archive.read(name) for name in archive.namelist()]
    return b"\n".join(parts).decode(errors="replace")


def fetch(cookies, url, **query):
    """The answer to a GET, its text, and its page; in a transaction that may not write."""
    with undone(read_only=True), blank_paper() as sheets:
        response = browser(cookies).get(url, query)
        text = text_of(response, sheets)
    is_page = response.get("Content-Type", "").startswith("text/html")
    return response, text, Page(text) if is_page else None


# --- Looking --------------------------------------------------------------------


def addresses(row, a, b=None):
    """The urls of a row with the ids of A; with `b` those in which one or more ids are of B instead."""
    words = row.address.split()
    own = [word.split(".")[0] for word in words]
    swappable = [
        n
        for n, name in enumerate(own)
        if hasattr(a, name) and not words[n].endswith(DATES) and not _is_shared(getattr(a, name), name, b)
    ]
    if b is None:
        return [reverse(row.name, args=_arguments(words, [a] * len(words)))]
    if not swappable or row.name in SECRETS:
        return []
    choices = [swappable] + ([[n] for n in swappable] if len(swappable) > 1 else [])
    return [
        reverse(row.name, args=_arguments(words, [b if n in chosen else a for n in range(len(words))]))
        for chosen in choices
    ]


def _arguments(words, worlds):
    return [
        field_of(world, word) if hasattr(world, word.split(".")[0]) else word
        for word, world in zip(words, worlds, strict=True)
    ]


def _is_shared(row, name, b):
    """Whether both worlds have this row, or may: it belongs to the region."""
    return row == getattr(b, name, None) or (hasattr(row, "_meta") and row._meta.label in SHARED)


def look_around(rows, a, cookies):
    """Every page of A, every page it links to, and every search and filter: nowhere may the canary be."""
    waiting = [url for row in rows if "GET" in row.methods for url in addresses(row, a)]
    seen, problems = set(), []
    while waiting and len(seen) < MOST_PAGES:
        url = waiting.pop(0)
        if url in seen:
            continue
        seen.add(url)
        _, text, page = fetch(cookies, url)
        if CANARY in text:
            problems.append(f"GET {url} shows the canary")
        if page:
            waiting += [link for link in _inside(url, page.links) if link not in seen]
            problems += _searched(cookies, url, page)
    return problems


def _inside(url, links):
    full = (urlsplit(urljoin(url, link)) for link in links)
    return [f"{u.path}?{u.query}" if u.query else u.path for u in full if not u.netloc and u.path.startswith("/")]


def _searched(cookies, url, page):
    """Fills every search and filter of the page with what could find something of B."""
    for form in page.forms:
        if form.method == "get" and form.offered:
            typed = dict.fromkeys(form.offered, SEARCHED)
            _, text, _ = fetch(cookies, urljoin(url, form.action), **typed)
            if CANARY in text:
                yield f"GET {url} with {typed} shows the canary"


def try_ids_in_filters(rows, a, b, cookies):
    """Every filter with ids of B in the place of those of A."""
    problems = []
    for row in rows:
        if "GET" not in row.methods:
            continue
        (url,) = addresses(row, a)
        _, _, page = fetch(cookies, url)
        for form in page.forms if page else ():
            if form.method == "get":
                target = urljoin(url, form.action)
                for name, value in _swaps(form.offered, a, b):
                    if CANARY in fetch(cookies, target, **{name: value})[1]:
                        problems.append(f"GET {target}?{name}={value} shows the canary")
    return problems


def try_ids_in_addresses(rows, a, b, cookies):
    """Every address with ids of B, opened and posted to: it does not exist, and nothing changes."""
    problems = []
    for row in rows:
        sends = {filled_in(name, b): filled_in(value, b) for name, value in row.sends.items()}
        for url in addresses(row, a, b):
            for method in row.methods.split():
                with undone(read_only=method == "GET"), blank_paper() as sheets, nothing_of_b_changes(b) as changes:
                    response = getattr(browser(cookies), method.lower())(url, sends if method == "POST" else {})
                    text = text_of(response, sheets)
                problems += [f"{method} {url} {change}" for change in changes]
                if CANARY in text:
                    problems.append(f"{method} {url} shows the canary")
                if not _is_refusal(response):
                    problems.append(f"{method} {url} answers {response.status_code}")
    return problems


def _is_refusal(response):
    to_login = response.status_code == 302 and response["Location"].startswith("/inloggen")
    return to_login or response.status_code in (403, 404)


# A school asks any institution, and an institution takes students of any school: those the whole region knows.
FREE_CHOICES = {"student-new": {"institution", "school"}, "held-new": {"school"}}


def try_ids_in_forms(rows, a, b, cookies):
    """Every form with ids of B in the place of those of A: nothing of B changes, or is tied to something of A."""
    problems = []
    for row in rows:
        if "POST" not in row.methods:
            continue
        (url,) = addresses(row, a)
        filled, offered = _form_of(row, url, a, cookies)
        for name, value in [*_swaps(offered, a, b), *_named_swaps(row, b)]:
            if name in FREE_CHOICES.get(row.name, ()):
                continue
            with undone(), nothing_of_b_changes(b) as changes:
                response = browser(cookies).post(url, filled | {name: value})
                text = text_of(response)
            problems += [f"POST {url} with {name}={value} {change}" for change in changes]
            if CANARY in text:
                problems.append(f"POST {url} with {name}={value} shows the canary")
    return problems


def _form_of(row, url, a, cookies):
    """What the form at this address sends now, with what the matrix sends put over it, and all it offers."""
    filled, offered = {}, {}
    if "GET" in row.methods:
        page = fetch(cookies, url)[2]
        for form in page.forms if page else ():
            if form.method == "post" and urljoin(url, form.action) == url:
                filled |= form.values
                offered |= form.offered
    sends = {filled_in(name, a): filled_in(value, a) for name, value in row.sends.items()}
    for name, value in sends.items():
        offered.setdefault(name, set()).add(value)
    return filled | sends, offered


def _swaps(offered, a, b):
    """(field, id of B) for every field that offers an id of A."""
    twins = _twins(a, b)
    for name, values in offered.items():
        for value in sorted(set().union(*(twins.get(part, ()) for v in values for part in (v, v.partition("-")[2])))):
            prefixes = {v.rpartition("-")[0] + "-" for v in values if "-" in v and not _is_uuid(v)}
            yield from ((name, prefix + value) for prefix in ("", *sorted(prefixes)))


def _named_swaps(row, b):
    """What the matrix sends, with B in the place of A: also where an id is part of the name of a field."""
    return [(filled_in(name, b), filled_in(value, b)) for name, value in row.sends.items() if "{" in name + value]


def _twins(a, b):
    """The ids of A as text, each with the ids of the same things in B."""
    found = {}
    for name, row in vars(a).items():
        if hasattr(row, "pk") and not _is_shared(row, name, b):
            found.setdefault(str(row.pk), set()).add(str(getattr(b, name).pk))
    return found


def _is_uuid(text):
    try:
        return bool(UUID(text))
    except ValueError:
        return False


# --- What changed ---------------------------------------------------------------


@contextmanager
def nothing_of_b_changes(b):
    """Yields a list that afterwards says what changed of B, was tied to B, or was copied from B."""
    before, changes = _state(b), []
    yield changes
    after = _state(b)
    changes += [f"changes: {what}" for what in before if before[what] != after[what]]


def _state(b):
    """In one query: the rows of B, how often each is pointed at, and where the canary stands outside B."""
    parts = b.__dict__.setdefault("state_query", _state_query(b))
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(sql for _, sql in parts))
        return dict(zip((what for what, _ in parts), cursor.fetchone(), strict=True))


def _state_query(b):
    # S608: every name and number in these comes from our own models.
    parts = []
    for model in models_of_ours():
        table, key, own = model._meta.db_table, model._meta.pk.column, _literal(b.rows[model])
        if model._meta.label not in SHARED:
            text = f"md5(string_agg(t::text, '|' ORDER BY t.{key}))"
            rows = f"(SELECT {text} FROM {table} t WHERE t.{key} IN ({own}))"  # noqa: S608
            copied = f"t::text LIKE '%{CANARY}%' AND t.{key} NOT IN ({own})"
            copies = f"(SELECT count(*) FROM {table} t WHERE {copied})"  # noqa: S608
            parts += [(f"rows of {table}", rows), (f"copies in {table}", copies)]
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
            target = field.related_model
            if target in b.rows and target._meta.label not in SHARED:
                parts.append(_pointers(field, table, _literal(b.rows[target])))
    jobs = f"(SELECT count(*) FROM procrastinate_jobs WHERE args::text LIKE '%{CANARY}%')"  # noqa: S608
    return [*parts, ("jobs with a text of B", jobs)]


def _pointers(field, table, keys):
    if field.many_to_many:
        table, column = field.remote_field.through._meta.db_table, field.m2m_reverse_name()
    else:
        column = field.column
    count = f"(SELECT count(*) FROM {table} WHERE {column} IN ({keys}))"  # noqa: S608
    return f"{table}.{column} pointing at B", count


def _literal(keys):
    return ", ".join(f"'{key}'" for key in sorted(keys, key=str)) or "NULL"
