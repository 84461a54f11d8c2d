"""The page of somebody without an account who helps with one part: a link in a mail, and a proposal."""

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from profiles.access import public
from profiles.actions import contributions as actions
from profiles.forms.contributions import ProposalForm
from profiles.questions import part_by_key
from profiles.views.editable import profile_of
from profiles.views.editing import sent
from profiles.views.secret import keep_secret


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("token")
def contribution(request, token):
    """The questions of one part. Sending keeps a proposal; nothing of the profile changes."""
    asked = actions.find(token)
    if asked is None:
        return keep_secret(_closed(request))
    part = part_by_key(asked.part)
    form = ProposalForm(sent(request), contribution=asked, part=part, answers=profile_of(asked.leerplaats).answers)
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose(contribution=asked, answers=form.proposal, seen=form.seen_answers)
        except actions.NotAllowed:  # closed while they wrote
            return keep_secret(_closed(request))
        return keep_secret(redirect("contribution-thanks", token))
    context = {"asked": asked, "leerplaats": asked.leerplaats, "part": part, "form": form, "days": actions.KEPT_DAYS}
    return keep_secret(render(request, "profiles/contribution.html", context))


@public
@never_cache
@require_safe
@sensitive_variables("token")
def contribution_thanks(request, token):
    """What happens now with the proposal, and the way back to change it."""
    asked = actions.find(token)
    if asked is None:
        return keep_secret(_closed(request))
    if asked.answers is None:
        return keep_secret(redirect("contribution", token))
    who = asked.asked_by.first_name
    steps = (
        f"{who} krijgt een mail en leest je voorstel.",
        "Kies je voor een andere tekst? Pas je voorstel dan aan. Dat kan zolang er niet over beslist is.",
        f"{who} kiest per vraag wat er in het profiel komt. Daarna krijg je een mail.",
    )
    context = {"asked": asked, "leerplaats": asked.leerplaats, "steps": steps, "token": token}
    return keep_secret(render(request, "profiles/contribution_thanks.html", context))


def _closed(request):
    """The same answer for a link that expired, was withdrawn or decided about, or never was."""
    return render(request, "profiles/contribution_closed.html", {"days": actions.VALID_DAYS}, status=410)
