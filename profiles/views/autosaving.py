"""Saving the concept while somebody types: the answers to static/js/autosave.js (screens.md 2.3.2)."""

from django.http import JsonResponse
from django.utils import timezone

from profiles.actions import leerplaatsprofielen as actions
from profiles.dutch import time_label
from profiles.merging import join_seen
from profiles.views.clashes import clash_heading, other_editor


def is_autosave(request):
    """Whether a script sent this form, and not somebody who pressed a button."""
    return request.headers.get("Accept") == "application/json"


def autosave(request, page, form):
    """Store every answer that can be read; say what was not stored, and what the page has seen now."""
    form.full_clean()
    saved = actions.autosave_part(
        leerplaats=page.leerplaats,
        part=page.part,
        answers=form.answers,
        is_done=form.is_done,
        seen=form.seen_answers,
        by=request.user,
    )
    page.leerplaats.profile = saved.profile
    unsaved = form.unreadable_names + [name for key in saved.clashes for name in form.names_of(key)]
    answer = {
        "status": _sentence(page, saved.profile, is_whole=not unsaved),
        "seen": join_seen(saved.seen),
        "unsaved": unsaved,
        "clash": _heading(saved.profile, form, request.user) if saved.clashes else "",
    }
    return JsonResponse(answer)


def _heading(profile, form, user):
    return clash_heading(other_editor(profile, form, user), user)


def _sentence(page, profile, *, is_whole):
    if not is_whole:
        return f"Nog niet alles is bewaard om {time_label(timezone.now())}. In een veld klopt nog iets niet."
    moment = f"Concept bewaard om {time_label(timezone.now())}."
    is_online = profile.published is not None and page.part not in profile.changed_parts()
    return f"{moment} Dit deel staat zo online." if is_online else f"{moment} Studenten zien dit nog niet."
