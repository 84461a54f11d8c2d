"""Keeping a profile true: "Klopt dit nog?" from inside and from the mail, and who the owner is."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from profiles.access import access, public
from profiles.actions import upkeep as actions
from profiles.forms.upkeep import OwnerForm
from profiles.models import ErrorReport
from profiles.owners import owners_of
from profiles.questions import part_by_key
from profiles.sent_numbers import read_number
from profiles.topic_pages import first_page
from profiles.upkeep import StalePart, check_words, months_words, stale_now
from profiles.upkeep_links import read_token
from profiles.views.editable import EDITORS, editable_leerplaats, profile_of
from profiles.views.editing import sent
from profiles.views.secret import keep_secret
from profiles.wording import answer_lines


@dataclass(frozen=True)
class PartToCheck:
    """One card on the page: the part, why it is there, what stands online in short, and where to change it."""

    stale: StalePart
    answers: tuple
    url: str
    checked: str


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def profile_upkeep(request, pk):
    """The parts to look at, for people who edit this profile."""
    leerplaats = editable_leerplaats(request, pk)
    if request.method == "POST":
        return _tap(request, leerplaats, request.user, reverse("profile-upkeep", args=[leerplaats.pk]))
    return _page(request, leerplaats, via_mail=False)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("token")
def profile_upkeep_link(request, token):
    """The same page from the mail, without logging in (docs/adr/0017). GET changes nothing: scanners open links."""
    found = read_token(token)
    if found is None:
        response = render(request, "profiles/upkeep_expired.html", status=410)
    elif request.method == "POST":
        response = _tap(request, *found, request.path)
    else:
        response = _page(request, found[0], via_mail=True)
    return keep_secret(response)


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def profile_owner(request, pk):
    """Choose who is asked whether the profile still holds."""
    leerplaats = editable_leerplaats(request, pk)
    owner = owners_of([leerplaats])[leerplaats.pk]
    form = OwnerForm(sent(request), leerplaats=leerplaats, owner=owner)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["owner"]
        actions.change_owner(leerplaats=leerplaats, owner=chosen, by=request.user)
        who = "Jij bent" if chosen == request.user else f"{chosen.name} is"
        messages.success(request, f"{who} nu de eigenaar van dit profiel.")
        return redirect("profile-tasks", leerplaats.pk)
    context = {"leerplaats": leerplaats, "owner": owner, "form": form, "months": months_words()}
    return render(request, "profiles/owner.html", context)


def _page(request, leerplaats, *, via_mail):
    profile = profile_of(leerplaats)
    stale = stale_now(profile) if profile.pk else []
    context = {
        "leerplaats": leerplaats,
        "profile": profile,
        "cards": [_card(leerplaats, profile, row) for row in stale],
        "confirmed": [(part_by_key(row.part), check_words(row)) for row in _undoable(profile)],
        "solved": [(report, part_by_key(report.part)) for report in actions.solved_reports(leerplaats)],
        "months": months_words(),
        "via_mail": via_mail,
    }
    return render(request, "profiles/upkeep.html", context)


def _undoable(profile):
    return actions.undoable_checks(profile) if profile.pk else ()


def _card(leerplaats, profile, stale):
    online = profile.published.answers
    sector = leerplaats.sector
    answered = [
        (question, answer_lines(question, online.get(question.key))) for question in stale.part.questions_for(sector)
    ]
    return PartToCheck(
        stale=stale,
        answers=tuple((question.label_for(sector), lines) for question, lines in answered if lines),
        url=first_page(leerplaats, stale.part).url,
        checked=check_words(stale.check) if stale.check else "",
    )


def _tap(request, leerplaats, by, home):
    """One button on the page. Which one stands in its value: "klopt:day", "opgelost:12"."""
    step, _, what = request.POST.get("stap", "").partition(":")
    if step in _PART_STEPS and (part := part_by_key(what)):
        action, sentence = _PART_STEPS[step]
        done = action(leerplaats=leerplaats, part=part, by=by)
        _say(request, done, sentence.format(part=f"Deel {part.number}, {part.title}"))
    elif step in _REPORT_STEPS and (report := _report(leerplaats, read_number(what))):
        action, sentence = _REPORT_STEPS[step]
        _say(request, action(report=report, by=by), sentence)
    return redirect(home)


def _report(leerplaats, pk):
    return ErrorReport.objects.select_related("leerplaats__institution").filter(leerplaats=leerplaats, pk=pk).first()


def _say(request, done, sentence):
    if done:
        messages.success(request, sentence)
    else:
        messages.info(request, "Dat was al gedaan. Er is niets veranderd.")


_PART_STEPS = {
    "klopt": (actions.confirm_part, "{part}: gecontroleerd. Dank je wel."),
    "terug": (actions.undo_confirmation, "{part}: staat weer bij ‘Kijk dit na’."),
}
_REPORT_STEPS = {
    "opgelost": (actions.resolve_report, "De melding is opgelost."),
    "heropen": (actions.reopen_report, "De melding staat weer open."),
}
