"""Printing for everyone who starts on a date: asked in the web process, made by the worker."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from onboarding.documents import build_document
from onboarding.enums import PrintStatus
from onboarding.jobs import make_print_job
from onboarding.models import Placement, PrintJob
from profiles.dutch import long_date
from profiles.models import Membership
from toolbox.actions.templates import with_content
from toolbox.formats import FORMATS
from toolbox.models import Template
from toolbox.rendering import PdfNotAvailable, render_batch


@transaction.atomic
def ask_print(*, key, institution, format, starts_on, placements, by):
    """Put a print job in the queue; the same `key` (one per opened form) gives the same job, not a second one."""
    job, is_new = PrintJob.objects.get_or_create(
        key=key,
        defaults={
            "institution": institution,
            "formats": [format],
            "starts_on": starts_on,
            "sheets": [{"format": format, "placement": placement.pk} for placement in placements],
            "requested_by": by,
        },
    )
    if is_new:
        make_print_job.defer(print_id=job.pk)
    return job


def documents_for(format, placements):
    """A (title, html) pair for each of `placements`, made one by one so that memory stays flat."""
    for placement in placements:
        document = document_of(format, placement)
        yield document.title, FORMATS[format].module.html(document)


def document_of(format, placement):
    """The value object of one placement for `format`."""
    leaders = list(Membership.objects.active().leading(placement.leerplaats).select_related("user"))
    template = None
    if not FORMATS[format].becomes_tasks:
        in_force = Template.objects.in_force(placement.leerplaats).filter(format=format).values("pk")
        template = with_content(Template.objects.filter(pk__in=in_force)).get()
    return build_document(format, placement, leaders=leaders, template=template)


def printable(placements):
    """`placements` with everything a document needs at hand."""
    return (
        placements.active()
        .with_people()
        .select_related("institution", "leerplaats__profile__published", "student__school")
        .prefetch_related("tasks")
        .order_by("leerplaats__sort_name", "student__sort_name")
    )


def make_print(print_id):
    """Make the PDF of one job. Made once; a job that was interrupted is made anew as a whole."""
    job = PrintJob.objects.get(pk=print_id)
    if job.status == PrintStatus.READY:
        return
    placements = printable(
        Placement.objects.filter(pk__in=[sheet["placement"] for sheet in job.sheets], institution=job.institution)
    )
    title = f"{FORMATS[job.formats[0]].label}, {long_date(job.starts_on)}"
    try:
        batch = render_batch(documents_for(job.formats[0], placements), title)
    except PdfNotAvailable as problem:
        job.failures = [{"title": title, "reason": str(problem)}]
        job.status = PrintStatus.FAILED
    else:
        job.failures = [{"title": failure.title, "reason": failure.reason} for failure in batch.failures]
        job.pages = len(batch.titles)
        job.status = PrintStatus.READY if batch.pdf else PrintStatus.FAILED
        if batch.pdf:
            job.file.save(f"{job.key}.pdf", ContentFile(batch.pdf), save=False)
    job.finished_at = timezone.now()
    job.save()
