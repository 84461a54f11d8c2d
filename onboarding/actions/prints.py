"""Printing for many at once: asked in the web process, made by the worker, group by group.

Each group is stored in a transaction of its own, so a worker that is killed goes on with the first missing one:
no page is lost and none comes twice.
"""

import hashlib
import logging
from collections import defaultdict, deque
from concurrent.futures.process import BrokenProcessPool
from datetime import timedelta
from statistics import mean

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from onboarding.enums import MessageKind, PrintStatus
from onboarding.jobs import make_print_job, send_message_job
from onboarding.models import Message, PrintJob, PrintPart
from onboarding.papers import FAULT, Papers
from onboarding.print_sheets import title_of
from profiles.addresses import absolute
from toolbox.pdf_merge import Part, merge
from toolbox.print_pool import PROCESSES, render_groups
from toolbox.rendering import GROUP_SIZE, PdfNotAvailable, digest

WORTH_A_MAIL = timedelta(minutes=1)  # who waits shorter is still looking at the page
KEEP_DAYS = 30
KEEP_PARTS = timedelta(days=1)  # the date of printing stands on each sheet, so tomorrow nothing is the same
UNFINISHED = (PrintStatus.QUEUED, PrintStatus.MAKING)
NOT_NOW = "De computer kon de pdf niet maken. Druk opnieuw af. Lukt het dan niet? Bel of mail ons."

logger = logging.getLogger(__name__)


@transaction.atomic
def ask_print(*, key, institution, formats, sheets, by, starts_on=None, options=None):
    """Put a print in the queue; the same `key` (one per opened form) gives the same print, not a second one."""
    job, is_new = PrintJob.objects.get_or_create(
        key=key,
        defaults={
            "institution": institution,
            "formats": list(formats),
            "starts_on": starts_on,
            "sheets": list(sheets),
            "options": options or {},
            "requested_by": by,
        },
    )
    if is_new:
        make_print_job.defer(print_id=job.pk)
    return job


def cancel_print(*, job):
    """Stop a print that is not ready yet; the groups that are made go. Returns whether there was something to stop."""
    stopped = PrintJob.objects.filter(pk=job.pk, status__in=UNFINISHED).update(
        status=PrintStatus.CANCELLED, finished_at=timezone.now()
    )
    if stopped:
        _forget_parts(PrintPart.objects.filter(job=job))
    return bool(stopped)


def make_print(print_id):
    """Make the PDF of one print, or go on with it. A print that is ready, failed or stopped stays as it is."""
    taken = PrintJob.objects.filter(pk=print_id, status__in=UNFINISHED).update(status=PrintStatus.MAKING)
    if not taken:
        return
    job = PrintJob.objects.select_related("institution", "requested_by").get(pk=print_id)
    try:
        try:
            _make_parts(job, PROCESSES)
        except BrokenProcessPool:  # a process was killed, mostly because memory ran out: go on without a second one
            logger.exception("A process that prints was killed")
            _make_parts(job, 1)
        _finish(job)
    except PdfNotAvailable as problem:
        _fail(job, str(problem))
    except (ArithmeticError, LookupError, OSError, TypeError, ValueError, RuntimeError):
        logger.exception("A print failed")
        _fail(job, NOT_NOW)


def _make_parts(job, processes):
    """Lay out every group that is not stored yet, and store each as soon as it is ready."""
    papers = Papers(job.institution_id, job.options.get("layouts"))
    asked = deque()  # what belongs to the groups that are being laid out, in order
    for part, failures in render_groups(_missing_groups(job, papers, asked), processes):
        number, mark, problems = asked.popleft()
        problems += [{"title": failure.title, "reason": FAULT} for failure in failures]
        _store_part(job, number, mark, part.pdf if part else b"", part.documents if part else (), problems)
        if not PrintJob.objects.filter(pk=job.pk, status=PrintStatus.MAKING).exists():
            return  # stopped by a person


def _missing_groups(job, papers, asked):
    """The documents of each group that must be laid out. A group of which all is known is stored at once."""
    done = set(job.parts.values_list("number", flat=True))
    for number, start in enumerate(range(0, len(job.sheets), GROUP_SIZE), 1):
        if number in done:
            continue
        documents, problems = papers.group(job.sheets[start : start + GROUP_SIZE])
        mark = digest(documents)
        same = _same_part(job, mark) if documents and not problems else None
        if same or not documents:
            _store_part(job, number, mark, *((_bytes_of(same.file), same.documents) if same else (b"", ())), problems)
            continue
        asked.append((number, mark, problems))
        yield documents


def _same_part(job, mark):
    """A group with the same documents that the institution printed before, if its file is still there."""
    same = PrintPart.objects.filter(digest=mark, job__institution=job.institution_id, failures=[]).exclude(file="")
    return next((part for part in same[:1] if part.file.storage.exists(part.file.name)), None)


def _store_part(job, number, mark, pdf, documents, failures):
    """Store a group once: whoever comes second with the same number changes nothing."""
    with transaction.atomic():
        part, is_new = PrintPart.objects.get_or_create(
            job=job,
            number=number,
            defaults={"digest": mark, "documents": [list(one) for one in documents], "failures": failures},
        )
        if is_new and pdf:
            _save_file(part.file, f"{job.key}-{number}.pdf", pdf)
            part.save(update_fields=["file"])


def _save_file(field, name, data):
    """Store under this very name: what a killed worker left there, without a row, is replaced."""
    field.storage.delete(field.field.generate_filename(field.instance, name))
    field.save(name, ContentFile(data), save=False)


def _bytes_of(field):
    with field.open("rb") as file:
        return file.read()


def _finish(job):
    """Join the groups into one file, say that it is ready, and mail who asked if that took long."""
    with transaction.atomic():
        job = PrintJob.objects.select_for_update(of=["self"]).select_related("requested_by").get(pk=job.pk)
        if job.status != PrintStatus.MAKING:
            return
        parts = list(job.parts.all())
        documents = [one for part in parts for one in part.documents]
        job.failures = [failure for part in parts for failure in part.failures]
        job.pages = sum(pages for _, pages in documents)
        job.status = PrintStatus.READY if documents else PrintStatus.FAILED
        job.finished_at = timezone.now()
        if documents:
            title = title_of(job)
            per_sheet = job.options.get("per_sheet", 1)
            marks = [title, str(per_sheet), *(part.digest for part in parts)]
            job.digest = hashlib.sha256("|".join(marks).encode()).hexdigest()
            _save_file(job.file, f"{job.key}.pdf", _same_file(job) or _joined(parts, title, per_sheet))
        job.save()
        if job.finished_at - job.requested_at > WORTH_A_MAIL:
            _tell(job)
    _remember_pages(job, parts)


def _same_file(job):
    same = PrintJob.objects.filter(
        digest=job.digest, institution=job.institution_id, status=PrintStatus.READY, failures=job.failures
    ).exclude(file="")
    return next((_bytes_of(one.file) for one in same[:1] if one.file.storage.exists(one.file.name)), None)


def _joined(parts, title, per_sheet):
    made = [part for part in parts if part.documents]
    return merge(
        [Part(_bytes_of(part.file), tuple(map(tuple, part.documents))) for part in made], title, per_sheet=per_sheet
    )


def _fail(job, reason):
    PrintJob.objects.filter(pk=job.pk, status=PrintStatus.MAKING).update(
        status=PrintStatus.FAILED,
        failures=[{"title": title_of(job), "reason": reason}],
        finished_at=timezone.now(),
    )


def _tell(job):
    """A mail to who asked, with the address of the page and no secret: the page asks for a login."""
    body = render_to_string(
        "emails/print_ready.txt",
        {"job": job, "title": title_of(job), "address": absolute(reverse("print-job", args=[job.pk]))},
    )
    message = Message.objects.create(
        key=f"print:{job.pk}",
        kind=MessageKind.STAFF,
        institution_id=job.institution_id,
        to_email=job.requested_by.email,
        subject=f"Je pdf is klaar: {title_of(job)}"[:200]
        if job.file
        else f"Je pdf is niet gelukt: {title_of(job)}"[:200],
        body=body,
    )
    send_message_job.defer(message_id=message.pk)


def _remember_pages(job, parts):
    """Keep how many pages a sheet of each format took, for the next who wants to know beforehand."""
    taken = defaultdict(list)
    for part in parts:
        sheets = job.sheets[(part.number - 1) * GROUP_SIZE : part.number * GROUP_SIZE]
        if not part.failures:
            for sheet, (_, pages) in zip(sheets, part.documents, strict=True):
                taken[pages_key(sheet["format"], job.options)].append(pages)
    cache.set_many({key: round(mean(pages), 2) for key, pages in taken.items()}, timeout=None)


def pages_key(format, options):
    """Where the number of pages of a sheet is kept."""
    layout = options.get("layouts", {}).get(format, "")
    return f"print-pages:{format}:{layout}"


def clean_prints(now=None):
    """Throw away files of a month ago, and groups of yesterday. Returns how many files went."""
    now = now or timezone.now()
    old = PrintJob.objects.filter(requested_at__lt=now - timedelta(days=KEEP_DAYS)).exclude(file="")
    for job in old:
        job.file.delete(save=False)
        job.file = ""
        job.save(update_fields=["file"])
    parts = PrintPart.objects.filter(job__finished_at__lt=now - KEEP_PARTS)
    return len(old) + _forget_parts(parts)


def _forget_parts(parts):
    rows = list(parts)
    for part in rows:
        if part.file:
            part.file.delete(save=False)
    PrintPart.objects.filter(pk__in=[part.pk for part in rows]).delete()
    return len(rows)
