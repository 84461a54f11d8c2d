"""Printing for many at once: choose, check, make, and the jobs that were asked."""

import uuid
from math import ceil

from django.core.cache import cache
from django.http import FileResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions.prints import KEEP_DAYS, UNFINISHED, ask_print, cancel_print, pages_key
from onboarding.enums import PrintStatus
from onboarding.forms.prints import ChoosePrintForm, PrintForm
from onboarding.models import Placement, PrintJob
from onboarding.print_sheets import has_names, layout_label, title_of
from profiles.access import access
from profiles.dutch import enumerate_dutch, long_date
from profiles.enums import Role
from profiles.models import Leerplaats
from profiles.views.editing import sent
from toolbox.formats import FORMATS

LEADING = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER)
RECENT = 10
CAME_FROM = {
    "afscheid": ("leaving-list", "Terug naar wie er weggaat"),
    "overzicht": ("placement-overview", "Terug naar het overzicht"),
}
MOST_DAYS = 4  # start dates that are named in a sentence
KINDS = {
    PrintStatus.QUEUED: "rust",
    PrintStatus.MAKING: "bezig",
    PrintStatus.READY: "klaar",
    PrintStatus.FAILED: "mist",
    PrintStatus.CANCELLED: "rust",
}


@access(*LEADING)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request):
    """Choose what and for whom (step 1), who exactly and how (step 2), see what that comes to (step 3), make it.

    What step 1 asked stays in the address, so that going back loses nothing.
    """
    is_asked = request.method == "POST" or "stap" in request.GET
    choose = ChoosePrintForm(
        request.GET if is_asked else None,
        identity=request.identity,
        today=timezone.localdate(),
        given=request.GET,
    )
    if not (is_asked and choose.is_valid()):
        return _choose(request, choose)
    chosen = choose.cleaned_data
    form = PrintForm(sent(request), chosen=chosen)
    context = {"form": form, "names": [FORMATS[key].label for key in chosen["bladen"]], **_addresses(request)}
    context["starts"] = "" if choose.picked else _starts(chosen["placements"])
    if request.method != "POST" or not form.is_valid() or "wijzig" in request.POST:
        refused = request.method == "POST" and not form.is_valid()
        return render(request, "onboarding/print_how.html", context, status=422 if refused else 200)
    if "maak" not in request.POST:
        return render(request, "onboarding/print_check.html", context | _count(form))
    return redirect("print-job", pk=_ask(request, chosen, form).pk)


def _choose(request, form):
    jobs = PrintJob.objects.visible_to(request.identity)[:RECENT]
    context = {
        "form": form,
        "jobs": [{"job": job, "title": title_of(job), "kind": KINDS[job.status]} for job in jobs],
        "keep_days": KEEP_DAYS,
        "came": _came_from(request),
    }
    return render(request, "onboarding/print_start.html", context, status=422 if form.errors else 200)


def _starts(placements):
    """The start dates of these placements in words; of many only the first and the last. Empty without placements."""
    days = sorted({one.starts_on for one in placements})
    if len(days) > MOST_DAYS:
        return f"een van {len(days)} startdatums, van {long_date(days[0])} tot en met {long_date(days[-1])}"
    return enumerate_dutch([long_date(day) for day in days])


def _addresses(request):
    query = request.GET.copy()
    query.pop("stap", None)
    back = f"{request.path}?{query.urlencode()}"
    return {"here": request.get_full_path(), "back": back, "came": _came_from(request)}


def _came_from(request):
    """The list where students were ticked, with what was chosen there: its address, and words for it. None for others.

    The address names one of our own lists, so that nobody is led elsewhere.
    """
    name, label = CAME_FROM.get(request.GET.get("van"), (None, ""))
    if name is None:
        return None
    chosen = QueryDict(request.GET.get("keuze", "")).urlencode()
    return {"url": f"{reverse(name)}?{chosen}", "label": label, "van": request.GET["van"], "keuze": chosen}


def _count(form):
    """How much it is: sheets exactly, pages by what such sheets took before, or None when one is new."""
    asked = form.asked
    sheets = asked.sheets
    keys = {key: pages_key(key, form.options) for key in asked.formats}
    known = cache.get_many(keys.values())
    is_known = len(known) == len(set(keys.values()))
    pages = ceil(sum(known[keys[sheet["format"]]] for sheet in sheets)) if is_known else None
    counts = [(FORMATS[key].label, sum(sheet["format"] == key for sheet in sheets)) for key in asked.formats]
    return {
        "sheets": len(sheets),
        "pages": pages,
        "counts": counts,
        "students": len(asked.placements),
        "two_up": form.options["per_sheet"] == 2,
        "order": dict(form.fields["volgorde"].choices).get(asked.order, "") if "volgorde" in form.fields else "",
        "layouts": [(FORMATS[key].label, layout_label(layout)) for key, layout in form.layouts.items()],
        "with_names": has_names(asked.formats),
    }


def _ask(request, chosen, form):
    asked = form.asked
    rows = asked.placements or asked.leerplaatsen
    days = {one.starts_on for one in asked.placements}
    return ask_print(
        key=form.cleaned_data["key"],
        institution=rows[0].institution,
        formats=asked.formats,
        sheets=asked.sheets,
        starts_on=days.pop() if len(days) == 1 else None,
        options=form.options,
        by=request.user,
    )


@access(*LEADING)
@require_safe
def job(request, pk):
    """How far a print is; refreshes by itself until it is ready."""
    found = _job_or_404(request, pk)
    parts = found.parts.values_list("documents", "failures")
    context = {
        "job": found,
        "title": title_of(found),
        "waiting": found.status in UNFINISHED,
        "count": len(found.sheets),
        "made": sum(len(documents) + len(failures) for documents, failures in parts),
        "with_names": has_names([key for key in found.formats if key in FORMATS]),
        "keep_days": KEEP_DAYS,
        "key": uuid.uuid4(),
    }
    return render(request, "onboarding/print_job.html", context)


@access(*LEADING)
@require_safe
def job_file(request, pk):
    """The PDF of a print."""
    ready = PrintJob.objects.visible_to(request.identity).exclude(file="")
    found = get_object_or_404(ready, pk=pk, status=PrintStatus.READY)
    name = f"{slugify(title_of(found))[:80]}.pdf"
    return FileResponse(found.file.open(), filename=name, content_type="application/pdf")


@access(*LEADING)
@require_POST
def job_cancel(request, pk):
    """Stop a print that is not ready."""
    cancel_print(job=_job_or_404(request, pk))
    return redirect("print-job", pk=pk)


@access(*LEADING)
@require_POST
def job_again(request, pk):
    """The same print once more: the same sheets, with what is known now."""
    found = _job_or_404(request, pk)
    sheets = _still_mine(request.identity, found.sheets)
    if not sheets:
        return redirect("print-job", pk=pk)
    again = ask_print(
        key=_key(request.POST.get("key", "")),
        institution=found.institution,
        formats=found.formats,
        sheets=sheets,
        starts_on=found.starts_on,
        options=found.options,
        by=request.user,
    )
    return redirect("print-job", pk=again.pk)


def _job_or_404(request, pk):
    return get_object_or_404(PrintJob.objects.visible_to(request.identity).select_related("institution"), pk=pk)


def _key(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def _still_mine(identity, sheets):
    """Those of the sheets whose stage or leerplaats this person works with now."""
    placements = set(Placement.objects.visible_to(identity).values_list("pk", flat=True))
    leerplaatsen = set(Leerplaats.objects.editable_by(identity).values_list("pk", flat=True))
    return [sheet for sheet in sheets if _about(sheet) <= placements and _of(sheet) <= leerplaatsen]


def _about(sheet):
    return {sheet["placement"]} if "placement" in sheet else set(sheet.get("placements", ()))


def _of(sheet):
    return {sheet["leerplaats"]} if "leerplaats" in sheet else set()
