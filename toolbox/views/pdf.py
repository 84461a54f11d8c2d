"""Answers with a PDF, or with the page that says why there is none."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from toolbox.rendering import PdfNotAvailable, render_fitting


def pdf_response(request, versions, *, title, pages=1):
    """The first of these HTML versions that fits on so many pages, as a PDF named after `title`; 503 without Pango."""
    try:
        pdf = render_fitting(versions, pages)
    except PdfNotAvailable:
        return render(request, "toolbox/pdf_unavailable.html", status=503)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slugify(title)}.pdf"'
    return response
