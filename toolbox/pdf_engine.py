"""The part of printing that needs WeasyPrint; imported late, by `toolbox.rendering` only.

WeasyPrint loads Pango when it is imported. A machine without Pango must still serve every page, so nothing
else may import this module at its top.
"""

from pathlib import Path

import pydyf
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from toolbox.print_rules import has_photos, refuse_content, refuse_size
from toolbox.rendering import STYLESHEET

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "static" / "fonts"
ASSET_SCHEME = "asset:"
VARIANT = "pdf/ua-1"


class BundledFetcher(URLFetcher):
    """Gives WeasyPrint `data:` addresses and the fonts of this project. Nothing else: no file, no network."""

    def __init__(self):
        super().__init__(allowed_protocols=["data"], allow_redirects=False)
        self._bundled = {f"{ASSET_SCHEME}{path.name}": path for path in FONTS.glob("*.woff2")}

    def fetch(self, url, headers=None):
        """The bytes behind an address; raises ValueError for every address that is not ours."""
        if url in self._bundled:
            return URLFetcherResponse(url, self._bundled[url].read_bytes(), {"Content-Type": "font/woff2"})
        return super().fetch(url, headers)


class Engine:
    """Fonts, stylesheet and its drawings, kept between documents. Not safe for threads: `toolbox.rendering` locks."""

    def __init__(self):
        self._fetcher = BundledFetcher()
        self._fonts = FontConfiguration()
        self._images = {}
        self._stylesheet = CSS(
            string=STYLESHEET.read_text(encoding="utf-8"), font_config=self._fonts, url_fetcher=self._fetcher
        )

    def lay_out(self, html):
        """The pages of one document; raises DocumentRefused before any layout when it holds what it may not."""
        refuse_size(html)
        source = HTML(string=html, url_fetcher=self._fetcher)
        refuse_content(source.etree_element)
        images = dict(self._images) if has_photos(html) else self._images  # photos would stay in memory for good
        return source.render(font_config=self._fonts, stylesheets=[self._stylesheet], cache=images, pdf_variant=VARIANT)

    def filled(self, page):
        """How much of the height of a page is used, from 0 to 1."""
        box = page._page_box  # WeasyPrint tells it nowhere else
        return box.children[0].height / box.height

    def write(self, documents):
        """One tagged PDF of documents that were laid out, fonts embedded once. Returns bytes."""
        pages = [page for document in documents for page in document.pages]
        return documents[0].copy(pages).write_pdf(pdf_variant=VARIANT, finisher=mark_margins_as_artifacts)


def mark_margins_as_artifacts(document, pdf):
    """Take running heads and page numbers out of what a screen reader reads, as PDF/UA asks.

    WeasyPrint tags the text of margin boxes but leaves it out of the structure tree, so a reader meets text
    that belongs nowhere. That text is found here (in the parent tree, not reachable from the root) and marked
    as a pagination artifact. WeasyPrint calls this just before it writes the file.
    """
    root = _resolve(pdf, pdf.catalog["StructTreeRoot"])
    in_tree = set()
    _collect(pdf, root, in_tree)
    numbers = _resolve(pdf, root["ParentTree"])["Nums"]
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    pages = [entry for entry in pdf.objects if isinstance(entry, pydyf.Dictionary) and "StructParents" in entry]
    for page in pages:
        elements = parents[page["StructParents"]]
        outside = {mcid for mcid, element in enumerate(elements) if element not in in_tree}
        _mark_as_artifacts(_resolve(pdf, page["Contents"]).stream, outside)
        for mcid in outside:
            elements[mcid] = "null"


def _resolve(pdf, reference):
    return pdf.objects[int(reference.split()[0])]


def _collect(pdf, element, found):
    for kid in element.get("K", ()):
        if isinstance(kid, bytes) and kid not in found:
            found.add(kid)
            _collect(pdf, _resolve(pdf, kid), found)


def _mark_as_artifacts(operators, mcids):
    for index, operator in enumerate(operators):
        if operator == b"BDC" and operators[index - 1].get("MCID") in mcids:
            operators[index - 2] = "/Artifact"
            operators[index - 1] = pydyf.Dictionary({"Type": "/Pagination"})
