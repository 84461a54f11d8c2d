"""What is new in the sjabloon above an own version, and the decision about each difference."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from profiles.access import access
from profiles.enums import Role
from toolbox.actions.differences import KEEP, TAKE, decide, words_of
from toolbox.differences import CHANGED, GONE, INTRO, NEW, differences_of, with_lines
from toolbox.template_overview import the_words
from toolbox.views.editable import editable_template

# Per kind: the heading of a difference, and what each of the two answers does.
WORDS = {
    CHANGED: (
        "Anders in het origineel",
        "Neem over: onze regel wordt zoals het origineel",
        "Houd zo: onze regel blijft",
    ),
    NEW: ("Nieuw in het origineel", "Neem over: de regel komt erbij", "Houd zo: de regel komt er niet bij"),
    GONE: ("Weg uit het origineel", "Neem over: onze regel gaat weg", "Houd zo: de regel blijft en is van jullie"),
    INTRO: (
        "Andere inleiding in het origineel",
        "Neem over: de inleiding van het origineel",
        "Houd zo: onze inleiding blijft",
    ),
}
CHANGED_MEANWHILE = "Een tekst is net veranderd. Kijk nog een keer naar wat hieronder staat en kies dan."


@access(Role.COORDINATOR, Role.PRAKTIJKOPLEIDER)
@require_http_methods(["GET", "HEAD", "POST"])
def template_differences(request, pk):
    """Per difference what the version has and what the one above says. What gets no answer waits."""
    template = editable_template(request, pk)
    if template.based_on is None:
        raise Http404
    decisions, stale = _decisions(request.POST), 0
    if request.method == "POST" and decisions:
        outcome = decide(template=template, decisions=decisions, by=request.user)
        stale = outcome.stale
        if words_of(outcome):
            messages.success(request, words_of(outcome))
        if not stale:
            return redirect(
                "template-differences" if differences_of(editable_template(request, pk)) else "template-detail", pk
            )
        template = editable_template(request, pk)
    rows = [
        (one, lines, *WORDS[one.kind], decisions.get(one.key, ("",))[0])
        for one, lines in with_lines(differences_of(template))
    ]
    context = {
        "template": template,
        "source": the_words(template.based_on),
        "rows": rows,
        "nothing_chosen": request.method == "POST" and not decisions,
        "stale": CHANGED_MEANWHILE if stale else "",
    }
    return render(request, "toolbox/template_differences.html", context, status=409 if stale else 200)


def _decisions(data):
    """What was chosen per difference: {key: (decision, seen)}; other fields and values count as no choice."""
    return {
        name.removeprefix("keuze-"): (value, data.get(f"gezien-{name.removeprefix('keuze-')}", ""))
        for name, value in data.items()
        if name.startswith("keuze-") and value in (TAKE, KEEP)
    }
