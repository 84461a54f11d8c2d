"""HTML in, tagged PDF (PDF/UA-1) out. Knows no domain, no model and no request.

One engine per process, kept warm and behind a lock: fonts and stylesheet stay loaded between documents, and
Pango is not safe for threads. What was printed just now is not made again. A batch is laid out one by one,
written in groups of 25 (fonts are embedded once per group, memory stays flat) and merged.
"""

import hashlib
import logging
import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from toolbox.pdf_merge import Part, merge

GROUP_SIZE = 25
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
        document = engine.lay_out(html)
        if chosen and len(chosen.pages) <= pages:
            return document if len(document.pages) < len(chosen.pages) else chosen
        if len(document.pages) == 1 <= pages:
            return document
        chosen = document
    return chosen


def render_batch(documents: Iterable[tuple[str, str]], title: str) -> Batch:
    """One tagged PDF of many (title, html) documents, with a bookmark per document.

    A document that fails is named in the outcome and does not stop the rest. Documents are asked for one by
    one, so a generator keeps memory flat. Raises PdfNotAvailable without Pango.
    """
    parts, failures = [], []
    waiting = iter(documents)
    while group := list(islice(waiting, GROUP_SIZE)):
        part, failed = render_group(group)
        failures += failed
        if part:
            parts.append(part)
    titles = tuple(title for part in parts for title, _ in part.documents)
    return Batch(merge(parts, title) if parts else b"", titles, tuple(failures))


def render_group(group: list[tuple[str, str]]) -> tuple[Part | None, list[Failure]]:
    """Some (title, html) documents as one part of a batch, and the failures among them."""
    with _lock:
        engine = _warm_engine()
        laid_out, failures = [], []
        for title, html in group:
            try:
                laid_out.append((title, engine.lay_out(html)))
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
