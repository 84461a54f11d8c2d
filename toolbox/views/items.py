"""Lines of a sjabloon: written, moved, taken out and put back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from profiles.access import access
from profiles.views.editing import sent
from toolbox.actions import items as actions
from toolbox.formats.merge_fields import MERGE_FIELDS
from toolbox.forms.items import ItemForm, PlaceForm
from toolbox.line_words import line_facts, programme_names
from toolbox.resembling import resembling_line
from toolbox.views.editable import EDITORS, editable_item, editable_section

FORM = ["GET", "HEAD", "POST"]


@access(*EDITORS)
@require_http_methods(FORM)
def item_new(request, pk):
    """A new line at the end of a part. One that resembles another is stored after a second yes."""
    section = editable_section(request, pk)
    template, alike = section.template, None
    form = ItemForm(sent(request), template=template)
    if request.method == "POST" and form.is_valid():
        if "toch" not in request.POST and not actions.is_sent_again(section, form.values):
            alike = resembling_line(template, form.values["text"])
        if alike is None:
            try:
                item = actions.add_item(section=section, values=form.values, by=request.user)
            except actions.Refused as refused:
                form.add_error("text", str(refused))
            else:
                return redirect(line_address(item))
    return _form_page(request, section, form, alike=alike)


@access(*EDITORS)
@require_http_methods(FORM)
def item_edit(request, pk):
    """Change a line. When a colleague was earlier, both texts are shown and nothing is lost."""
    item = editable_item(request, pk)
    section = item.section
    if item.removed_at or section.removed_at:
        messages.info(request, "Deze regel is weggehaald. Onderaan kun je hem terugzetten.")
        return redirect("template-detail", section.template_id)
    if item.is_locked_by_above:
        messages.info(request, f"{item.locked_words}. Je kunt deze regel hier niet aanpassen.")
        return redirect("template-detail", section.template_id)
    theirs = alike = None
    form = ItemForm(sent(request), template=section.template, item=item)
    if request.method == "POST" and form.is_valid():
        if "toch" not in request.POST and form.values["text"] != item.text:
            alike = resembling_line(section.template, form.values["text"], besides=item)
        if alike is None:
            try:
                saved = actions.save_item(
                    item=item, values=form.values, version=form.cleaned_data["version"], by=request.user
                )
            except actions.Clash as clash:
                theirs = clash.item
                form.now_knows(version=theirs.version)
            except actions.Refused as refused:
                form.add_error("text", str(refused))
            else:
                return redirect(line_address(saved))
    return _form_page(request, section, form, item=item, theirs=theirs, alike=alike)


@access(*EDITORS)
@require_http_methods(FORM)
def item_move(request, pk):
    """Move a line to any place of any part: with the form, a button of the list, or by dragging (js/reorder.js).

    The last two send `naar`, "part:place": it says where it leads, so that a second click moves nothing more.
    """
    item = editable_item(request, pk)
    if item.removed_at:
        raise Http404
    template = item.section.template
    if "naar" in request.POST:
        part, place = numbers(request.POST["naar"], 2)
        section = get_object_or_404(template.sections.kept(), pk=part)
        actions.place_item(item=item, section=section, place=place, by=request.user)
        return redirect(line_address(item))
    form = PlaceForm(sent(request), item=item)
    if request.method == "POST" and form.is_valid():
        actions.place_item(item=item, by=request.user, **form.cleaned_data)
        return redirect(line_address(item))
    context = {"template": template, "item": item, "form": form}
    return render(request, "toolbox/item_move.html", context, status=422 if form.errors else 200)


@access(*EDITORS)
@require_POST
def item_remove(request, pk):
    """Take a line out; the page it leads to offers to put it back."""
    item = editable_item(request, pk)
    try:
        actions.remove_item(item=item, by=request.user)
    except actions.Refused as refused:
        messages.error(request, str(refused))
        return redirect("template-detail", item.section.template_id)
    return redirect(f"{reverse('template-detail', args=[item.section.template_id])}?weg={item.pk}")


@access(*EDITORS)
@require_POST
def item_restore(request, pk):
    """Put a line back that was taken out."""
    item = editable_item(request, pk)
    try:
        actions.restore_item(item=item, by=request.user)
    except actions.Refused as refused:
        messages.error(request, str(refused))
        return redirect("template-detail", item.section.template_id)
    return redirect(line_address(item))


def line_address(item):
    """The place of a line on the page of its sjabloon, which then says what was done with it."""
    return f"{reverse('template-detail', args=[item.section.template_id])}?gedaan={item.pk}#regel-{item.pk}"


def numbers(text, amount):
    """The numbers in "3:12"; 404 for anything a button of ours does not send."""
    parts = text.split(":")
    if len(parts) != amount or not all(part.isascii() and part.isdecimal() and len(part) < 10 for part in parts):
        raise Http404
    return tuple(map(int, parts))


def _form_page(request, section, form, *, item=None, theirs=None, alike=None):
    context = {
        "template": section.template,
        "section": section,
        "item": item,
        "form": form,
        "theirs": theirs,
        "their_facts": line_facts(theirs, programme_names(section.template.kind)) if theirs else [],
        "alike": alike,
        "merge_fields": MERGE_FIELDS,
    }
    status = 422 if form.errors else 409 if theirs or alike else 200
    return render(request, "toolbox/item_form.html", context, status=status)
