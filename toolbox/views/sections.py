"""The headed parts of a sjabloon: added, renamed, taken away and put back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from profiles.access import access
from profiles.views.editing import sent
from toolbox.actions import sections as actions
from toolbox.actions.items import Refused
from toolbox.formats.merge_fields import MERGE_FIELDS
from toolbox.forms.templates import SectionForm
from toolbox.models import Section
from toolbox.views.editable import EDITORS, editable_section, editable_template
from toolbox.views.items import numbers

FORM = ["GET", "HEAD", "POST"]


@access(*EDITORS)
@require_http_methods(FORM)
def section_new(request, pk):
    """A new part at the end of a sjabloon."""
    template = editable_template(request, pk)
    form = SectionForm(sent(request))
    if request.method == "POST" and form.is_valid():
        section = actions.add_section(template=template, title=form.cleaned_data["title"], by=request.user)
        return redirect(_address(section))
    return _page(request, template, form, "Nieuw deel", "Voeg dit deel toe")


@access(*EDITORS)
@require_http_methods(FORM)
def section_edit(request, pk):
    """Another title for a part. When a colleague was earlier, both titles are shown."""
    section = editable_section(request, pk)
    initial = {"title": section.title, "seen": section.title}
    form = SectionForm(sent(request), initial=initial)
    theirs = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_section(
                section=section,
                title=form.cleaned_data["title"],
                before=form.cleaned_data["seen"] or section.title,
                by=request.user,
            )
        except actions.TitleClash as clash:
            theirs = clash.title
            form.now_knows(seen=theirs)
        else:
            return redirect(_address(section))
    return _page(request, section.template, form, "Titel van dit deel", "Bewaar de titel", theirs)


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
        try:
            actions.remove_section(section=section, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"Het deel {section.title} is weggehaald. Onderaan kun je het terugzetten.")
        return redirect("template-detail", section.template_id)
    context = {"template": section.template, "section": section, "items": section.items.kept()}
    return render(request, "toolbox/section_remove.html", context)


@access(*EDITORS)
@require_POST
def section_restore(request, pk):
    """Put a part back that was taken away, with the lines in it."""
    section = get_object_or_404(Section, pk=pk)
    section.template = editable_template(request, section.template_id)
    try:
        actions.restore_section(section=section, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("template-detail", section.template_id)
    return redirect(_address(section))


def _page(request, template, form, heading, button, theirs=""):
    context = {
        "template": template,
        "form": form,
        "heading": heading,
        "button": button,
        "theirs": theirs,
        "merge_fields": MERGE_FIELDS,
    }
    status = 422 if form.errors else 409 if theirs else 200
    return render(request, "toolbox/part_form.html", context, status=status)


def _address(section):
    return f"{reverse('template-detail', args=[section.template_id])}#deel-{section.pk}"
