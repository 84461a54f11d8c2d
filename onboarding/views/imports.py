"""Aanleveren: a list of a school in five pages, of which these are the first three. Nothing is stored here."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.aanlevering import FIELDS, UnreadableFile, example_csv, read_layout
from onboarding.actions.import_storing import UNDO_FOR
from onboarding.actions.imports import (
    CHECKED,
    alternatives_of,
    at_other_schools,
    choose_sheet,
    correct_rows,
    preview_of,
    set_columns,
    set_meanings,
    source_of,
    start_import,
)
from onboarding.enums import ImportStatus
from onboarding.forms.imports import ColumnsForm, UploadForm, WordsForm
from onboarding.import_difference import difference
from onboarding.import_lists import LISTS, LOOKS, Lists, typed_choices
from onboarding.models import SchoolLayout, StudentImport
from profiles.access import access
from profiles.dutch import count, enumerate_dutch
from profiles.enums import Role
from profiles.views.editing import sent

delivering = access(Role.COORDINATOR, Role.SCHOOL_COORDINATOR)
RECENT = 20
FIRST_ROWS = 20  # of each list on the page with all lists
PER_PAGE = 50
LARGE = ("source", "preview", "changes", "corrections", "decisions")  # columns that a listing does not need


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
    recent = StudentImport.objects.visible_to(request.identity).select_related("school", "institution").defer(*LARGE)
    recent = list(recent[:RECENT])
    for one in recent:
        one.undoable = one.status == ImportStatus.STORED and timezone.now() - one.stored_at <= UNDO_FOR
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


def open_or_404(request, pk):
    """An import that this person may deliver and that is not stored yet."""
    imports = StudentImport.objects.visible_to(request.identity).select_related("school", "institution")
    return get_object_or_404(imports, pk=pk, status=ImportStatus.CHECKING)


def still_checking(request, found):
    """The page with the progress of a long list; None when it is checked."""
    if found.progress >= CHECKED:
        return None
    context = {"found": found, "rows": len(found.source["rows"])}
    return render(request, "onboarding/import_progress.html", context)


@delivering
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request, pk):
    """2 Kolommen: our field and your column, as in the last list of this school, else guessed."""
    found = open_or_404(request, pk)
    school_list = source_of(found)
    form = ColumnsForm(
        sent(request),
        header=school_list.header,
        mapping=found.mapping,
        programme=found.default_programme_id,
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        set_columns(found=found, mapping=chosen["mapping"], default_programme=chosen["default_programme"])
        found.refresh_from_db()
        asks = found.progress == CHECKED and any(word.meaning is None for word in preview_of(found).words)
        return redirect("import-words" if asks else "import-check", pk=pk)
    remembered = SchoolLayout.objects.filter(school=found.school_id, institution=found.institution_id).first()
    layout = read_layout(school_list.header, school_list.guessed, remembered.columns if remembered else {})
    context = {
        "found": found,
        "form": form,
        "school_list": school_list,
        "sheets": [one.sheet_name for one in alternatives_of(found)],
        "unknown": school_list.unused(found.mapping),
        "remembered": remembered,
        "layout": layout,
        "layout_differences": len(layout.new) + len(layout.gone),
    }
    return render(request, "onboarding/import_columns.html", context, status=422 if form.errors else 200)


@delivering
@require_POST
def sheet(request, pk):
    """Read another sheet of the same file."""
    if not choose_sheet(found=open_or_404(request, pk), name=request.POST.get("tabblad", "")):
        messages.error(request, "Dat tabblad staat niet in dit bestand. Kies een ander tabblad.")
    return redirect("import-columns", pk=pk)


@delivering
@require_http_methods(["GET", "HEAD", "POST"])
def words(request, pk):
    """Between 2 and 3: what the words of this school mean, asked once."""
    found = open_or_404(request, pk)
    waiting = still_checking(request, found)
    if waiting:
        return waiting
    asked = preview_of(found).words
    form = WordsForm(sent(request), words=asked)
    if request.method == "POST" and form.is_valid():
        set_meanings(found=found, meanings=form.cleaned_data["meanings"])
        return redirect("import-check", pk=pk)
    context = {"found": found, "form": form, "asked": asked}
    return render(request, "onboarding/import_words.html", context, status=422 if form.errors else 200)


@delivering
@require_http_methods(["GET", "HEAD", "POST"])
def check(request, pk):
    """3 Controle: what is wrong, what to look at and what is good; cells can be corrected and rows skipped here."""
    found = open_or_404(request, pk)
    waiting = still_checking(request, found)
    if waiting:
        return waiting
    preview = preview_of(found)
    plan = difference(found, preview, by=request.user)
    lists = Lists(found, preview, plan)
    if request.method == "POST":
        return _take_over(request, found, lists)
    only = request.GET.get("lijst")
    only = only if only in LISTS else ""
    shown = [one for one in lists.all() if not only or one.key == only]
    for one in shown:
        one.page = Paginator(one.rows, PER_PAGE if only else FIRST_ROWS).get_page(
            request.GET.get("pagina") if only else 1
        )
    context = {
        "found": found,
        "lists": lists.all(),
        "shown": shown,
        "only": only,
        "summary": lists.summary,
        "newer": plan.newer,
        "errors_at": lists.links_to_errors(shown),
        "words": sum(word.meaning is None for word in preview.words),
        "school_list": source_of(found),
        # Only who sees the other schools' students may learn that they are there.
        "elsewhere": at_other_schools(found, preview) if request.identity.has(Role.COORDINATOR) else 0,
    }
    return render(request, "onboarding/import_check.html", context)


def _take_over(request, found, lists):
    """Keep what was typed and chosen, and go where the pressed button says."""
    corrections, choices, gone = typed_choices(request.POST, lists)
    left_out = correct_rows(found=found, corrections=corrections, choices=choices, gone=gone)
    if left_out:
        numbers = enumerate_dutch(left_out)
        one_or_more = "rij" if len(left_out) == 1 else "rijen"
        messages.warning(
            request, f"In {one_or_more} {numbers} lieten we een nummer weg. Het lijkt een burgerservicenummer."
        )
    if "verder" in request.POST:
        return _to_look_at(request, found, corrections) or redirect("import-store", pk=found.pk)
    if corrections:
        messages.success(request, f"{count(len(corrections), 'rij', 'rijen')} opnieuw gecontroleerd.")
    return redirect(request.get_full_path())


def _to_look_at(request, found, corrections):
    """A row that was corrected just now and asks for a choice: first back to that one. None when there is none."""
    found.refresh_from_db()
    if not corrections or found.progress < CHECKED:
        return None
    numbers = [
        plan.row.number
        for plan in difference(found, preview_of(found), by=request.user).plans
        if str(plan.row.number) in corrections and plan.status == "look" and not plan.choice
    ]
    if not numbers:
        return None
    rows = f"Rij {numbers[0]} is" if len(numbers) == 1 else f"Rijen {enumerate_dutch(map(str, numbers))} zijn"
    messages.warning(request, f"{rows} nu leesbaar, maar kijk nog na of we dit opslaan. Kies hieronder.")
    return redirect(f"{reverse('import-check', args=[found.pk])}?lijst={LOOKS}#rij-{numbers[0]}")


@delivering
@require_POST
def discard(request, pk):
    """Throw a list away that was not stored."""
    open_or_404(request, pk).delete()
    messages.success(request, "De lijst is weggegooid. Er is niets opgeslagen.")
    return redirect("import-list")
