"""HTML in, tagged PDF (PDF/UA-1) out. Knows no domain, no model and no request.

One engine per process, kept warm and behind a lock: fonts and stylesheet stay loaded between documents, and
Pango is not safe for threads. What was printed just now is not made again. A batch is laid out one by one,
written in groups of 25 (fonts are embedded once per group, memory stays flat) and merged. More processes at
once: `toolbox.print_pool`.
"""

import hashlib
import logging
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from toolbox.pdf_merge import Part, merge

STYLESHEET = Path(__file__).resolve().parent.parent / "templates" / "documents" / "print.css"
GROUP_SIZE = 25
MAY_TIGHTEN, TIGHT = '<body class="may-tighten ', '<body class="tight '  # how a template says so, and what it becomes
NEARLY_EMPTY = 0.3  # of the height of a page: a tight version saves no more than that
RECENT = 64  # PDFs kept in memory: a sheet is asked for again more often than it changes
INSTALL = (
    "Pango ontbreekt, daarom maakt deze computer geen pdf's. Debian en Ubuntu: apt-get install "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. Fedora: dnf install pango. macOS: brew install pango."
)

logger = logging.getLogger(__name__)
_lock = threading.Lock()
_engine = None
_recent = OrderedDict()  # (hash of the HTML, pages): PDF, least recently asked first


class PdfNotAvailable(Exception):
    """The native libraries for PDF are missing on this machine. The message says how to install them."""


@dataclass(frozen=True)
class Failure:
    """A document of a batch that could not be made: its title and why."""

    title: str
    reason: str


@dataclass(frozen=True)
class Batch:
    """The outcome of a batch: one PDF (empty when nothing succeeded), the titles in it, and what failed."""

    pdf: bytes
    titles: tuple[str, ...]
    failures: tuple[Failure, ...]


Document = tuple[str, str | tuple[str, ...]]  # title, and its html; more versions: the first that fits on one page
Made = tuple[Part | None, list[Failure]]  # a group of a batch: None when none of its documents could be made


def render_pdf(html: str) -> bytes:
    """One tagged PDF of one document.

    Raises DocumentRefused when the HTML holds what may not be printed, PdfNotAvailable without Pango.
    """
    return render_fitting([html], pages=1)


def render_fitting(versions: Iterable[str], pages: int) -> bytes:
    """The first of these versions of one document that takes at most so many pages, else the last of them.

    Versions go from roomy to tight. When the next one saves a whole page, that one is taken. Recent
    results are kept by the content of the first version. Raises as `render_pdf` does.
    """
    first, *others = versions
    key = (hashlib.sha256(first.encode()).digest(), pages)
    with _lock:
        if key not in _recent:
            engine = _warm_engine()
            _recent[key] = engine.write([_fitting(engine, (first, *others), pages)])
        _recent.move_to_end(key)
        while len(_recent) > RECENT:
            _recent.popitem(last=False)
        return _recent[key]


def _fitting(engine, versions, pages):
    """The first version that fits; the one after it when that saves a page that would be nearly empty."""
    chosen = None
    for html in versions:
        document = _laid_out(engine, html)
        if chosen and len(chosen.pages) <= pages:
            return document if len(document.pages) < len(chosen.pages) else chosen
        if len(document.pages) == 1 <= pages:
            return document
        chosen = document
    return chosen


def _laid_out(engine, html):
    """The pages of one version. A list that leaves its last page nearly empty is made tighter if that saves it.

    That is decided here, for every sheet alone or in a batch, and only when there is such a page: laying out
    twice takes twice the time.
    """
    document = engine.lay_out(html)
    if len(document.pages) == 1 or MAY_TIGHTEN not in html or engine.filled(document.pages[-1]) > NEARLY_EMPTY:
        return document
    tight = engine.lay_out(html.replace(MAY_TIGHTEN, TIGHT, 1))
    return tight if len(tight.pages) < len(document.pages) else document


def render_batch(documents: Iterable[Document], title: str) -> Batch:
    """One tagged PDF of many (title, html) documents, with a bookmark per document.

    A document that fails is named in the outcome and does not stop the rest. Documents are asked for one by
    one, so a generator keeps memory flat. Raises PdfNotAvailable without Pango.
    """
    parts, failures = [], []
    for part, failed in map(render_group, in_groups(documents)):
        failures += failed
        if part:
            parts.append(part)
    titles = tuple(title for part in parts for title, _ in part.documents)
    return Batch(merge(parts, title) if parts else b"", titles, tuple(failures))


def in_groups(documents: Iterable) -> Iterator[list]:
    """Lists of at most GROUP_SIZE, each made when it is asked for."""
    waiting = iter(documents)
    while group := list(islice(waiting, GROUP_SIZE)):
        yield group


def digest(group: list[Document]) -> str:
    """The same for the same documents in the same order, as long as the stylesheet is the same."""
    state = hashlib.sha256(_stylesheet_state())
    for title, html in group:
        for text in (title, html) if isinstance(html, str) else (title, *html):
            state.update(hashlib.sha256(text.encode()).digest())
    return state.hexdigest()


@cache
def _stylesheet_state():
    return STYLESHEET.read_bytes()


def render_group(group: list[Document]) -> Made:
    """Some documents as one part of a batch, and the failures among them."""
    with _lock:
        engine = _warm_engine()
        laid_out, failures = [], []
        for title, html in group:
            try:
                laid_out.append((title, _fitting(engine, (html,) if isinstance(html, str) else html, 1)))
            except Exception as error:  # one bad document may not cost the others theirs
                logger.exception("A document of a batch was not printed")  # its title is a name, so not here
                failures.append(Failure(title, str(error) or type(error).__name__))
        if not laid_out:
            return None, failures
        pdf = engine.write([document for _, document in laid_out])
        return Part(pdf, tuple((title, len(document.pages)) for title, document in laid_out)), failures


def _warm_engine():
    global _engine
    if _engine is None:
        try:
            # WeasyPrint loads Pango on import; without Pango the site must start all the same.
            from toolbox.pdf_engine import Engine
        except OSError as error:
            raise PdfNotAvailable(INSTALL) from error
        _engine = Engine()
    return _engine
