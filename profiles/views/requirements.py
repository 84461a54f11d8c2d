"""What is needed before the start, as institution, location and leerplaats say it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from profiles.access import access
from profiles.actions import shared_answers as actions
from profiles.actions.leerplaatsprofielen import NotReady, publish_part
from profiles.enums import Role
from profiles.forms.shared_answers import RequirementForm
from profiles.inheritance import REQUIREMENTS
from profiles.questions import PARTS
from profiles.shared_scope import LeerplaatsScope
from profiles.topic_pages import REQUIREMENTS_TOPIC, TopicPage
from profiles.views.editable import EDITORS, editable_leerplaats, profile_of
from profiles.views.editing import sent
from profiles.views.requirement_register import removed_lines
from profiles.views.shared_answers import institution_scope, location_scope, what_saving_did
from profiles.wording import requirement_answer, requirement_notes

FORM = ["GET", "HEAD", "POST"]
PART, TOPIC = next((part, topic) for part in PARTS for topic in part.topics if topic.key == REQUIREMENTS_TOPIC)


@access(Role.COORDINATOR)
@require_safe
def institution_requirements(request, pk):
    """What the whole institution asks before a start."""
    return _list_page(request, institution_scope(request, pk))


@access(Role.COORDINATOR)
@require_http_methods(FORM)
def institution_requirement(request, pk, requirement_id):
    """One requirement, for the whole institution."""
    return _shared_page(request, institution_scope(request, pk), requirement_id)


@access(Role.COORDINATOR)
@require_safe
def location_requirements(request, pk):
    """What a location asks before a start."""
    return _list_page(request, location_scope(request, pk))


@access(Role.COORDINATOR)
@require_http_methods(FORM)
def location_requirement(request, pk, requirement_id):
    """One requirement, for one location."""
    return _shared_page(request, location_scope(request, pk), requirement_id)


@access(*EDITORS)
@require_safe
def requirement_list(request, pk):
    """What a leerplaats asks before a start: its own answers, and those of location and institution."""
    leerplaats = editable_leerplaats(request, pk)
    return _list_page(request, LeerplaatsScope(leerplaats, profile_of(leerplaats)))


@access(*EDITORS)
@require_http_methods(FORM)
def requirement_answer_page(request, pk, requirement_id):
    """One requirement, as it is on one leerplaats."""
    leerplaats = editable_leerplaats(request, pk)
    scope = LeerplaatsScope(leerplaats, profile_of(leerplaats))
    requirement = _requirement(scope, requirement_id)
    form = _form(request, scope, requirement)
    if profile := _saved(request, form, actions.save_requirement, leerplaats=leerplaats, requirement=requirement):
        return _onward(request, leerplaats, profile, requirement)
    return _answer_page(request, scope, requirement, form)


def _onward(request, leerplaats, profile, requirement):
    """Back to the list, online when that was asked."""
    if request.POST.get("dan") == "online" and profile.published:
        try:
            publish_part(leerplaats=leerplaats, part=PART, by=request.user)
        except NotReady:
            return redirect("profile-check", leerplaats.pk)
        messages.success(request, f"{requirement.name} is bewaard en staat online.")
    else:
        messages.success(request, f"{requirement.name} is bewaard als concept.")
    return redirect("requirement-list", leerplaats.pk)


def _requirement(scope, requirement_id):
    """A line of the register this scope works with, or 404."""
    found = [requirement for requirement in scope.inheritance.register if requirement.pk == requirement_id]
    if not found:
        raise Http404
    return found[0]


def _form(request, scope, requirement):
    entry = (scope.answers.get(REQUIREMENTS) or {}).get(str(requirement.pk))
    return RequirementForm(sent(request), entry=entry, inherited=scope.inheritance.requirement(requirement))


def _shared_page(request, scope, requirement_id):
    requirement = _requirement(scope, requirement_id)
    form = _form(request, scope, requirement)
    if spread := _saved(request, form, actions.save_shared_requirement, **scope.keys, requirement=requirement):
        messages.success(request, what_saving_did(requirement.name, spread))
        return redirect(scope.requirements_url)
    return _answer_page(request, scope, requirement, form)


def _saved(request, form, save, **where):
    """What saving the form gave; None when there is nothing to save, or the form now says why it could not."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return save(**where, entry=form.entry, seen=form.cleaned_data["seen"], by=request.user)
    except actions.EntryChanged as changed:
        form.tell_changed(changed.entry)


def _answer_page(request, scope, requirement, form):
    context = {"scope": scope, "requirement": requirement, "form": form}
    return render(request, "profiles/requirement.html", context)


def _list_page(request, scope):
    own = scope.answers.get(REQUIREMENTS) or {}
    register = scope.inheritance.register
    context = {"scope": scope, "tasks": [_task(scope, requirement, own) for requirement in register]}
    if isinstance(scope, LeerplaatsScope):
        context["page"] = TopicPage(scope.leerplaats, PART, TOPIC)
    elif scope.location is None:
        context["own"] = [requirement for requirement in register if requirement.institution_id]
        context["removed"] = removed_lines(scope.institution)
    return render(request, "profiles/requirement_list.html", context)


def _task(scope, requirement, own):
    above = scope.inheritance.requirement(requirement)
    entry = own.get(str(requirement.pk)) or (above and above.value)
    if entry is None:
        kind, status, hint = "rust", "Nog niets gezegd", requirement.explanation
    else:
        said_here = str(requirement.pk) in own
        kind, status = (
            ("klaar", requirement_answer(entry).rstrip(".")) if said_here else ("rust", f"Zoals {above.origin}")
        )
        hint = requirement_notes(entry) if said_here else f"{requirement_answer(entry)} {requirement_notes(entry)}"
    return {
        "label": requirement.name,
        "url": scope.requirement_url(requirement),
        "kind": kind,
        "status": status,
        "hint": hint,
    }
