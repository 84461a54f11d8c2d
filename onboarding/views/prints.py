"""Printing for a start date, and the documents of one student."""

from datetime import date

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from onboarding.actions.prints import ask_print, document_of, printable
from onboarding.enums import PrintStatus
from onboarding.forms.prints import PrintForm
from onboarding.models import Placement, PrintJob
from onboarding.views.my_placement import current_placement
from profiles.access import access
from profiles.enums import Role
from toolbox.enums import TemplateFormat
from toolbox.formats import FORMATS
from toolbox.views.pdf import pdf_response

LEADING = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Addresses are Dutch, stored values English.
SLUGS = {
    "inwerkdocument": TemplateFormat.INWERKDOCUMENT,
    "introductiechecklist": TemplateFormat.INTRODUCTION_CHECKLIST,
}


@access(*LEADING)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request):
    """Choose what to print for which start date; one action makes one PDF."""
    today = timezone.localdate()
    form = PrintForm(
        request.POST if request.method == "POST" else None,
        identity=request.identity,
        today=today,
        day=request.GET.get("datum", ""),
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        job = ask_print(
            key=chosen["key"],
            institution=chosen["placements"][0].institution,
            format=chosen["format"],
            starts_on=date.fromisoformat(chosen["starts_on"]),
            placements=chosen["placements"],
            by=request.user,
        )
        return redirect("print-job", pk=job.pk)
    jobs = PrintJob.objects.visible_to(request.identity)[:10]
    context = {"form": form, "jobs": [(job, FORMATS[job.formats[0]].label) for job in jobs]}
    return render(request, "onboarding/print_start.html", context, status=422 if form.errors else 200)


@access(*LEADING)
@require_safe
def job(request, pk):
    """How far a print job is; refreshes by itself until it is ready."""
    found = get_object_or_404(PrintJob.objects.visible_to(request.identity), pk=pk)
    context = {
        "job": found,
        "label": FORMATS[found.formats[0]].label,
        "waiting": found.status == PrintStatus.QUEUED,
        "count": len(found.sheets),
    }
    return render(request, "onboarding/print_job.html", context)


@access(*LEADING)
@require_safe
def job_file(request, pk):
    """The PDF of a print job."""
    found = get_object_or_404(PrintJob.objects.visible_to(request.identity), pk=pk, status=PrintStatus.READY)
    name = f"{slugify(FORMATS[found.formats[0]].label)}-{found.starts_on}.pdf"
    return FileResponse(found.file.open(), filename=name, content_type="application/pdf")


@access(*LEADING, Role.WERKBEGELEIDER)
@require_safe
def document(request, pk, document_format, kind):
    """One document of one student, as PDF or as Word file."""
    placements = printable(Placement.objects.visible_to(request.identity))
    return _answer(get_object_or_404(placements, pk=pk), SLUGS.get(document_format), kind, request)


@access(Role.STUDENT)
@require_safe
def my_document(request):
    """The student's own inwerkdocument as PDF."""
    mine = current_placement(request.identity, timezone.localdate())
    placement = get_object_or_404(printable(Placement.objects.visible_to(request.identity)), pk=mine and mine.pk)
    return _answer(placement, TemplateFormat.INWERKDOCUMENT, "pdf", request)


def _answer(placement, document_format, kind, request):
    if document_format is None or kind not in ("pdf", "docx"):
        raise Http404
    made = document_of(document_format, placement)
    module = FORMATS[document_format].module
    if kind == "docx":
        response = HttpResponse(module.word(made), content_type=WORD)
        response["Content-Disposition"] = f'attachment; filename="{slugify(made.title)}.docx"'
        return response
    return pdf_response(request, [module.html(made)], title=made.title)
