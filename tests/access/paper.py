"""PDFs without the printing. Making one takes seconds, and its letters cannot be searched; the HTML behind it can."""

from contextlib import contextmanager
from types import SimpleNamespace

from toolbox.pdf_engine import Engine


@contextmanager
def blank_paper():
    """Every PDF made inside is blank; yields the list of the HTML that would have been printed."""
    sheets, real = [], (Engine.lay_out, Engine.write)

    def lay_out(engine, html):
        sheets.append(html)
        return SimpleNamespace(pages=["blank"])

    Engine.lay_out, Engine.write = lay_out, lambda engine, documents: b"%PDF-1.7 blank"
    try:
        yield sheets
    finally:
        Engine.lay_out, Engine.write = real
