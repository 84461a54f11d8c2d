"""The editor: the task list of a profile, and one page per topic. Saving asks for nothing but a readable text."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from profiles.access import access
from profiles.actions import leerplaatsprofielen as actions
from profiles.actions.contributions import received
from profiles.actions.part_resets import can_reset
from profiles.addresses import public_address, written_address
from profiles.forms.leerplaatsprofielen import PartForm
from profiles.inheritance import inherited
from profiles.owners import owners_of
from profiles.questions import Kind
from profiles.task_rows import task_rows, working_now, working_sentence
from profiles.topic_pages import REQUIREMENTS_TOPIC, find_page
from profiles.upkeep import upkeep_of
from profiles.views.autosaving import autosave, is_autosave
from profiles.views.clashes import clash_page, settled, settled_fields, together_as_mine
from profiles.views.editable import EDITORS, editable_leerplaats, profile_of
from profiles.views.part_resets import reset_done
from profiles.views.photos import photo_context, photo_step
from profiles.views.telling import after_publishing
from profiles.writing_hints import writing_hints

NEXT, OVERVIEW, ONLINE, PHOTO, HERE = "volgende", "overzicht", "online", "foto", "hier"


@access(*EDITORS)
@require_safe
def profile_tasks(request, pk):
    """The eight parts of a profile with their state, and what one can do with it."""
    leerplaats = editable_leerplaats(request, pk, archived=True)
    profile = profile_of(leerplaats)
    changed = profile.changed_parts()
    upkeep = upkeep_of(profile)
    tasks = task_rows(leerplaats, profile, changed, upkeep, request.user)
    context = {
        "leerplaats": leerplaats,
        "profile": profile,
        "tasks": tasks,
        "done": sum(task["kind"] == "klaar" for task in tasks),
        "changed": changed,
        "first_version": leerplaats.versions.order_by("number").first() if profile.published else None,
        "upkeep_sentence": upkeep.sentence(leerplaats.name),
        "owner": owners_of([leerplaats])[leerplaats.pk],
        "proposals": received(leerplaats),
        "address": public_address(leerplaats),
        "written_address": written_address(leerplaats),
    }
    return render(request, "profiles/tasks.html", context)


@access(*EDITORS)
@never_cache  # back in the browser must show what is stored now, not what was there when the page was left
@require_http_methods(["GET", "HEAD", "POST"])
def profile_topic(request, pk, number, topic_number=1):
    """The questions of one topic. With `Accept: application/json` a POST is an autosave."""
    leerplaats = editable_leerplaats(request, pk)
    page = find_page(leerplaats, number, topic_number)
    if page is None:
        raise Http404
    if page.topic.key == REQUIREMENTS_TOPIC:
        return redirect(page.url)
    if request.method != "POST":
        return _page(request, page, topic_form(page))
    form = topic_form(page, together_as_mine(request.POST))
    if is_autosave(request):
        return autosave(request, page, form)
    return _save(request, page, form) if form.is_valid() else _page(request, page, form)


def topic_form(page, data=None):
    """The form of a topic page, filled from the concept or with what was sent."""
    return PartForm(
        data,
        part=page.part,
        topic=page.topic,
        profile=profile_of(page.leerplaats),
        sector=page.leerplaats.sector,
        above=inherited(page.leerplaats),
        asks_done=page.is_last,
    )


def _save(request, page, form):
    try:
        saved = actions.save_part(
            leerplaats=page.leerplaats,
            part=page.part,
            answers=form.answers,
            is_done=form.is_done,
            seen=form.seen_answers,
            settled=settled(form.data),
            by=request.user,
        )
    except actions.Clash as clash:
        return clash_page(request, page, form, clash)
    page.leerplaats.profile = saved.profile
    if saved.kept_theirs:
        messages.info(request, "Een collega paste intussen ook iets aan. Dat is bewaard gebleven.")
    if request.POST.get("dan") == ONLINE and saved.profile.published:
        return _put_online(request, page)
    is_changed = saved.is_changed or saved.kept_theirs or bool(form.cleaned_data["autosaved"])
    return _onward(request, page, saved.profile, is_changed)


def _onward(request, page, profile, is_changed):
    """Where the button that was pressed leads to."""
    then = request.POST.get("dan", OVERVIEW)
    if then == PHOTO:
        return redirect("photo-new", page.leerplaats.pk)
    step, _, photo_id = then.partition(":")
    if photo_id and (answer := photo_step(request, page.leerplaats, step, photo_id)):
        return answer
    messages.success(request, _what_saving_did(page, profile, is_changed))
    if is_changed:
        _give_a_tip(request, page)
    if then == NEXT:
        return redirect(page.next_url)
    if then == HERE:
        return redirect(page.url)
    return redirect("profile-tasks", page.leerplaats.pk)


def _what_saving_did(page, profile, is_changed):
    """A sentence that agrees with what the task list says about the part."""
    if not is_changed:
        return "Er is niets veranderd."
    concept = " als concept. Studenten zien dit nog niet." if page.part in profile.changed_parts() else "."
    return f"‘{page.topic.title}’ is bewaard{concept}"


def _give_a_tip(request, page):
    """Say what would read easier on the page that was saved: one thing, and where the rest stands."""
    hints = _hints(page)
    if hints:
        more = " Op die pagina staan meer tips." if len(hints) > 1 else ""
        messages.info(request, f"Een tip bij ‘{hints[0].label}’: {hints[0].sentence}{more}")


def _hints(page):
    """What would read easier on one page."""
    keys = {question.key for question in page.topic.questions}
    found = writing_hints(page.leerplaats, profile_of(page.leerplaats).answers)
    return [hint for hint in found if hint.key in keys]


def _put_online(request, page):
    """The page is in the concept now; put its part online too, or say at the fields what that still needs."""
    leerplaats, part = page.leerplaats, page.part
    before = profile_of(leerplaats).published
    try:
        version = actions.publish_part(leerplaats=leerplaats, part=part, by=request.user)
    except actions.NotReady as refusal:
        questions = [problem.question for problem in refusal.problems if problem.part == part]
        data = request.POST.copy()
        data["seen"] = topic_form(page).initial["seen"]
        form = topic_form(page, data)
        form.full_clean()
        form.add_missing(questions)
        if form.errors:
            return _page(request, page, form, saved_not_online=True)
        return redirect("profile-check", leerplaats.pk)
    messages.success(request, f"Deel {part.number} staat online. Iedereen kan het nu lezen.")
    _give_a_tip(request, page)
    return redirect(after_publishing(leerplaats, before, version, "profile-tasks"))


def _page(request, page, form, *, saved_not_online=False):
    profile = profile_of(page.leerplaats)
    upkeep = upkeep_of(profile)
    context = {
        "leerplaats": page.leerplaats,
        "profile": profile,
        "part": page.part,
        "page": page,
        "form": form,
        "is_changed": page.part in profile.changed_parts(),
        "checked": upkeep.checked.get(page.part.key, ""),
        "stale": upkeep.of(page.part),
        "copied_from": profile.copied_parts.get(page.part.key, ""),
        "working": working_sentence(working_now(profile, request.user).get(page.part.key, ())),
        "saved_not_online": saved_not_online,
        "can_reset": can_reset(profile, page.part),
        "reset": reset_done(request, page),
        "settled": settled_fields(form.data) if form.is_bound else (),
        "hints": () if form.is_bound else _hints(page),
    }
    if any(question.kind is Kind.PHOTOS for question in page.topic.questions):
        context |= {"has_photos": True} | photo_context(request, page.leerplaats)
    return render(request, "profiles/part.html", context)
