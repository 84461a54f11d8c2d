"""Aanleveren: a list of a school in five pages. Nothing is stored before the fourth."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.aanlevering import FIELDS, Preview, SchoolList, UnreadableFile, example_csv
from onboarding.actions.imports import (
    AlreadyStored,
    at_other_schools,
    correct_cells,
    set_columns,
    start_import,
    store_import,
)
from onboarding.enums import ImportStatus
from onboarding.forms.imports import ColumnsForm, UploadForm
from onboarding.models import StudentImport
from profiles.access import access
from profiles.dutch import count
from profiles.enums import Role

delivering = access(Role.COORDINATOR, Role.SCHOOL_COORDINATOR)
RECENT = 20
LABELS = {one.key: one.label.capitalize() for one in FIELDS}


@delivering
@require_http_methods(["GET", "HEAD", "POST"])
def start(request):
    """1 Bestand: choose a file or paste cells."""
    form = UploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()), identity=request.identity)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        names = ("data", "filename", "school", "institution")
        try:
            found = start_import(**{name: chosen[name] for name in names}, by=request.user)
        except UnreadableFile as refusal:
            form.add_error("file" if chosen.get("file") else "pasted", refusal.sentence)
        else:
            return _after_upload(request, found)
    recent = StudentImport.objects.visible_to(request.identity).select_related("school", "institution")[:RECENT]
    context = {"form": form, "recent": recent, "fields": FIELDS}
    return render(request, "onboarding/import_start.html", context, status=422 if form.errors else 200)


def _after_upload(request, found):
    if found.status == ImportStatus.STORED:
        messages.info(request, "Dit bestand is al eerder aangeleverd. We slaan niets dubbel op.")
        return redirect("import-done", pk=found.pk)
    return redirect("import-columns", pk=found.pk)


@delivering
@require_safe
def example(request):
    """A list to start from."""
    response = HttpResponse(example_csv(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="voorbeeld-aanlevering.csv"'
    return response


def _open_or_404(request, pk):
    """An import that is not stored yet."""
    imports = StudentImport.objects.visible_to(request.identity).select_related("school", "institution")
    return get_object_or_404(imports, pk=pk, status=ImportStatus.CHECKING)


@delivering
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request, pk):
    """2 Kolommen: our field and your column, guessed first."""
    found = _open_or_404(request, pk)
    school_list = SchoolList.from_json(found.source)
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        header=school_list.header,
        mapping=found.mapping,
        programme=found.default_programme_id,
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        set_columns(found=found, mapping=chosen["mapping"], default_programme=chosen["default_programme"])
        return redirect("import-check", pk=pk)
    context = {
        "found": found,
        "form": form,
        "school_list": school_list,
        "unknown": school_list.unused(found.mapping),
    }
    return render(request, "onboarding/import_columns.html", context, status=422 if form.errors else 200)


@delivering
@require_http_methods(["GET", "HEAD", "POST"])
def check(request, pk):
    """3 Controle: what is good, what to look at, what is wrong; cells can be corrected here."""
    found = _open_or_404(request, pk)
    if request.method == "POST":
        correct_cells(found=found, corrections=_typed_corrections(request.POST))
        return redirect("import-check", pk=pk)
    preview = Preview.from_json(found.preview)
    school_list = SchoolList.from_json(found.source)
    copies = [row for row in preview.rows if row.same_as is not None]
    lines = {
        "errors": [_line(row, found.mapping) for row in preview.with_status("error")],
        "looks": [_line(row, found.mapping) for row in preview.with_status("look") if row.same_as is None],
        "good": [_line(row, found.mapping) for row in preview.with_status("ok")],
    }
    context = {
        **lines,
        "found": found,
        "copies": copies,
        "summary": _summary(len(preview.rows), len(copies), **{name: len(rows) for name, rows in lines.items()}),
        "school_list": school_list,
        # Only who sees the other schools' students may learn that they are there.
        "elsewhere": at_other_schools(found, preview) if request.identity.has(Role.COORDINATOR) else 0,
    }
    return render(request, "onboarding/import_check.html", context)


def _summary(total, copies, *, good, looks, errors):
    """How many rows of each kind, the same numbers as in the headings below."""
    double = f", {copies} dubbel" if copies else ""
    return f"{count(total, 'rij', 'rijen')}. {good} goed, {looks} nakijken{double}, {errors} fout."


def _line(row, mapping):
    """A checked row as the page shows it: its name, its dates, and which problems can be corrected here."""
    names = (row.values.get(key) for key in ("given_name", "infix", "last_name"))
    starts_on, ends_on = (row.values.get(key) for key in ("starts_on", "ends_on"))
    return {
        "number": row.number,
        "name": " ".join(name for name in names if name),
        "values": row.values,
        "starts_on": date.fromisoformat(starts_on) if starts_on else None,
        "ends_on": date.fromisoformat(ends_on) if ends_on else None,
        "problems": [
            {
                "sentence": problem.sentence,
                "value": problem.value,
                "cell": f"{row.number}-{problem.field}",
                "label": LABELS[problem.field],
                "is_error": problem.severity == "error",
                "in_list": problem.field in mapping,
            }
            for problem in row.problems
        ],
    }


def _typed_corrections(data):
    """`cel-17-email=...` as row number -> field -> text; anything else is passed over."""
    corrections = {}
    for name, text in data.items():
        parts = name.split("-", 2)
        if len(parts) == 3 and parts[0] == "cel" and parts[1].isdigit() and parts[2] in LABELS:
            corrections.setdefault(parts[1], {})[parts[2]] = text[:300]
    return corrections


@delivering
@require_POST
def store(request, pk):
    """4 Bevestigen: store the good rows, and the chosen ones of those to look at."""
    imports = StudentImport.objects.visible_to(request.identity)
    found = get_object_or_404(imports, pk=pk)
    take = {int(value) for value in request.POST.getlist("neem") if value.isdigit()}
    try:
        stored = store_import(found=found, take=take, by=request.user)
    except AlreadyStored:
        messages.info(request, "Deze lijst was al opgeslagen. We slaan niets dubbel op.")
    else:
        messages.success(request, f"{count(stored.stored_count, 'student', 'studenten')} opgeslagen.")
    return redirect("import-done", pk=pk)


@delivering
@require_safe
def done(request, pk):
    """5 Klaar: what was stored, and what happens now."""
    imports = StudentImport.objects.visible_to(request.identity).select_related("school", "institution")
    found = get_object_or_404(imports, pk=pk, status=ImportStatus.STORED)
    periods = found.requests.values_list("period", flat=True).distinct()
    context = {
        "found": found,
        "period_pk": periods[0] if periods else None,
        "may_match": request.identity.has(Role.COORDINATOR),
        "left_out": found.preview.get("left_out", []),
    }
    return render(request, "onboarding/import_done.html", context)


@delivering
@require_POST
def discard(request, pk):
    """Throw a list away that was not stored."""
    _open_or_404(request, pk).delete()
    messages.success(request, "De lijst is weggegooid. Er is niets opgeslagen.")
    return redirect("import-list")
