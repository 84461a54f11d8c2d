""" "Onze keuze": what a leerplaats chose from the inspiratiebox, as its plan on screen and on paper."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.access import access
from profiles.dutch import enumerate_dutch
from profiles.enums import Role
from profiles.models import Leerplaats
from profiles.views.editable import EDITORS, editable_leerplaats
from profiles.views.editing import sent
from toolbox.actions import tool_choices as actions
from toolbox.card_links import links_of_cards
from toolbox.formats import tool_plan
from toolbox.forms.inspiration import ChooseForm, NoteForm
from toolbox.models import ToolChoice
from toolbox.printed_plan import by_moment, moment_words, pack_pages, plan_formats, plan_start_formats, printed_plan
from toolbox.rendering import PdfNotAvailable, render_batch
from toolbox.views.inspiration import card_page, free_leerplaatsen, visible_card
from toolbox.views.pdf import pdf_response
from toolbox.views.word import word_response

READERS = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER, Role.WERKBEGELEIDER)
MOST_STOPPED = 20


@dataclass(frozen=True)
class PlanRow:
    """One choice on the page, with when it is used and where it leads."""

    choice: ToolChoice
    moments: str
    links: list


@access(*EDITORS)
@require_POST
def tool_choose(request, pk):
    """Put a card in the plan of a leerplaats."""
    card = visible_card(request, pk)
    # Not only the ones that are free: a second click on the same button finds it chosen already.
    form = ChooseForm(sent(request), leerplaatsen=Leerplaats.objects.editable_by(request.identity).in_use())
    if not form.is_valid():
        form.fields["leerplaats"].queryset = free_leerplaatsen(request, card)
        return card_page(request, card, form)
    leerplaats = form.cleaned_data["leerplaats"]
    _, is_new = actions.choose_tool(leerplaats=leerplaats, card=card, note=form.cleaned_data["note"], by=request.user)
    said = "staat nu" if is_new else "stond al"
    messages.success(request, f"{card.title} {said} in de keuze van {leerplaats}.")
    return redirect("tool-plan", leerplaats.pk)


@access(*READERS)
@require_safe
def tool_plan_page(request, pk):
    """The plan of one leerplaats, by moment of the stage, and what it stopped with."""
    leerplaats = _leerplaats(request, pk)
    may_edit = Leerplaats.objects.editable_by(request.identity).filter(pk=pk).exists()
    choices = _choices(leerplaats)
    links = links_of_cards([one.card for one in choices], request.identity, leerplaats if may_edit else None)
    groups = [
        (group.moment, [PlanRow(one, moment_words(one.card), links[one.card_id]) for one in group.choices])
        for group in by_moment(choices)
    ]
    formats, per_start = plan_formats(choices), plan_start_formats(choices)
    stopped = leerplaats.tool_choices.filter(dropped_at__isnull=False).select_related("card").order_by("-dropped_at")
    stopped = list(stopped[:MOST_STOPPED])
    current = {choice.card_id for choice in choices}
    context = {
        "leerplaats": leerplaats,
        "may_edit": may_edit,
        "groups": groups,
        "stopped": [(one, not one.card.removed_at and one.card_id not in current) for one in stopped],
        "just": _just_stopped(request, stopped, current),
        "pack": enumerate_dutch([format.label for format in formats]),
        "not_in_pack": enumerate_dutch([f"‘{format.label}’" for format in per_start]),
        "print_url": _batch_address(leerplaats, [*formats, *per_start]),
    }
    return render(request, "toolbox/tool_plan.html", context)


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def tool_note(request, pk, choice_id):
    """How this leerplaats does it. When a colleague was earlier, both notes are shown."""
    leerplaats, choice = _choice(request, pk, choice_id)
    theirs = None
    form = NoteForm(sent(request), note=choice.note)
    if request.method == "POST" and form.is_valid():
        note, seen = form.cleaned_data["note"], form.cleaned_data["seen"]
        try:
            actions.write_note(choice=choice, note=note, seen=seen, by=request.user)
        except actions.NoteChanged as changed:
            theirs = changed
            form.now_knows(seen=changed.note)
        else:
            messages.success(request, f"Bewaard: zo doen jullie {choice.card.title}.")
            return redirect("tool-plan", leerplaats.pk)
    context = {"leerplaats": leerplaats, "choice": choice, "form": form, "theirs": theirs}
    return render(request, "toolbox/tool_note.html", context, status=422 if form.errors else 409 if theirs else 200)


@access(*EDITORS)
@require_POST
def tool_drop(request, pk, choice_id):
    """Stop with something; the page offers to take it up again."""
    leerplaats, choice = _choice(request, pk, choice_id)
    actions.drop_tool(choice=choice, by=request.user)
    return redirect(f"{reverse('tool-plan', args=[leerplaats.pk])}?gestopt={choice.pk}")


@access(*READERS)
@require_safe
def tool_plan_print(request, pk):
    """The plan as a PDF; an empty plan is no sheet."""
    document = _document(request, pk)
    return pdf_response(request, [tool_plan.html(document)], title=document.title)


@access(*READERS)
@require_safe
def tool_plan_word(request, pk):
    """The plan as a Word file."""
    document = _document(request, pk)
    return word_response(tool_plan.word(document), title=document.title)


@access(*EDITORS)
@require_safe
def tool_pack(request, pk):
    """The plan with the blank sheet of every format that belongs to it, in one PDF with bookmarks."""
    leerplaats = editable_leerplaats(request, pk)
    choices = _choices(leerplaats)
    if not plan_formats(choices):
        raise Http404
    title = f"Printpakket {leerplaats.name}"
    try:
        batch = render_batch(pack_pages(leerplaats, choices), title)
    except PdfNotAvailable:
        return render(request, "toolbox/pdf_unavailable.html", status=503)
    response = HttpResponse(batch.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slugify(title)}.pdf"'
    return response


def _leerplaats(request, pk):
    rows = Leerplaats.objects.visible_to(request.identity).in_use().with_place().select_related("profile")
    return get_object_or_404(rows, pk=pk)


def _choices(leerplaats):
    return list(leerplaats.tool_choices.current().select_related("card", "chosen_by"))


def _choice(request, pk, choice_id):
    leerplaats = editable_leerplaats(request, pk)
    return leerplaats, get_object_or_404(leerplaats.tool_choices.select_related("card", "leerplaats"), pk=choice_id)


def _document(request, pk):
    leerplaats = _leerplaats(request, pk)
    choices = _choices(leerplaats)
    if not choices:
        raise Http404
    return printed_plan(leerplaats, choices)


def _just_stopped(request, stopped, current):
    """What was stopped with a moment ago, and can be taken up again."""
    asked = request.GET.get("gestopt", "")
    return next(
        (one for one in stopped if str(one.pk) == asked and one.card_id not in current and not one.card.removed_at),
        None,
    )


def _batch_address(leerplaats, formats):
    """The page that prints these sheets with the names of students on them, with the sheets ticked; empty for none."""
    if not formats:
        return ""
    query = [("leerplaats", leerplaats.pk), *(("bladen", format.key) for format in formats)]
    return f"{reverse('print-start')}?{urlencode(query)}"
