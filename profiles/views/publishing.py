"""From concept to online: look as a student, check, and put online."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from profiles.access import access
from profiles.actions import leerplaatsprofielen as actions
from profiles.addresses import public_address, written_address
from profiles.publishing import problems
from profiles.questions import PARTS
from profiles.topic_pages import question_url
from profiles.views.editable import EDITORS, editable_leerplaats, profile_of
from profiles.views.public import page_context
from profiles.views.telling import after_publishing
from profiles.wording import answer_lines
from profiles.writing_hints import writing_hints


@dataclass(frozen=True)
class Line:
    """One question on the check page: what was answered, and where to change it."""

    label: str
    lines: tuple[str, ...]
    url: str


@access(*EDITORS)
@require_safe
def profile_preview(request, pk):
    """The concept in the template students see, with its empty blocks."""
    leerplaats = editable_leerplaats(request, pk)
    profile = profile_of(leerplaats)
    context = page_context(leerplaats, profile.shown) | {"preview": "concept", "profile": profile}
    return render(request, "profiles/preview.html", context)


@access(*EDITORS)
@require_safe
def profile_check(request, pk):
    """Every answer on one page, what is still needed, and the button to go online."""
    return _check_page(request, editable_leerplaats(request, pk))


@access(*EDITORS)
@require_POST
def profile_publish(request, pk):
    """Put the whole concept online; with something missing, say what on the check page."""
    leerplaats = editable_leerplaats(request, pk)
    profile = profile_of(leerplaats)
    if request.POST.get("version") != str(profile.version):
        who = profile.updated_by.first_name if profile.updated_by else "Iemand"
        messages.warning(request, f"{who} paste dit profiel intussen aan. Controleer het nog een keer.")
        return redirect("profile-check", leerplaats.pk)
    before = profile.published
    try:
        version = actions.publish(leerplaats=leerplaats, by=request.user)
    except actions.NotReady as refusal:
        return _check_page(request, leerplaats, refusal.problems)
    return redirect(after_publishing(leerplaats, before, version, "profile-published"))


@access(*EDITORS)
@require_safe
def profile_published(request, pk):
    """The leerplaats is online: its address, its QR code, and what happens now."""
    leerplaats = editable_leerplaats(request, pk)
    if profile_of(leerplaats).published is None:
        raise Http404
    context = {
        "leerplaats": leerplaats,
        "address": public_address(leerplaats),
        "written_address": written_address(leerplaats),
        "steps": (
            "De startpagina van elke student die komt, toont wat je hier schreef.",
            "Na 6 maanden kijk je of alles nog klopt.",
            "Druk het kaartje met de QR-code af voor de teamkamer, of stuur het adres naar school.",
        ),
    }
    return render(request, "profiles/published.html", context)


def _check_page(request, leerplaats, found=None):
    """`found` are the problems after pressing the button; without it they are only mentioned."""
    profile = profile_of(leerplaats)
    shown = profile.shown
    open_problems = problems(shown, leerplaats.sector)
    links = [(question_url(leerplaats, item.part, item.question), item.sentence) for item in open_problems]
    context = {
        "leerplaats": leerplaats,
        "profile": profile,
        "links": links,
        "refused": bool(found),
        "copied": [(part, profile.copied_parts[part.key]) for part in PARTS if part.key in profile.copied_parts],
        "sections": [
            (part, [_line(leerplaats, shown, part, question) for question in questions])
            for part in PARTS
            if (questions := part.questions_for(leerplaats.sector))
        ],
        "hints": writing_hints(leerplaats, profile.answers),
        "address": public_address(leerplaats),
    }
    return render(request, "profiles/check.html", context)


def _line(leerplaats, shown, part, question):
    return Line(
        question.label_for(leerplaats.sector),
        answer_lines(question, shown.get(question.key)),
        question_url(leerplaats, part, question),
    )
