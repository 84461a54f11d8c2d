"""Lines of a sjabloon: written, moved, taken out and put back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from profiles.access import access
from toolbox.actions import items as actions
from toolbox.forms.items import ItemForm, PlaceForm
from toolbox.views.editable import EDITORS, editable_item, editable_section

FORM = ["GET", "HEAD", "POST"]


@access(*EDITORS)
@require_http_methods(FORM)
def item_new(request, pk):
    """A new line at the end of a part."""
    section = editable_section(request, pk)
    form = ItemForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        item = actions.add_item(section=section, values=form.values, by=request.user)
        return redirect(line_address(item))
    context = {"template": section.template, "section": section, "form": form}
    return render(request, "toolbox/item_form.html", context, status=422 if form.errors else 200)


@access(*EDITORS)
@require_http_methods(FORM)
def item_edit(request, pk):
    """Change a line. When a colleague was earlier, both texts are shown and nothing is lost."""
    item = editable_item(request, pk)
    if item.removed_at:
        messages.info(request, "Deze regel is weggehaald. Onderaan kun je hem terugzetten.")
        return redirect("template-detail", item.section.template_id)
    theirs = None
    form = ItemForm(request.POST if request.method == "POST" else None, item=item)
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_item(
                item=item, values=form.values, version=form.cleaned_data["version"], by=request.user
            )
        except actions.Clash as clash:
            theirs = clash.item
            form.data = form.data.copy()
            form.data["version"] = str(theirs.version)
        else:
            return redirect(line_address(saved))
    context = {
        "template": item.section.template,
        "section": item.section,
        "item": item,
        "form": form,
        "theirs": theirs,
    }
    return render(request, "toolbox/item_form.html", context, status=422 if form.errors else 409 if theirs else 200)


@access(*EDITORS)
@require_http_methods(FORM)
def item_move(request, pk):
    """Move a line to any place of any part: with the form, or with a button of the list.

    A button sends `naar`, "part:place": it says where it leads, so that a second click moves nothing more.
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
    form = PlaceForm(request.POST if request.method == "POST" else None, item=item)
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
    actions.remove_item(item=item, by=request.user)
    return redirect(f"{reverse('template-detail', args=[item.section.template_id])}?weg={item.pk}")


@access(*EDITORS)
@require_POST
def item_restore(request, pk):
    """Put a line back that was taken out."""
    item = editable_item(request, pk)
    actions.restore_item(item=item, by=request.user)
    return redirect(line_address(item))


def line_address(item):
    """The place of a line on the page of its sjabloon."""
    return f"{reverse('template-detail', args=[item.section.template_id])}#regel-{item.pk}"


def numbers(text, amount):
    """The numbers in "3:12"; 404 for anything a button of ours does not send."""
    parts = text.split(":")
    if len(parts) != amount or not all(part.isascii() and part.isdecimal() and len(part) < 10 for part in parts):
        raise Http404
    return tuple(map(int, parts))
