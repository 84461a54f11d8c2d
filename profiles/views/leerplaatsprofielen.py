"""The editor: the task list of a profile, one page per part, and the page when two people wrote."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from profiles.access import access
from profiles.actions import leerplaatsprofielen as actions
from profiles.actions.photos import recoverable_photos
from profiles.addresses import public_address, written_address
from profiles.dutch import enumerate_dutch
from profiles.forms.leerplaatsprofielen import PartForm
from profiles.merging import fingerprint
from profiles.questions import MEDIA, PARTS, QUESTIONS, part_by_number
from profiles.views.editable import EDITORS, editable_leerplaats, profile_of
from profiles.views.photos import photo_step
from profiles.wording import answer_lines, is_described

STATUSES = {
    "todo": ("rust", "Nog niet begonnen"),
    "busy": ("bezig", "Bezig"),
    "done": ("klaar", "Klaar"),
}
NEXT, OVERVIEW, ONLINE, PHOTO = "volgende", "overzicht", "online", "foto"


@access(*EDITORS)
@require_safe
def profile_tasks(request, pk):
    """The eight parts of a profile with their state, and what one can do with it."""
    leerplaats = editable_leerplaats(request, pk, archived=True)
    profile = profile_of(leerplaats)
    changed = profile.changed_parts()
    tasks = [_task(leerplaats, profile, part, part in changed) for part in PARTS]
    context = {
        "leerplaats": leerplaats,
        "profile": profile,
        "tasks": tasks,
        "done": sum(task["kind"] == "klaar" for task in tasks),
        "changed": changed,
        "first_version": leerplaats.versions.order_by("number").first() if profile.published else None,
        "address": public_address(leerplaats),
        "written_address": written_address(leerplaats),
    }
    return render(request, "profiles/tasks.html", context)


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def profile_part(request, pk, number):
    """The questions of one part. Saving never asks for an answer, only for a readable one."""
    leerplaats = editable_leerplaats(request, pk)
    part = part_by_number(number)
    if part is None:
        raise Http404
    if request.method == "POST":
        form = _part_form(leerplaats, part, request.POST)
        if form.is_valid():
            return _save(request, leerplaats, part, form)
    else:
        form = _part_form(leerplaats, part)
    return _part_page(request, leerplaats, part, form)


def _part_form(leerplaats, part, data=None):
    return PartForm(data, part=part, profile=profile_of(leerplaats), sector=leerplaats.sector)


def _save(request, leerplaats, part, form):
    try:
        saved = actions.save_part(
            leerplaats=leerplaats,
            part=part,
            answers=form.answers,
            is_done=form.is_done,
            seen=form.seen_answers,
            settled=_settled(request.POST),
            by=request.user,
        )
    except actions.Clash as clash:
        return _clash_page(request, leerplaats, part, form, clash)
    leerplaats.profile = saved.profile
    if saved.kept_theirs:
        messages.info(request, "Een collega paste intussen ook iets aan. Dat is bewaard gebleven.")
    if request.POST.get("dan") == ONLINE and saved.profile.published:
        return _put_online(request, leerplaats, part)
    return _onward(request, leerplaats, part, saved)


def _onward(request, leerplaats, part, saved):
    """Where the button that was pressed leads to."""
    then = request.POST.get("dan", OVERVIEW)
    if then == PHOTO:
        return redirect("photo-new", leerplaats.pk)
    step, _, photo_id = then.partition(":")
    if photo_id and (answer := photo_step(request, leerplaats, step, photo_id)):
        return answer
    messages.success(request, _what_saving_did(part, saved))
    if then == NEXT:
        return redirect(_next_page(leerplaats, part))
    return redirect("profile-tasks", leerplaats.pk)


def _what_saving_did(part, saved):
    """A sentence that agrees with what the task list says about the part."""
    if not saved.is_changed and not saved.kept_theirs:
        return "Er is niets veranderd."
    concept = " als concept. Studenten zien dit nog niet." if part in saved.profile.changed_parts() else "."
    return f"Deel {part.number} is bewaard{concept}"


def _next_page(leerplaats, part):
    following = part_by_number(part.number + 1)
    if following is None:
        return reverse("profile-check", args=[leerplaats.pk])
    return reverse("profile-part", args=[leerplaats.pk, following.number])


def _put_online(request, leerplaats, part):
    """The part is in the concept now; put it online too, or say at the fields what that still needs."""
    try:
        actions.publish_part(leerplaats=leerplaats, part=part, by=request.user)
    except actions.NotReady as refusal:
        questions = [problem.question for problem in refusal.problems if problem.part == part]
        data = request.POST.copy()
        data["seen"] = _part_form(leerplaats, part).initial["seen"]
        form = _part_form(leerplaats, part, data)
        form.full_clean()
        form.add_missing(questions)
        if form.errors:
            return _part_page(request, leerplaats, part, form, saved_not_online=True)
        return redirect("profile-check", leerplaats.pk)
    messages.success(request, f"Deel {part.number} staat online. Iedereen kan het nu lezen.")
    return redirect("profile-tasks", leerplaats.pk)


def _settled(data):
    """The choices made on the clash page: key -> (whose text, the fingerprint of theirs that was shown)."""
    return {
        name.removeprefix("houd-"): (value, data.get(f"tegen-{name.removeprefix('houd-')}", ""))
        for name, value in data.items()
        if name.startswith("houd-")
    }


def _clash_page(request, leerplaats, part, form, clash):
    """Both texts of every question that two people answered, with a choice per question."""
    editor = clash.profile.updated_by
    if editor == request.user:
        who, theirs_label = "Jij", "De tekst uit je andere venster"
    else:
        who = editor.first_name if editor else "Iemand anders"
        theirs_label = f"Tekst van {who}"
    rows = [_clash_row(leerplaats, form, clash, key) for key in clash.keys]
    asked_before = any(name.startswith("tegen-") for name in request.POST)
    open_choices = [row for row in rows if not row["choice"]]
    errors = [(f"houd-{row['key']}-mine", row["error"]) for row in open_choices] if asked_before else []
    context = {
        "leerplaats": leerplaats,
        "part": part,
        "who": who,
        "theirs_label": theirs_label,
        "rows": rows,
        "error_summary": errors,
        "typed": form.typed_fields(),
        "then": request.POST.get("dan", OVERVIEW),
    }
    return render(request, "profiles/clash.html", context)


def _clash_row(leerplaats, form, clash, key):
    question, theirs = QUESTIONS[key], clash.profile.answers.get(key)
    label = question.label_for(leerplaats.sector)
    return {
        "key": key,
        "label": label,
        "mine": answer_lines(question, form.answers[key]),
        "theirs": answer_lines(question, theirs),
        "against": fingerprint(theirs),
        "choice": form.data.get(f"houd-{key}", "") if form.data.get(f"tegen-{key}") == fingerprint(theirs) else "",
        "error": f"Kies welke tekst je houdt bij ‘{label}’.",
    }


def _part_page(request, leerplaats, part, form, *, saved_not_online=False):
    profile = profile_of(leerplaats)
    following = part_by_number(part.number + 1)
    context = {
        "leerplaats": leerplaats,
        "profile": profile,
        "part": part,
        "form": form,
        "is_changed": part in profile.changed_parts(),
        "following": following,
        "saved_not_online": saved_not_online,
    }
    if part is MEDIA:
        context |= _photo_context(request, leerplaats, profile)
    return render(request, "profiles/part.html", context)


def _photo_context(request, leerplaats, profile):
    removed = list(recoverable_photos(leerplaats))
    just_removed = request.GET.get("verwijderd", "")
    entries = profile.answers.get("photos") or ()
    return {
        "photos": [entry | {"is_described": is_described(entry)} for entry in entries],
        "removed_photos": removed,
        "just_removed": next((photo for photo in removed if str(photo.pk) == just_removed), None),
    }


def _task(leerplaats, profile, part, is_changed):
    kind, status = STATUSES[profile.part_status(part)]
    notes = []
    if is_changed:
        notes.append("Heeft wijzigingen die nog niet online staan.")
    missing = [question for owner, question in profile.missing() if owner is part]
    if missing and profile.published is None:
        notes.append(_needed(missing))
    return {
        "label": part.title,
        "url": reverse("profile-part", args=[leerplaats.pk, part.number]),
        "kind": kind,
        "status": status,
        "hint": " ".join(notes),
    }


SHORT_NAMES = {
    "care_kind": "soort zorg",
    "clothing": "kleding",
    "report_place": "waar je je meldt",
    "sick_phone": "telefoonnummer bij ziekte",
    "contact_email": "e-mailadres voor vragen",
}


def _needed(questions):
    return f"Nodig om online te gaan: {enumerate_dutch(SHORT_NAMES[question.key] for question in questions)}."
