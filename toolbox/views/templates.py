"""Sjablonen: the list, one sjabloon, the own version of an institution and the way back."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.access import access
from profiles.dutch import count, enumerate_dutch
from profiles.enums import Role
from profiles.models import Institution
from toolbox.actions import templates as actions
from toolbox.enums import Level
from toolbox.formats import template_formats
from toolbox.forms.templates import IntroForm
from toolbox.models import Template
from toolbox.views.editable import EDITORS, READERS, editable_template, may_edit, visible_template
from toolbox.views.editing import editor_context


@dataclass(frozen=True)
class VersionRow:
    """One version of a format in the list, as components/_tasklist.html shows it."""

    label: str
    url: str
    kind: str
    status: str
    hint: str


@access(*READERS)
@require_safe
def template_list(request):
    """Per format: the regional original and the own versions, with who uses which."""
    kept = Count("sections__items", filter=Q(sections__items__removed_at=None))
    rows = Template.objects.current().visible_to(request.identity).select_related("institution", "updated_by")
    templates = list(rows.annotate(lines=kept).order_by("-level", "institution__name"))
    owners = _owners()
    mine = _own_institutions(request.identity)
    groups = [
        {
            "label": kind.label,
            "purpose": kind.purpose,
            "rows": [_row(request, one, owners, mine) for one in templates if one.format == kind.key],
        }
        for kind in template_formats()
        if any(one.format == kind.key for one in templates)
    ]
    return render(request, "toolbox/template_list.html", {"groups": groups})


@access(*READERS)
@require_safe
def template_detail(request, pk):
    """One sjabloon: to read, or for its owner to change."""
    template = visible_template(request, pk)
    editable = may_edit(request.identity, template)
    context = {
        "template": template,
        "editable": editable,
        **editor_context(request, template, editable=editable),
        "choices": [] if editable else _own_choices(request.identity, template),
    }
    return render(request, "toolbox/template_detail.html", context)


@access(Role.COORDINATOR)
@require_POST
def template_copy(request, pk):
    """Make the own version of one of the person's institutions; twice gives the same one."""
    original = get_object_or_404(
        Template.objects.current().visible_to(request.identity).filter(level=Level.REGION), pk=pk
    )
    institution = _chosen_institution(request)
    own = actions.make_own_version(original=original, institution=institution, by=request.user)
    messages.success(request, f"Dit is nu de versie van {institution}. Pas aan wat bij jullie anders is.")
    return redirect("template-detail", own.pk)


@access(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def template_reset(request, pk):
    """Ask whether the own version may go; after yes the regional original holds again."""
    template = editable_template(request, pk)
    if request.method == "POST":
        original, label = template.based_on_id, template.label
        actions.archive_template(template=template, by=request.user)
        messages.success(request, f"{template.institution} gebruikt nu weer het origineel van de regio: {label}.")
        return redirect("template-detail", original)
    return render(request, "toolbox/template_reset.html", {"template": template})


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def template_intro(request, pk):
    """The sentences above the list."""
    template = editable_template(request, pk)
    form = IntroForm(request.POST if request.method == "POST" else None, initial={"intro": template.intro})
    if request.method == "POST" and form.is_valid():
        actions.change_intro(template=template, intro=form.cleaned_data["intro"], by=request.user)
        messages.success(request, "De inleiding is bewaard.")
        return redirect("template-detail", template.pk)
    context = {"template": template, "form": form, "heading": "Inleiding", "button": "Bewaar de inleiding"}
    return render(request, "toolbox/part_form.html", context, status=422 if form.errors else 200)


def _chosen_institution(request):
    """The institution a coordinator makes a version for; with only one there is nothing to choose."""
    coordinated = Institution.objects.filter(pk__in=request.identity.institution_ids(Role.COORDINATOR))
    chosen = request.POST.get("instelling")
    if chosen is None and len(coordinated) == 1:
        return coordinated[0]
    return get_object_or_404(coordinated, pk=chosen if (chosen or "").isdecimal() else 0)


def _owners():
    """The names of the institutions with an own version, per format, and how many institutions there are."""
    named = Template.objects.current().filter(level=Level.INSTITUTION).order_by("institution__name")
    owners = {kind.key: [] for kind in template_formats()}
    for kind, name in named.values_list("format", "institution__name"):
        owners[kind].append(name)
    return owners, Institution.objects.count()


def _own_institutions(identity):
    return {member.institution_id: member.institution.name for member in identity.memberships if member.institution_id}


def _row(request, template, owners, mine):
    names, total = owners[0][template.format], owners[1]
    if template.institution_id:
        label, kind, status = f"Versie van {template.institution}", "klaar", "In gebruik"
    else:
        label = "Origineel van de regio"
        kind, status = _region_status(names, total, mine, request.identity.is_regional_admin)
    parts = [count(template.lines, "regel", "regels"), _changed(template)]
    return VersionRow(
        label, reverse("template-detail", args=[template.pk]), kind, status, ". ".join(filter(None, parts))
    )


def _region_status(names, total, mine, is_region):
    """Who uses the original: all of them for the region, for others only whether their own institution does."""
    if is_region:
        using = total - len(names)
        others = f". Eigen versie: {enumerate_dutch(names)}" if names else ""
        return "klaar" if using else "rust", f"{using} van {count(total, 'instelling', 'instellingen')}{others}"
    if any(name not in names for name in mine.values()):
        return "klaar", "In gebruik"
    return "rust", "Niet in gebruik: jullie hebben een eigen versie"


def _changed(template):
    if template.updated_by is None:
        return ""
    day = date_format(timezone.localdate(template.updated_at), "j F Y")
    return f"Aangepast op {day} door {template.updated_by.first_name}"


def _own_choices(identity, template):
    """What a coordinator can do with a regional original, per institution: (institution, own version or None)."""
    institutions = [m.institution for m in identity.memberships if m.role == Role.COORDINATOR]
    own = Template.objects.current().filter(format=template.format, institution__in=institutions)
    versions = {one.institution_id: one for one in own}
    return [(institution, versions.get(institution.pk)) for institution in institutions]
