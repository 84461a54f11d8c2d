"""The register of what may be needed before a start: the lines of the region, and own lines of an institution."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.access import access
from profiles.actions import requirements as actions
from profiles.enums import Role
from profiles.forms.requirements import RequirementNameForm
from profiles.models import Requirement
from profiles.views.editing import sent
from profiles.views.shared_answers import institution_scope

FORM = ["GET", "HEAD", "POST"]


@access(Role.COORDINATOR)
@require_http_methods(FORM)
def institution_requirement_new(request, pk):
    """A line of the register that only this institution asks about."""
    scope = institution_scope(request, pk)
    return _name_page(request, Requirement(institution=scope.institution), scope.requirements_url, scope.institution)


@access(Role.COORDINATOR)
@require_http_methods(FORM)
def institution_requirement_name(request, pk, requirement_id):
    """The name and explanation of an own line."""
    scope = institution_scope(request, pk)
    requirement = get_object_or_404(Requirement, pk=requirement_id, institution=scope.institution, archived_at=None)
    return _name_page(request, requirement, scope.requirements_url, scope.institution)


@access(Role.COORDINATOR)
@require_POST
def institution_requirement_remove(request, pk, requirement_id):
    """Take an own line out of the register, or put it back."""
    scope = institution_scope(request, pk)
    requirement = get_object_or_404(Requirement, pk=requirement_id, institution=scope.institution)
    return _remove(request, requirement, scope.requirements_url, scope.institution)


@access(Role.REGIONAL_ADMIN)
@require_safe
def requirement_register(request):
    """The lines that every institution of the region is asked about."""
    rows = Requirement.objects.filter(institution=None)
    context = {"rows": rows.filter(archived_at=None), "removed": removed_lines(None)}
    return render(request, "profiles/requirement_register.html", context)


@access(Role.REGIONAL_ADMIN)
@require_http_methods(FORM)
def requirement_register_new(request):
    """A new line for the whole region."""
    return _name_page(request, Requirement(), reverse("requirement-register"), None)


@access(Role.REGIONAL_ADMIN)
@require_http_methods(FORM)
def requirement_register_name(request, pk):
    """The name and explanation of a line of the region."""
    requirement = get_object_or_404(Requirement, pk=pk, institution=None, archived_at=None)
    return _name_page(request, requirement, reverse("requirement-register"), None)


@access(Role.REGIONAL_ADMIN)
@require_POST
def requirement_register_remove(request, pk):
    """Take a line of the region out of the register, or put it back."""
    requirement = get_object_or_404(Requirement, pk=pk, institution=None)
    return _remove(request, requirement, reverse("requirement-register"), None)


def removed_lines(institution):
    """The lines that were taken out, of an institution or (None) of the region, each with where to put it back."""
    rows = list(Requirement.objects.filter(institution=institution).exclude(archived_at=None))
    for requirement in rows:
        requirement.restore_url = _remove_url(requirement)
    return rows


def _remove_url(requirement):
    if requirement.institution_id is None:
        return reverse("requirement-register-remove", args=[requirement.pk])
    return reverse("institution-requirement-remove", args=[requirement.institution_id, requirement.pk])


def _name_page(request, requirement, list_url, institution):
    is_new = requirement.pk is None
    title = "Nieuwe regel" if is_new else requirement.name
    form = RequirementNameForm(sent(request), instance=requirement)
    if request.method == "POST" and form.is_valid():
        actions.save_line(requirement=form.instance, institution=institution, by=request.user)
        messages.success(request, f"{requirement.name} is {'toegevoegd' if is_new else 'bewaard'}.")
        return redirect(list_url)
    context = {
        "form": form,
        "title": title,
        "is_new": is_new,
        "list_url": list_url,
        "institution": institution,
        "remove_url": "" if is_new else _remove_url(requirement),
    }
    return render(request, "profiles/requirement_name.html", context)


def _remove(request, requirement, list_url, institution):
    """The button says which of the two; a second click changes nothing."""
    moment = None if request.POST.get("terug") else timezone.now()
    try:
        actions.set_archived(requirement=requirement, moment=moment, institution=institution, by=request.user)
    except actions.NameTaken:
        messages.error(request, f"Er is al een regel met de naam {requirement.name}.")
    else:
        what = "staat weer in de lijst" if moment is None else "is weggehaald. Onderaan de lijst zet je het terug"
        messages.success(request, f"{requirement.name} {what}.")
    return redirect(list_url)
