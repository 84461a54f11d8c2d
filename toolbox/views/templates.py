"""Sjablonen: look, make an own version, and change it item by item."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.access import access
from profiles.enums import Role
from toolbox.actions import templates as actions
from toolbox.enums import Level, TemplateFormat
from toolbox.forms.templates import ItemForm, PreviewForm, SectionForm
from toolbox.models import Item, Section, Template
from toolbox.preview import dated_lists

EDITORS = (Role.COORDINATOR, Role.REGIONAL_ADMIN)
READERS = (*EDITORS, Role.PRAKTIJKOPLEIDER)
reading, editing = access(*READERS), access(*EDITORS)
REMOVED_SHOWN = 5


def may_edit(identity, template):
    """The region edits its originals, a coordinator the versions of the own institution."""
    if template.level == Level.REGION:
        return identity.is_regional_admin
    return template.institution_id in identity.institution_ids(Role.COORDINATOR)


def _template_or_404(request, pk):
    found = Template.objects.visible_to(request.identity).select_related("institution", "based_on", "updated_by")
    return get_object_or_404(found, pk=pk)


def _editable_or_404(request, template):
    if not may_edit(request.identity, template):
        raise Http404
    return template


def _section_or_404(request, pk):
    section = get_object_or_404(
        Section.objects.filter(template__in=Template.objects.visible_to(request.identity)).select_related(
            "template__institution"
        ),
        pk=pk,
    )
    _editable_or_404(request, section.template)
    return section


def _item_or_404(request, pk):
    item = get_object_or_404(
        Item.objects.filter(section__template__in=Template.objects.visible_to(request.identity)).select_related(
            "section__template__institution"
        ),
        pk=pk,
    )
    _editable_or_404(request, item.section.template)
    return item


def _to_item(item):
    return redirect(f"{reverse('template-detail', args=[item.section.template_id])}#punt-{item.pk}")


def _to_section(section):
    return redirect(f"{reverse('template-detail', args=[section.template_id])}#onderdeel-{section.pk}")


@reading
@require_safe
def listing(request):
    """Per format the regional original and the own version, and which of the two holds."""
    found = list(Template.objects.visible_to(request.identity).select_related("institution", "updated_by"))
    rows = []
    for kind in TemplateFormat:
        original = next((t for t in found if t.format == kind and t.level == Level.REGION), None)
        own = next((t for t in found if t.format == kind and t.level == Level.INSTITUTION), None)
        rows.append({"label": kind.label, "original": original, "own": own})
    may_copy = request.identity.has(Role.COORDINATOR)
    return render(request, "toolbox/template_list.html", {"rows": rows, "may_copy": may_copy})


def _sections(template):
    kept = Prefetch("items", queryset=Item.objects.kept(), to_attr="kept")
    return list(template.sections.prefetch_related(kept))


@reading
@require_safe
def detail(request, pk):
    """The whole sjabloon; with buttons for who may change it."""
    template = _template_or_404(request, pk)
    removed = Item.objects.filter(section__template=template, removed_at__isnull=False)
    context = {
        "template": template,
        "sections": _sections(template),
        "removed": removed.order_by("-removed_at")[:REMOVED_SHOWN],
        "may_edit": may_edit(request.identity, template),
        "may_copy": template.level == Level.REGION and request.identity.has(Role.COORDINATOR),
    }
    return render(request, "toolbox/template.html", context)


@reading
@require_safe
def preview(request, pk):
    """The sjabloon with dates, for a made-up student who starts on a chosen day."""
    template = _template_or_404(request, pk)
    form = PreviewForm(request.GET or None)
    lists = dated_lists(_sections(template), form.day)
    return render(request, "toolbox/template_preview.html", {"template": template, "form": form, "lists": lists})


@access(Role.COORDINATOR)
@require_POST
def copy(request, pk):
    """Make the institution's own version of a regional original."""
    original = get_object_or_404(Template.objects.visible_to(request.identity), pk=pk, level=Level.REGION)
    institution = next(m.institution for m in request.identity.memberships if m.role == Role.COORDINATOR)
    own = actions.make_own(original=original, institution=institution, by=request.user)
    messages.success(request, "Dit is jullie eigen versie. Het regionale sjabloon blijft zoals het is.")
    return redirect("template-detail", pk=own.pk)


@access(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request, pk):
    """Back to the regional original, after a page that says what that means."""
    template = _editable_or_404(request, _template_or_404(request, pk))
    if template.level == Level.REGION:
        raise Http404
    if request.method == "POST":
        actions.reset_to_original(template=template, by=request.user)
        messages.success(request, "Vanaf nu geldt weer het sjabloon van de regio.")
        return redirect("template-list")
    return render(request, "toolbox/template_reset.html", {"template": template})


@editing
@require_http_methods(["GET", "HEAD", "POST"])
def section_new(request, pk):
    """Add a section."""
    template = _editable_or_404(request, _template_or_404(request, pk))
    form = SectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _to_section(actions.add_section(template=template, by=request.user, **form.cleaned_data))
    context = {"template": template, "form": form, "heading": "Nieuw onderdeel"}
    return render(request, "toolbox/section_form.html", context, status=422 if form.errors else 200)


@editing
@require_http_methods(["GET", "HEAD", "POST"])
def section_edit(request, pk):
    """Rename a section."""
    section = _section_or_404(request, pk)
    form = SectionForm(request.POST if request.method == "POST" else None, initial={"title": section.title})
    if request.method == "POST" and form.is_valid():
        actions.rename_section(section=section, by=request.user, **form.cleaned_data)
        return _to_section(section)
    context = {"template": section.template, "form": form, "heading": f"Titel van {section.title}"}
    return render(request, "toolbox/section_form.html", context, status=422 if form.errors else 200)


@editing
@require_POST
def section_move(request, pk):
    """Move a section one place."""
    section = _section_or_404(request, pk)
    actions.move_section(section=section, step=-1 if request.POST.get("naar") == "omhoog" else 1, by=request.user)
    return _to_section(section)


@editing
@require_POST
def section_remove(request, pk):
    """Remove an empty section."""
    section = _section_or_404(request, pk)
    try:
        actions.remove_section(section=section, by=request.user)
    except actions.NotEmpty:
        messages.error(request, f"In {section.title} staan nog punten. Haal die eerst weg.")
        return _to_section(section)
    messages.success(request, f"Het onderdeel {section.title} is weg.")
    return redirect("template-detail", pk=section.template_id)


@editing
@require_http_methods(["GET", "HEAD", "POST"])
def item_new(request, pk):
    """Add an item to a section."""
    section = _section_or_404(request, pk)
    form = ItemForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _to_item(actions.add_item(section=section, by=request.user, **form.values))
    context = {"template": section.template, "form": form, "heading": f"Nieuw punt bij {section.title}"}
    return render(request, "toolbox/item_form.html", context, status=422 if form.errors else 200)


@editing
@require_http_methods(["GET", "HEAD", "POST"])
def item_edit(request, pk):
    """Change an item; of two people the second sees what the first made of it and loses nothing."""
    item = _item_or_404(request, pk)
    form = ItemForm.for_item(item, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_item(item=item, version=form.cleaned_data["version"], by=request.user, **form.values)
        except actions.ChangedMeanwhile:
            form.add_error("text", f"Iemand anders heeft dit ook aangepast. Nu staat er: {item.text}")
            form.take_newest(item)
            status = 409
        else:
            messages.success(request, "Het punt is bewaard. Het geldt voor stages die je hierna bevestigt.")
            return _to_item(item)
    elif form.errors:
        status = 422
    context = {"template": item.section.template, "item": item, "form": form, "heading": "Pas dit punt aan"}
    return render(request, "toolbox/item_form.html", context, status=status)


@editing
@require_POST
def item_move(request, pk):
    """Move an item one place, or to a chosen place."""
    item = _item_or_404(request, pk)
    order = list(item.section.items.kept().values_list("pk", flat=True))
    if item.pk not in order:
        raise Http404
    asked = request.POST.get("plek", "")
    steps = {"omhoog": -1, "omlaag": 1}
    place = int(asked) - 1 if asked.isdigit() else order.index(item.pk) + steps.get(request.POST.get("naar"), 0)
    actions.move_item(item=item, place=place, by=request.user)
    return _to_item(item)


@editing
@require_POST
def item_remove(request, pk):
    """Take an item off; it can be put back from the same page."""
    item = _item_or_404(request, pk)
    actions.remove_item(item=item, by=request.user)
    messages.success(request, "Het punt is weggehaald. Onderaan de pagina zet je het terug.")
    return _to_section(item.section)


@editing
@require_POST
def item_restore(request, pk):
    """Put a removed item back."""
    item = _item_or_404(request, pk)
    actions.restore_item(item=item, by=request.user)
    messages.success(request, "Het punt staat weer op de lijst.")
    return _to_item(item)
