"""What every address is held against. A check returns sentences about what is wrong; none means all is well."""

import re
from contextlib import contextmanager, nullcontext

from django.db import InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from onboarding.models import FileLook
from tests.access.identities import IDENTITIES, VISITORS, browser
from tests.access.paper import blank_paper

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
LOGIN = "/inloggen"
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|SELECT .*procrastinate_defer)", re.IGNORECASE)
# The one thing that opening a page may write: who looked at the file of a student (onboarding.looks). These
# addresses do so, and no others; a new page about one student gets its name here.
LOOKED_AT = FileLook._meta.db_table
LOOKS = frozenset(
    {
        "placement-detail",
        "placement-roster",
        "placement-talks",
        "talks-print",
        "talk",
        "talk-print",
        "talk-move",
        "talk-agreement",
        "plan-detail",
        "plan-versions",
        "plan-document",
        "priority-list",
        "priority-print",
        "school-plan",
        "school-plan-document",
        "placement-change",
        "placement-cancel",
        "placement-farewell",
        "placement-stop",
        "placement-thank",
        "placement-document",
        "removal-early",
        "placement-mentor-sheet",
        "invitation-document",
        "student-detail",
        "student-change",
        "request-change",
        "request-withdraw",
        "wishes-edit",
    }
)


def patterns(urlconf=None):
    """Every pattern of the site as (address, pattern)."""
    return list(_walk(get_resolver(urlconf).url_patterns, ""))


def _walk(found, prefix):
    for pattern in found:
        address = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern.url_patterns, address)
        else:
            yield address, pattern


# --- The list is complete -------------------------------------------------------


def check_names(rows, urlconf=None):
    """Every pattern has a name, a row and a rule; every row has a pattern."""
    found = patterns(urlconf)
    names = {pattern.name for _, pattern in found if pattern.name}
    listed = [row.name for row in rows]
    return [
        *(f"/{address} has no name" for address, pattern in found if not pattern.name),
        *(f"/{address} ({pattern.name}) has no access rule" for address, pattern in found if not _rule(pattern)),
        *(f"{name} is not in the matrix" for name in sorted(names - set(listed))),
        *(f"{name} is in the matrix, but not in the urls" for name in sorted(set(listed) - names)),
        *(f"{name} is in the matrix twice" for name in sorted(n for n in set(listed) if listed.count(n) > 1)),
    ]


def check_public(public, urlconf=None):
    """Open without logging in are the listed views, and no others."""
    found = patterns(urlconf)
    by_rule = {pattern.name for _, pattern in found if _rule(pattern) == "public"}
    by_middleware = {p.name for _, p in found if not getattr(p.callback, "login_required", True)}
    return [
        *(f"{name} is public, but not listed" for name in sorted((by_rule | by_middleware) - set(public))),
        *(f"{name} is listed as public, but is not" for name in sorted(set(public) - (by_rule & by_middleware))),
    ]


def check_csrf_is_on(urlconf=None):
    """No view has been exempted from the CSRF check."""
    exempt = (a for a, pattern in patterns(urlconf) if getattr(pattern.callback, "csrf_exempt", False))
    return [f"/{address} takes a POST without CSRF token" for address in exempt]


def _rule(pattern):
    return getattr(pattern.callback, "access_rule", None)


# --- Each cell ------------------------------------------------------------------


def filled_in(text, world):
    """`text` with "{leerplaats.pk}" replaced by that of the world."""
    return re.sub(r"\{([\w.]+)\}", lambda found: str(field_of(world, found[1])), text)


def field_of(world, path):
    """The value behind "leerplaats.pk"."""
    value = world
    for name in path.split("."):
        value = getattr(value, name)
    return value


def address_of(row, world):
    """The url of a row, with the ids of `world`."""
    words = row.address.split()
    return reverse(
        row.name, args=[field_of(world, word) if hasattr(world, word.split(".")[0]) else word for word in words]
    )


def check_row(row, kind, world, cookies):
    """All identities and methods on one address."""
    url = address_of(row, world)
    cells = [(who, method) for who in IDENTITIES for method in METHODS]
    found = (
        f"{row.name} {method} as {who}: {wrong}"
        for who, method in cells
        for wrong in _cell(row, kind, world, url, who, method, cookies)
    )
    return list(found)


def _cell(row, kind, world, url, who, method, cookies):
    taken = row.methods.split()
    takes = method in taken or (method == "HEAD" and "GET" in taken)
    sends = {filled_in(k, world): filled_in(v, world) for k, v in row.sends.items()} if method == "POST" else {}
    really_printed = method == "GET" and who == kind.enters[0]
    paper = nullcontext() if really_printed else blank_paper()
    try:
        with undone(read_only=method in ("GET", "HEAD")), paper, CaptureQueriesContext(connection) as queries:
            response = getattr(browser(cookies[who]), method.lower())(url, sends)
            body = _body(response)
    except InternalError as problem:
        return [f"writes ({problem})"]
    outcome = _outcome(response)
    expected = _expected(kind, who, takes)
    if outcome != expected:
        return [f"{outcome}, expected {expected}"]
    if not takes or who not in kind.enters:
        return []
    if method == "GET":
        return [*_content(row, response, body), *_looks(row, who, queries)]
    if method == "POST" and who == kind.enters[0]:
        return _effect(row, response, queries)
    return []


def _expected(kind, who, takes):
    outcomes = ((kind.enters, "in"), (kind.led_on, "in"), (kind.nothing, "nothing"), (kind.only_read, "refused"))
    for people, outcome in outcomes:
        if who in people:
            return outcome if takes else "wrong method"
    return "login" if who in VISITORS else "refused"


def _outcome(response):
    status = response.status_code
    if status in (301, 302) and response["Location"].split("?")[0] == LOGIN:
        return "login"
    names = {403: "refused", 404: "nothing", 405: "wrong method"}
    return names.get(status) or ("in" if status < 500 else f"error {status}")


def _content(row, response, body):
    if row.shows.startswith("-> "):
        if response.status_code == 302 and response["Location"].startswith(row.shows[3:]):
            return []
        return [f"does not lead on to {row.shows[3:]}"]
    if response.status_code != 200:
        return [f"status {response.status_code}"]
    return [] if row.shows and row.shows.encode() in body else [f"does not show {row.shows!r}"]


def _looks(row, who, queries):
    """A page about one student leaves one line about the reader, with one query; no other page leaves any. Neither
    does the student, on a page that is for student and team alike."""
    written = [query["sql"] for query in queries if WRITES.match(query["sql"])]
    if len(written) == (row.name in LOOKS and who != "student"):
        return []
    return ["does not note who looked"] if not written else [f"writes {len(written)} times (who looked)"]


def _effect(row, response, queries):
    if not row.sends:
        return [] if row.shows else ["sends nothing, so its refusals prove nothing"]
    if response.status_code not in (204, 302):
        return [f"what it sends is not accepted (status {response.status_code})"]
    if not any(WRITES.match(query["sql"]) for query in queries):
        return ["writes nothing, so its refusals prove nothing"]
    return []


def _body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def set_looks_apart():
    """From here on, the log of who looked is a table of this connection only, in front of the real one.

    A transaction that may only read may still write to such a table. So the database itself refuses every other
    write when a page is opened, and lets this one pass. It goes when the transaction around it is taken back.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {LOOKED_AT} (LIKE public.{LOOKED_AT} INCLUDING ALL) ON COMMIT DROP")


@contextmanager
def undone(*, read_only=False):
    """Takes back everything inside; with `read_only` the database refuses to write anything but who looked."""
    with transaction.atomic():
        if read_only:
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL transaction_read_only = on")
        try:
            yield
        finally:
            transaction.set_rollback(True)


def check_csrf(row, kind, world, cookies):
    """Who gets in cannot POST without a CSRF token."""
    if "POST" not in row.methods.split():
        return []
    with undone():
        client = browser(cookies[kind.enters[0]], enforce_csrf_checks=True)
        response = client.post(address_of(row, world))
    return [] if response.status_code == 403 else [f"{row.name} takes a POST without CSRF token"]
