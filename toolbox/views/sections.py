"""The headed parts of a sjabloon: added, renamed and taken away."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from profiles.access import access
from toolbox.actions import sections as actions
from toolbox.forms.templates import SectionForm
from toolbox.views.editable import EDITORS, editable_section, editable_template
from toolbox.views.items import numbers

FORM = ["GET", "HEAD", "POST"]


@access(*EDITORS)
@require_http_methods(FORM)
def section_new(request, pk):
    """A new part at the end of a sjabloon."""
    template = editable_template(request, pk)
    form = SectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        section = actions.add_section(template=template, title=form.cleaned_data["title"], by=request.user)
        return redirect(_address(section))
    return _page(request, template, form, "Nieuw deel", "Voeg dit deel toe")


@access(*EDITORS)
@require_http_methods(FORM)
def section_edit(request, pk):
    """Another title for a part."""
    section = editable_section(request, pk)
    form = SectionForm(request.POST if request.method == "POST" else None, initial={"title": section.title})
    if request.method == "POST" and form.is_valid():
        actions.rename_section(section=section, title=form.cleaned_data["title"], by=request.user)
        return redirect(_address(section))
    return _page(request, section.template, form, "Titel van dit deel", "Bewaar de titel")


@access(*EDITORS)
@require_POST
def section_move(request, pk):
    """Move a part to the place that the button in `naar` leads to."""
    section = editable_section(request, pk)
    (place,) = numbers(request.POST.get("naar", ""), 1)
    actions.place_section(section=section, place=place, by=request.user)
    return redirect(_address(section))


@access(*EDITORS)
@require_http_methods(FORM)
def section_remove(request, pk):
    """Ask whether a part may go, with the lines in it."""
    section = editable_section(request, pk)
    if request.method == "POST":
        actions.remove_section(section=section, by=request.user)
        messages.success(request, f"Het deel {section.title} is weggehaald.")
        return redirect("template-detail", section.template_id)
    context = {"template": section.template, "section": section, "items": section.items.kept()}
    return render(request, "toolbox/section_remove.html", context)


def _page(request, template, form, heading, button):
    context = {"template": template, "form": form, "heading": heading, "button": button}
    return render(request, "toolbox/part_form.html", context, status=422 if form.errors else 200)


def _address(section):
    return f"{reverse('template-detail', args=[section.template_id])}#deel-{section.pk}"
