"""Fills the HTML templates of documents. An engine of its own: no settings, no request, no context processors."""

from pathlib import Path

from django.template import Context, Engine

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"

_engine = Engine(dirs=[TEMPLATES])


def fill(template, value, **extra):
    """The HTML of one document: the template below templates/documents, with the value object as `document`."""
    context = Context({"document": value, **extra}, use_l10n=False, use_tz=False)
    return _engine.get_template(f"documents/{template}").render(context)
