"""Asking for help with a part, and deciding about what came back."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.access import access
from profiles.actions import contributions as actions
from profiles.actions.leerplaatsprofielen import Clash
from profiles.dutch import count, long_date
from profiles.enums import ContributionStatus as Status
from profiles.forms.contributions import AskForm
from profiles.merging import fingerprint
from profiles.questions import QUESTIONS, part_by_key
from profiles.topic_pages import first_page
from profiles.views.editable import EDITORS, editable_leerplaats, profile_of
from profiles.views.editing import sent
from profiles.wording import answer_lines

PER_PAGE = 20
PROPOSAL, CURRENT = "voorstel", "nu"
OPEN_TO_DECIDE = (Status.SENT, Status.DECLINED)


@dataclass(frozen=True)
class Row:
    """One question of a proposal: what the concept says now beside what is proposed."""

    key: str
    label: str
    current: tuple
    proposed: tuple
    against: str
    changed_since: bool
    choice: str
    error: str


@access(*EDITORS)
@require_safe
def contribution_list(request, pk):
    """Who was asked for help with this profile, and what became of it."""
    leerplaats = editable_leerplaats(request, pk)
    rows = leerplaats.contributions.select_related("asked_by", "decided_by")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "leerplaats": leerplaats,
        "page": page,
        "rows": [(row, part_by_key(row.part), *state_of(row)) for row in page],
        "kept_days": actions.KEPT_DAYS,
    }
    return render(request, "profiles/contribution_list.html", context)


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def contribution_new(request, pk):
    """Ask a colleague or student for help with one part."""
    leerplaats = editable_leerplaats(request, pk)
    form = AskForm(
        sent(request),
        leerplaats=leerplaats,
        initial={"part": request.GET.get("deel", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            contribution = actions.ask(leerplaats=leerplaats, by=request.user, **form.cleaned_data)
        except actions.TooMany:
            limit = actions.ASKED_A_DAY
            form.add_error(None, f"Vandaag is al {limit} keer om hulp gevraagd bij dit profiel. Morgen kan het weer.")
        else:
            messages.success(
                request, f"{contribution.name} krijgt een mail met een link. Die werkt {actions.VALID_DAYS} dagen."
            )
            return redirect("contribution-list", leerplaats.pk)
    context = {"leerplaats": leerplaats, "form": form, "days": actions.VALID_DAYS}
    return render(request, "profiles/contribution_new.html", context)


@access(*EDITORS)
@require_POST
def contribution_send_again(request, pk, contribution_id):
    """Mail a new link; the older one stops working."""
    leerplaats, contribution = _fetch(request, pk, contribution_id)
    try:
        actions.send_again(contribution=contribution, by=request.user)
    except actions.TooMany:
        messages.info(
            request, f"{contribution.name} kreeg vandaag al {actions.MAILS_A_DAY} mails. Probeer het morgen opnieuw."
        )
    except actions.NotAllowed:
        messages.info(request, "Over dit voorstel is al beslist. Vraag opnieuw om hulp als dat nodig is.")
    else:
        messages.success(request, f"{contribution.name} krijgt een nieuwe link. Die werkt {actions.VALID_DAYS} dagen.")
    return redirect("contribution-list", leerplaats.pk)


@access(*EDITORS)
@require_POST
def contribution_withdraw(request, pk, contribution_id):
    """Close the link."""
    leerplaats, contribution = _fetch(request, pk, contribution_id)
    if actions.withdraw(contribution=contribution, by=request.user):
        messages.success(request, f"De link van {contribution.name} werkt niet meer. Je kunt hem opnieuw sturen.")
    else:
        messages.info(request, "Deze link was al gesloten.")
    return redirect("contribution-list", leerplaats.pk)


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def contribution_review(request, pk, contribution_id):
    """Per question what is there now and what is proposed; nothing changes before a choice."""
    leerplaats, contribution = _fetch(request, pk, contribution_id)
    if contribution.answers is None or contribution.status not in OPEN_TO_DECIDE:
        if contribution.answers is None:
            raise Http404
        messages.info(request, "Over dit voorstel is al beslist.")
        return redirect("contribution-list", leerplaats.pk)
    part = part_by_key(contribution.part)
    if request.method == "POST":
        return _decide(request, leerplaats, contribution, part)
    return _review_page(request, leerplaats, contribution, part)


def _decide(request, leerplaats, contribution, part):
    what = request.POST.get("wat", "")
    try:
        rows = [] if what == "niets" else _rows(leerplaats, contribution, request.POST, take_all=what == "alles")
        if any(row.error for row in rows):
            return _review_page(request, leerplaats, contribution, part, rows)
        keys = [row.key for row in rows if row.choice == PROPOSAL]
        if not keys:
            actions.decline(contribution=contribution, by=request.user)
            messages.success(request, f"Er is niets overgenomen. {contribution.name} krijgt een bedankje per mail.")
            return redirect("contribution-list", leerplaats.pk)
        shown = {row.key: row.against for row in rows}
        actions.accept(contribution=contribution, part=part, keys=keys, shown=shown, by=request.user)
    except Clash:  # somebody saved between reading the rows and taking them over
        leerplaats = editable_leerplaats(request, leerplaats.pk)
        rows = _rows(leerplaats, contribution, request.POST, take_all=what == "alles")
        return _review_page(request, leerplaats, contribution, part, rows)
    except actions.NotAllowed:
        messages.info(request, "Over dit voorstel is al beslist.")
        return redirect("contribution-list", leerplaats.pk)
    taken = count(len(keys), "antwoord staat", "antwoorden staan")
    messages.success(request, f"{taken} in het concept. {contribution.name} krijgt een bedankje per mail.")
    return redirect("profile-tasks", leerplaats.pk)


def _review_page(request, leerplaats, contribution, part, rows=None):
    rows = _rows(leerplaats, contribution) if rows is None else rows
    context = {
        "leerplaats": leerplaats,
        "contribution": contribution,
        "part": part,
        "part_url": first_page(leerplaats, part).url,
        "rows": rows,
        "error_summary": [(f"kies-{row.key}-{PROPOSAL}", row.error) for row in rows if row.error],
    }
    return render(request, "profiles/contribution_review.html", context)


def _rows(leerplaats, contribution, data=None, *, take_all=False):
    """The questions in which the proposal differs from the concept.

    With `data` also what was chosen, and a sentence where a choice misses or the concept changed after the page
    was opened: then somebody must look again.
    """
    answers = profile_of(leerplaats).answers
    rows = []
    for key, proposed in contribution.answers.items():
        current = answers.get(key)
        if key in QUESTIONS and fingerprint(current) != fingerprint(proposed):
            rows.append(_row(leerplaats, contribution, QUESTIONS[key], current, proposed, data, take_all))
    return rows


def _row(leerplaats, contribution, question, current, proposed, data, take_all):
    key, label, against = question.key, question.label_for(leerplaats.sector), fingerprint(current)
    choice, error = "", ""
    if data is not None:
        choice = PROPOSAL if take_all else data.get(f"kies-{key}", "")
        if data.get(f"tegen-{key}") != against:
            choice, error = "", f"Bij ‘{label}’ is intussen iets veranderd. Lees het en kies opnieuw."
        elif choice not in (PROPOSAL, CURRENT):
            choice, error = "", f"Kies bij ‘{label}’ welk antwoord je houdt."
    return Row(
        key=key,
        label=label,
        current=answer_lines(question, current),
        proposed=answer_lines(question, proposed),
        against=against,
        changed_since=contribution.seen.get(key, against) != against,
        choice=choice,
        error=error,
    )


def state_of(contribution):
    """Where the request stands, as the kind and the words of components/_status.html."""
    if contribution.status == Status.ASKED and contribution.expires_at <= timezone.now():
        return "rust", f"Link verlopen op {long_date(contribution.expires_at)}"
    kinds = {
        Status.ASKED: ("rust", f"Nog geen voorstel. De link werkt tot {long_date(contribution.expires_at)}"),
        Status.SENT: ("bezig", "Voorstel ontvangen, kijk dit na"),
        Status.ACCEPTED: ("klaar", f"Overgenomen op {long_date(contribution.decided_at)}"),
        Status.DECLINED: ("rust", f"Niet overgenomen op {long_date(contribution.decided_at)}"),
        Status.WITHDRAWN: ("rust", "Link ingetrokken"),
    }
    return kinds[contribution.status]


def _fetch(request, pk, contribution_id):
    leerplaats = editable_leerplaats(request, pk)
    rows = leerplaats.contributions.select_related("asked_by", "leerplaats__institution")
    return leerplaats, get_object_or_404(rows, pk=contribution_id)
