"""Answers with a Word file."""

from django.http import HttpResponse
from django.utils.text import slugify

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_response(data, *, title):
    """The bytes of a docx file as a download named after `title`."""
    response = HttpResponse(data, content_type=WORD_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{slugify(title)}.docx"'
    return response
