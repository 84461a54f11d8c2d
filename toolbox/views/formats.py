"""Answers with one document of a format, as PDF or as Word file."""

from django.http import Http404

from toolbox.formats import format_of, versions_of
from toolbox.views.pdf import pdf_response
from toolbox.views.word import word_response

PDF, WORD = "pdf", "docx"


def asked_format(slug, kind, *per):
    """The format in an address, made for one of `per`; raises Http404 for one that does not exist in this kind."""
    format = format_of(slug)
    if format is None or format.per not in per or kind not in (PDF, WORD) or (kind == WORD and not format.has_word):
        raise Http404
    return format


def document_response(request, format, document, kind):
    """`document` of `format` as a file. A PDF is laid out as ?vorm= says, when the format has that layout."""
    if kind == WORD:
        return word_response(format.module.word(document), title=document.title)
    return pdf_response(request, versions_of(format, document, request.GET.get("vorm", "")), title=document.title)
