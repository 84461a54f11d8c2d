"""Aanleveren, the last two pages: agree, and what was stored; with the download of errors and undoing."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from onboarding.actions.import_storing import UNDO_FOR, AlreadyStored, ChangedMeanwhile, store_import
from onboarding.actions.import_undo import CannotUndo, students_left, undo_import, why_not_undone
from onboarding.actions.imports import preview_of, source_of
from onboarding.enums import ImportStatus
from onboarding.import_difference import CHANGED, NEW, difference
from onboarding.import_errors import errors_table
from onboarding.import_left_out import by_kind, left_out_rows
from onboarding.import_lists import Lists
from onboarding.models import PlacementRequest, StudentImport
from onboarding.spreadsheets import KINDS, table_response
from onboarding.telling_apart import names_of
from onboarding.views.imports import delivering, open_or_404, still_checking
from profiles.enums import Role

MEANWHILE = "Er is intussen iets veranderd. Kijk nog een keer wat we opslaan."


@delivering
@require_http_methods(["GET", "HEAD", "POST"])
def store(request, pk):
    """4 Bevestigen: what will be stored, in numbers, and the button that does it."""
    imports = StudentImport.objects.visible_to(request.identity).select_related("school", "institution")
    found = get_object_or_404(imports, pk=pk)
    if request.method == "POST":
        return _store(request, found)
    if found.status != ImportStatus.CHECKING:
        return redirect("import-done", pk=pk)
    waiting = still_checking(request, found)
    if waiting:
        return waiting
    preview = preview_of(found)
    plan = difference(found, preview, by=request.user)
    new, changed, withdrawn = plan.taken(NEW), plan.taken(CHANGED), plan.withdrawn
    done = {one.row.number for one in plan.plans if one.taken or one.kind not in (NEW, CHANGED)}
    called = names_of(asked.student for asked in withdrawn)
    people = len({one.row.values["email"].lower() for one in new if one.student is None})
    context = {
        "found": found,
        "people": people,
        "again": len(new) - people,
        "changed": changed,
        "withdrawn": [called[asked.student_id] for asked in withdrawn],
        "stays": plan.stays,
        "newer": plan.newer,
        "left_out": left_out_rows(preview, plan, {row.number for row in preview.rows} - done),
        "errors": sum(1 for one in Lists(found, preview, plan).errors()),
        "digest": plan.digest,
        "anything": bool(new or changed or withdrawn),
    }
    return render(request, "onboarding/import_confirm.html", context)


def _store(request, found):
    try:
        store_import(found=found, by=request.user, seen=request.POST.get("gezien"))
    except AlreadyStored:
        messages.info(request, "Deze lijst was al opgeslagen. We slaan niets dubbel op.")
    except (ChangedMeanwhile, IntegrityError):  # the database refuses what somebody else made a moment ago
        messages.warning(request, MEANWHILE)
        return redirect("import-store", pk=found.pk)
    return redirect("import-done", pk=found.pk)


@delivering
@require_safe
def done(request, pk):
    """5 Klaar: what was stored, what happens now, and how to undo it."""
    found = _stored_or_404(request, pk)
    periods = found.requests.values_list("period", flat=True).distinct()
    counts = found.preview.get("counts", {})
    context = {
        "found": found,
        "counts": counts,
        "again": counts.get("requests", 0) - counts.get("students", 0),
        "stays": _left_standing(found),
        "period_pk": periods[0] if periods else None,
        "may_match": found.institution_id in request.identity.institution_ids(Role.COORDINATOR),
        "left_out": by_kind(found.preview.get("left_out", []), found.preview.get("left_out_kinds", {})),
        "is_undone": found.status == ImportStatus.UNDONE,
        "left": students_left(found, request.identity) if found.status == ImportStatus.UNDONE else (),
        "may_undo": found.status == ImportStatus.STORED and not why_not_undone(found),
        "undo_until": found.stored_at + UNDO_FOR,
    }
    return render(request, "onboarding/import_done.html", context)


def _left_standing(found):
    """The requests that this list did not name and that still stand, of this school at this institution only."""
    rows = PlacementRequest.objects.filter(pk__in=found.preview.get("stays", []), withdrawn_at=None)
    rows = rows.filter(school=found.school_id, institution=found.institution_id)
    return rows.select_related("student").order_by("student__sort_name", "pk")


def _stored_or_404(request, pk):
    imports = StudentImport.objects.visible_to(request.identity).select_related("school", "institution")
    return get_object_or_404(imports, pk=pk, status__in=(ImportStatus.STORED, ImportStatus.UNDONE))


@delivering
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request, pk):
    """Take a stored list back: first what goes, then the button."""
    found = _stored_or_404(request, pk)
    if request.method == "POST":
        try:
            undo_import(found=found, by=request.user)
        except CannotUndo as refusal:
            messages.error(request, refusal.sentence)
        return redirect("import-done", pk=pk)
    if found.status == ImportStatus.UNDONE:
        return redirect("import-done", pk=pk)
    counts = found.preview.get("counts", {})
    context = {"found": found, "counts": counts, "refusal": why_not_undone(found)}
    return render(request, "onboarding/import_undo.html", context)


@delivering
@require_safe
def errors(request, pk, kind):
    """The faulty rows only, with the school's own columns and what is wrong, to correct and hand in again."""
    found = open_or_404(request, pk)
    if kind not in KINDS:
        raise Http404
    waiting = still_checking(request, found)
    if waiting:
        return waiting
    preview = preview_of(found)
    lists = Lists(found, preview, difference(found, preview, by=request.user))
    rows = [(row.number, [one.sentence for one in problems]) for row, problems in lists.errors()]
    header, lines = errors_table(source_of(found), found, rows)
    name = slugify(found.filename.rsplit(".", 1)[0]) or "lijst"
    return table_response(kind, f"{name}-fouten", header, lines, title="Fouten")
