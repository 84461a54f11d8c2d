"""PDFs without the printing. Making one takes seconds, and its letters cannot be searched; the HTML behind it can."""

import io
from contextlib import contextmanager
from types import SimpleNamespace

import pikepdf

from toolbox.pdf_engine import Engine


@contextmanager
def blank_paper():
    """Every PDF made inside is blank; yields the list of the HTML that would have been printed."""
    sheets, real = [], (Engine.lay_out, Engine.write)

    def lay_out(engine, html):
        sheets.append(html)
        return SimpleNamespace(pages=["blank"])

    Engine.lay_out, Engine.write = lay_out, lambda engine, documents: _blank(len(documents))
    try:
        yield sheets
    finally:
        Engine.lay_out, Engine.write = real


def _blank(number):
    """A real PDF of so many empty pages: what is put together from parts opens its parts."""
    output = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(number):
            pdf.add_blank_page()
        pdf.save(output)
    return output.getvalue()
