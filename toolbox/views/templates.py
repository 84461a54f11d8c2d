"""Sjablonen: what the list and the page of one show, the own versions of three levels, and the archive.

The list and the page themselves are composed in onboarding, which knows how many students have a list.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.access import access
from profiles.enums import Role
from profiles.models import Institution, Leerplaats
from profiles.sent_numbers import read_number
from profiles.views.editing import sent
from toolbox.actions import templates as actions
from toolbox.differences import differences_of
from toolbox.enums import Level
from toolbox.formats.merge_fields import MERGE_FIELDS
from toolbox.forms.levels import OwnVersionForm, TemplateFilter
from toolbox.forms.templates import IntroForm
from toolbox.models import Template
from toolbox.template_overview import (
    changed_words,
    families,
    owner_words,
    the_words,
    visible_versions,
    waiting_words,
)
from toolbox.views.editable import EDITORS, editable_template, may_edit, visible_template
from toolbox.views.editing import editor_context

FORM = ["GET", "HEAD", "POST"]
PER_PAGE = 30
OWNERS = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER)  # of own versions


def list_context(request, uses):
    """What templates/toolbox/template_list.html shows; `uses` gives by sjablonen how many students have the list."""
    form = TemplateFilter(request.GET, identity=request.identity)
    templates = visible_versions(request.identity, form.place)
    rows = families(templates, identity=request.identity, family=form.family, uses=uses(templates))
    return {
        "form": form,
        "leerplaats": form.place,
        "is_filtered": bool(form.family or form.place),
        "families": rows,
        "has_archive": request.identity.has(*OWNERS),
    }


def detail_context(request, pk):
    """What templates/toolbox/template_detail.html shows about one sjabloon: to read, or for its owner to change."""
    template = visible_template(request, pk)
    editable = may_edit(request.identity, template)
    return {
        "template": template,
        "editable": editable,
        "owner": owner_words(template),
        "above": the_words(template.based_on) if template.based_on else "",
        "changed": changed_words(template),
        "waiting": waiting_words(differences_of(template)) if editable else "",
        "own_versions": [] if template.archived_at else _own_versions(request.identity, template),
        "may_restore": bool(template.archived_at) and _may_restore(request.identity, template),
        "has_leerplaatsen": not template.archived_at and _leerplaatsen_for(request.identity, template).exists(),
        **editor_context(request, template, editable=editable),
    }


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


@access(*OWNERS)
@require_http_methods(FORM)
def template_for_leerplaats(request, pk):
    """Make an own version for one leerplaats, copied from what holds there now; twice gives the same one."""
    above = get_object_or_404(
        Template.objects.current()
        .visible_to(request.identity)
        .exclude(level=Level.LEERPLAATS)
        .select_related("institution"),
        pk=pk,
    )
    leerplaatsen = _leerplaatsen_for(request.identity, above)
    form = OwnVersionForm(sent(request), leerplaatsen=leerplaatsen)
    if request.method == "POST" and form.is_valid():
        leerplaats = form.cleaned_data["leerplaats"]
        own = actions.make_own_version(
            original=above, institution=leerplaats.institution, leerplaats=leerplaats, by=request.user
        )
        messages.success(request, f"Dit is nu de versie van {leerplaats}. Pas aan wat daar anders is.")
        return redirect("template-detail", own.pk)
    context = {"template": above, "form": form, "has_leerplaatsen": leerplaatsen.exists()}
    return render(request, "toolbox/template_for_leerplaats.html", context, status=422 if form.errors else 200)


@access(*OWNERS)
@require_http_methods(FORM)
def template_archive(request, pk):
    """Ask whether an own version may go out of force; after yes the one above it holds again."""
    template = editable_template(request, pk)
    if request.method == "POST":
        actions.archive_template(template=template, by=request.user)
        messages.success(request, f"{owner_words(template)} is gearchiveerd. Nu geldt {the_words(template.based_on)}.")
        return redirect("template-detail", template.based_on_id)
    below = template.copies.current().select_related("leerplaats", "institution")
    context = {"template": template, "after": the_words(template.based_on), "below": below}
    return render(request, "toolbox/template_archive.html", context)


@access(*OWNERS)
@require_safe
def template_archived(request):
    """The own versions that are out of force, the last one first, with a way back."""
    rows = Template.objects.filter(archived_at__isnull=False).editable_by(request.identity)
    templates = rows.select_related("institution", "leerplaats", "archived_by").order_by("-archived_at", "-pk")
    page = Paginator(templates, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "toolbox/template_archived.html", {"page": page})


@access(*OWNERS)
@require_POST
def template_restore(request, pk):
    """Put an archived version back in force, unless its owner has another one by now."""
    template = visible_template(request, pk)
    if not _may_restore(request.identity, template):
        raise PermissionDenied
    try:
        actions.restore_template(template=template, by=request.user)
    except actions.Replaced as replaced:
        messages.error(
            request,
            f"{template.owner_words} heeft al een andere versie. Archiveer die eerst. "
            "Daarna kun je de oude versie terugzetten.",
        )
        return redirect("template-detail", replaced.template.pk)
    messages.success(request, f"De versie van {template.owner_words} geldt weer.")
    return redirect("template-detail", template.pk)


@access(*EDITORS)
@require_http_methods(FORM)
def template_intro(request, pk):
    """The sentences above the list. When a colleague was earlier, both texts are shown and nothing is lost."""
    template = editable_template(request, pk)
    initial = {"intro": template.intro, "version": template.intro_version}
    form = IntroForm(sent(request), initial=initial)
    theirs = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_intro(template=template, by=request.user, **form.cleaned_data)
        except actions.IntroClash as clash:
            theirs = clash.template.intro or "Geen inleiding."
            form.now_knows(version=clash.template.intro_version)
        else:
            messages.success(request, "De inleiding is bewaard.")
            return redirect("template-detail", template.pk)
    context = {
        "template": template,
        "form": form,
        "theirs": theirs,
        "heading": "Inleiding",
        "button": "Bewaar de inleiding",
        "merge_fields": MERGE_FIELDS,
    }
    return render(request, "toolbox/part_form.html", context, status=422 if form.errors else 409 if theirs else 200)


def _chosen_institution(request):
    """The institution a coordinator makes a version for; with only one there is nothing to choose."""
    coordinated = Institution.objects.filter(pk__in=request.identity.institution_ids(Role.COORDINATOR))
    chosen = request.POST.get("instelling")
    if chosen is None and len(coordinated) == 1:
        return coordinated[0]
    return get_object_or_404(coordinated, pk=read_number(chosen))


def _own_versions(identity, template):
    """What a coordinator can do with a regional original, per institution: (institution, own version or None)."""
    if template.level != Level.REGION:
        return []
    institutions = [m.institution for m in identity.memberships if m.role == Role.COORDINATOR]
    own = Template.objects.current().filter(
        format=template.format, level=Level.INSTITUTION, institution__in=institutions
    )
    versions = {one.institution_id: one for one in own}
    return [(institution, versions.get(institution.pk)) for institution in institutions]


def _leerplaatsen_for(identity, template):
    """The leerplaatsen for which this person can make an own version of the format: where none is in force yet."""
    places = Leerplaats.objects.editable_by(identity).in_use().select_related("institution").order_by("sort_name")
    if template.institution_id:
        places = places.filter(institution=template.institution_id)
    own = Template.objects.current().filter(format=template.format, level=Level.LEERPLAATS)
    return places.exclude(pk__in=own.values("leerplaats")) if template.level != Level.LEERPLAATS else places.none()


def _may_restore(identity, template):
    return Template.objects.editable_by(identity).filter(pk=template.pk).exists()
