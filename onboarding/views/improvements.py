"""Je zei, wij deden: what leerplaatsen improve, from what students said to what the next students read."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions import improvements as actions
from onboarding.forms.improvements import ImprovementFilter, ImprovementForm, ResultForm
from onboarding.improvement_targets import target_label, target_url
from onboarding.survey_moments import KINDS
from onboarding.survey_pages import anchor_of, period_in_words, results_url
from onboarding.survey_results import Tally, full_bags, read_half_years, tallies_of
from profiles.access import access
from profiles.merging import Clash
from profiles.models import Improvement, Leerplaats
from profiles.models.leerplaatsen import EDITING_ROLES
from profiles.sent_numbers import read_number
from profiles.views.editable import editable_leerplaats
from profiles.views.editing import sent

PER_PAGE = 20
ENDED = "Een collega rondde dit intussen af. Hieronder staat hoe het nu is."
FORM = ["GET", "HEAD", "POST"]
editing = access(*EDITING_ROLES)


def _rows(request):
    rows = Improvement.objects.editable_by(request.identity)
    return rows.select_related("leerplaats__location", "institution", "owner")


def _improvement_or_404(request, pk):
    return get_object_or_404(_rows(request), pk=pk)


@editing
@require_safe
def improvement_list(request):
    """What still has to happen, the first one due on top; then what happened, and what will not."""
    places = Leerplaats.objects.editable_by(request.identity).in_use().order_by("name", "pk")
    chosen = ImprovementFilter(request.GET, leerplaatsen=places)
    place = chosen.cleaned_data.get("leerplaats") if chosen.is_valid() else None
    rows = _rows(request).filter(leerplaats=place) if place else _rows(request)
    page = Paginator(rows.finished(), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "filter": chosen,
        "place": place,
        "places": places,
        "open": _with_labels(rows.open()),
        "page": page,
        "finished": _with_labels(page),
        "dropped": rows.dropped()[:PER_PAGE],
        "back": _back_of_list(request, place),
    }
    return render(request, "onboarding/improvement_list.html", context)


def _back_of_list(request, place):
    """(address, label) of where somebody came from: the page of a leerplaats, its round, or the questionnaires."""
    number = read_number(request.GET.get("ronde"))
    if place and number:
        return reverse("rollout-review", args=[place.pk, number]), f"Terug naar terugkijken op ronde {number}"
    match request.GET.get("van"):
        case "leerplaats" if place:
            return reverse("profile-tasks", args=[place.pk]), f"Terug naar {place.name}"
        case "vragenlijsten":
            return reverse("survey-list"), "Terug naar de vragenlijsten"
    return reverse("toolbox-home"), "Terug naar de toolbox"


def _with_labels(rows):
    return [(row, target_label(row.about)) for row in rows]


@editing
@require_http_methods(FORM)
def improvement_new(request, pk):
    """Something to improve at one leerplaats. A questionnaire hands over which question was low."""
    leerplaats = editable_leerplaats(request, pk)
    return _edit(request, Improvement(leerplaats=leerplaats, owner=request.user))


@editing
@require_http_methods(FORM)
def improvement_edit(request, pk):
    """Read and change one; of one that is finished or dropped only read."""
    improvement = _improvement_or_404(request, pk)
    if not improvement.is_open:
        context = {"improvement": improvement, "label": target_label(improvement.about)}
        return render(request, "onboarding/improvement_ended.html", context)
    return _edit(request, improvement)


def _edit(request, improvement):
    theirs, url = None, target_url(improvement) if improvement.pk else ""
    label, is_new = target_label(improvement.about), improvement.pk is None
    tallies, asked = tallies_of(improvement.leerplaats), _asked_about(request, improvement) if is_new else None
    form = ImprovementForm(
        sent(request), instance=improvement, statements={one for of in tallies.values() for one in of}
    )
    if request.method == "POST" and form.is_valid():
        try:
            stored = actions.save_improvement(
                improvement=form.instance, seen=form.cleaned_data["seen"], by=request.user
            )
        except actions.NotOpen:
            messages.warning(request, ENDED)
            return redirect("improvement-edit", improvement.pk)
        except Clash as clash:
            theirs = clash.theirs
            form.now_knows(seen=theirs.version)
        else:
            messages.success(request, f"Bewaard. {stored.owner.name} zorgt ervoor.")
            return redirect(_next_of(asked, stored))
    context = {
        "form": form,
        "improvement": improvement,
        "is_new": is_new,
        "asked": asked,
        "theirs": theirs,
        "theirs_label": target_label(theirs.about) if theirs else "",
        "label": label,
        "url": url,
    }
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "onboarding/improvement.html", context, status=status)


def _asked_about(request, improvement):
    """The _Asked of the question in the address, when its answers were low; None otherwise."""
    slug, question = request.GET.get("lijst"), " ".join(request.GET.get("vraag", "").split())
    if slug not in KINDS:
        return None
    bags = full_bags(leerplaats=improvement.leerplaats, kind=KINDS[slug])
    chosen = request.GET.getlist("halfjaar")
    reading = read_half_years(bags, chosen)
    tally = reading.tallies.get(question)
    if not tally or not tally.low:
        return None
    results = results_url(improvement.leerplaats_id, slug, [one for one in reading.numbers if one in chosen])
    number = read_number(request.GET.get("ronde"))
    return _Asked(
        low=tally,
        period=period_in_words(reading.numbers),
        results=results,
        review=reverse("rollout-review", args=[improvement.leerplaats_id, number]) if number else "",
    )


@dataclass(frozen=True)
class _Asked:
    """A question with low answers, and the page on which somebody read them."""

    low: Tally
    period: str
    results: str
    review: str  # of the round that somebody looked back on, or empty

    @property
    def back(self):
        """(address, label) of that page."""
        if self.review:
            return self.review, "Terug naar terugkijken"
        return f"{self.results}#{anchor_of(self.low.question)}", "Terug naar de antwoorden"

    @property
    def next(self):
        """That page once something is written down: with what was said on top, and the way to the question."""
        joint = "&" if "?" in self.results else "?"
        return self.review or f"{self.results}{joint}{urlencode({'vraag': self.low.question})}"


def _next_of(asked, stored):
    return asked.next if asked else f"{reverse('improvement-list')}?leerplaats={stored.leerplaats_id}"


@editing
@require_http_methods(FORM)
def improvement_finish(request, pk):
    """Say what has changed. Also to correct those words later."""
    improvement = _improvement_or_404(request, pk)
    initial = {"result": improvement.result or improvement.plan}
    if improvement.finished_at:
        initial["is_shown"] = improvement.is_shown
    form = ResultForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.finish_improvement(improvement=improvement, by=request.user, **form.cleaned_data)
        except actions.NotOpen:
            messages.warning(request, ENDED)
            return redirect("improvement-edit", improvement.pk)
        shown = " De volgende studenten lezen dit." if form.cleaned_data["is_shown"] else ""
        messages.success(request, f"Afgerond.{shown}")
        return redirect(f"{reverse('improvement-list')}?leerplaats={improvement.leerplaats_id}")
    status = 422 if form.errors else 200
    context = {"form": form, "improvement": improvement}
    return render(request, "onboarding/improvement_finish.html", context, status=status)


@editing
@require_POST
def improvement_change(request, pk):
    """What a button does: drop it, or open it again."""
    improvement = _improvement_or_404(request, pk)
    step = CHANGES.get(request.POST.get("wat"))
    if step is None:
        raise Http404
    change, said = step
    change(improvement=improvement, by=request.user)
    messages.success(request, said)
    return redirect("improvement-edit", improvement.pk)


CHANGES = {
    "laat-vallen": (actions.drop_improvement, "Jullie doen dit niet. Je kunt het altijd weer openen."),
    "open-weer": (actions.reopen_improvement, "Dit staat weer open."),
}
