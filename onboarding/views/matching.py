"""Koppelen: check, propose, lock and confirm; four pages that can be walked in any order."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions.matching import (
    NotPossible,
    choices,
    lock_proposal,
    make_proposal,
    supply_and_demand,
    unlock_proposal,
)
from onboarding.actions.messages import LINK, start_mail
from onboarding.actions.placements import confirm_proposals, preview_placement
from onboarding.enums import ProposalStatus
from onboarding.forms.matching import ChoosePlaceForm, ConfirmForm, ProposalFilter
from onboarding.models import MatchRun, PlacementRequest, Proposal
from profiles.access import access
from profiles.dutch import count
from profiles.enums import Role
from profiles.models import Period, PlaceOffer

PER_PAGE = 20
coordinator = access(Role.COORDINATOR)


def _institution(request):
    """The institution the coordinator matches for."""
    return next(m.institution for m in request.identity.memberships if m.role == Role.COORDINATOR)


def _proposals(request, period=None):
    found = Proposal.objects.filter(institution__in=request.identity.institution_ids(Role.COORDINATOR))
    found = found.select_related(
        "institution",
        "request__student__school",
        "request__programme",
        "request__period",
        "offer__leerplaats__location",
        "locked_by",
    ).prefetch_related("request__wishes__leerplaats")
    found = found.order_by("request__student__sort_name", "pk")
    return found.filter(request__period=period) if period else found


def _steps(period, current):
    """The four pages as tabs."""
    names = (
        ("Controleren", "match-check"),
        ("Voorstel", "match-proposal"),
        ("Vastzetten", "match-lock"),
        ("Bevestigen", "match-confirm"),
    )
    return [{"label": label, "name": name, "current": name == current} for label, name in names]


def _context(period, current, **extra):
    return {"period": period, "steps": _steps(period, current), **extra}


@coordinator
@require_safe
def board(request):
    """The periods, with how many students look for a place and how many have one."""
    institution = _institution(request)
    waiting = (
        PlacementRequest.objects.filter(institution=institution)
        .waiting()
        .values("period")
        .annotate(number=Count("pk", distinct=True), locked=Count("pk", filter=Q(proposal__status="locked")))
    )
    by_period = {row["period"]: row for row in waiting}
    placed = dict(
        PlacementRequest.objects.filter(institution=institution, placements__status__in=["agreed", "informed"])
        .values_list("period")
        .annotate(number=Count("pk", distinct=True))
    )
    rows = []
    for period in Period.objects.order_by("starts_on"):
        asked = by_period.get(period.pk, {"number": 0, "locked": 0})
        rows.append(
            {
                "period": period,
                "waiting": asked["number"],
                "waiting_words": f"{count(asked['number'], 'student zoekt', 'studenten zoeken')} een plek",
                "locked": asked["locked"],
                "placed": placed.get(period.pk, 0),
            }
        )
    return render(request, "onboarding/match_board.html", {"rows": rows})


@coordinator
@require_safe
def check(request, period_pk):
    """1 Controleren: demand beside supply, per opleiding and year."""
    period = get_object_or_404(Period, pk=period_pk)
    rows = supply_and_demand(_institution(request), period)
    context = _context(
        period,
        "match-check",
        rows=rows,
        waiting=sum(row.waiting for row in rows),
        free=sum(row.free for row in rows),
    )
    return render(request, "onboarding/match_check.html", context)


@coordinator
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request, period_pk):
    """2 Voorstel: the rules, and the button that makes a proposal; after it, what changed."""
    period = get_object_or_404(Period, pk=period_pk)
    institution = _institution(request)
    if request.method == "POST":
        make_proposal(institution=institution, period=period, by=request.user)
        return redirect("match-proposal", period_pk=period.pk)
    open_runs = _proposals(request, period).exclude(status=ProposalStatus.CONFIRMED).order_by().values("run")
    run = MatchRun.objects.filter(institution=institution, pk__in=open_runs).first()
    context = _context(period, "match-proposal", run=run, changed=_changed_rows(run) if run else [])
    return render(request, "onboarding/match_proposal.html", context)


def _changed_rows(run):
    """The changes of a run with names: student, from, to."""
    changed = run.difference.get("changed", [])
    requests = PlacementRequest.objects.select_related("student").in_bulk(row["request"] for row in changed)
    offer_ids = {row[side] for row in changed for side in ("before", "after") if row[side]}
    offers = PlaceOffer.objects.select_related("leerplaats").in_bulk(offer_ids)
    return [
        {
            "student": requests[row["request"]].student,
            "before": offers.get(row["before"]),
            "after": offers.get(row["after"]),
        }
        for row in changed
        if row["request"] in requests
    ]


@coordinator
@require_safe
def lock_list(request, period_pk):
    """3 Vastzetten: every koppeling with its reasons, to fix, loosen or change."""
    period = get_object_or_404(Period, pk=period_pk)
    form = ProposalFilter(request.GET or None)
    everything = _proposals(request, period).exclude(status=ProposalStatus.CONFIRMED)
    page = Paginator(form.narrow(everything), PER_PAGE).get_page(request.GET.get("pagina"))
    counts = everything.aggregate(
        total=Count("pk"),
        locked=Count("pk", filter=Q(status=ProposalStatus.LOCKED)),
        without=Count("pk", filter=Q(offer=None)),
    )
    context = _context(
        period, "match-lock", filter_form=form, page=page, counts=counts, address=request.get_full_path()
    )
    return render(request, "onboarding/match_lock.html", context)


def _proposal_or_404(request, pk):
    return get_object_or_404(_proposals(request), pk=pk)


def _back(request, found):
    """Back to the same filter and page of the list, if that is where the person came from."""
    here = f"/werk/koppelen/{found.request.period_id}/vastzetten"
    asked = request.POST.get("terug", "")
    return redirect(f"{asked if asked.startswith(here) else here}#koppeling-{found.pk}")


@coordinator
@require_POST
def lock(request, pk):
    """Fix one koppeling."""
    found = _proposal_or_404(request, pk)
    try:
        lock_proposal(proposal=found, by=request.user)
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"{found.request.student.short_name} staat vast op {found.offer.leerplaats.name}.")
    return _back(request, found)


@coordinator
@require_POST
def unlock(request, pk):
    """Loosen one koppeling."""
    found = _proposal_or_404(request, pk)
    unlock_proposal(proposal=found, by=request.user)
    messages.success(request, f"{found.request.student.short_name} staat niet meer vast.")
    return _back(request, found)


@coordinator
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request, pk):
    """Look for another place: every place for this opleiding and year with the reason it can or cannot be."""
    found = _proposal_or_404(request, pk)
    rows = choices(found)
    form = ChoosePlaceForm(request.POST if request.method == "POST" else None, rows=rows)
    if request.method == "POST" and form.is_valid():
        try:
            lock_proposal(proposal=found, by=request.user, offer=form.cleaned_data["offer"])
        except NotPossible as problem:
            form.add_error("offer", str(problem))
        else:
            name = found.request.student.short_name
            messages.success(request, f"{name} staat vast op {form.cleaned_data['offer'].leerplaats.name}.")
            return _back(request, found)
    impossible = any(not row.possible for row in rows)
    context = {"proposal": found, "rows": rows, "form": form, "impossible": impossible}
    return render(request, "onboarding/match_choose.html", context, status=422 if form.errors else 200)


@coordinator
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, period_pk):
    """4 Bevestigen: who gets which place and which mail, and the button that makes it so."""
    period = get_object_or_404(Period, pk=period_pk)
    ready = _proposals(request, period).filter(offer__isnull=False).exclude(status=ProposalStatus.CONFIRMED)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        chosen = form.narrow(ready)
        result = confirm_proposals(proposals=list(chosen), by=request.user)
        request.session["confirmed"] = {
            "made": [placement.pk for placement in result.made],
            "full": [str(one.request.student) for one in result.full],
            "busy": [str(one.request.student) for one in result.busy],
        }
        return redirect("match-confirmed", period_pk=period.pk)
    rows = list(ready.select_related("offer__leerplaats__profile__published", "offer__leerplaats__institution"))
    previews = [preview_placement(row) for row in rows]  # stagedag 1 may come after the day the school asked for
    context = _context(
        period,
        "match-confirm",
        rows=list(zip(rows, previews, strict=True)),
        locked=sum(row.status == ProposalStatus.LOCKED for row in rows),
        mail=_mail_preview(previews[0]) if rows else None,
        form=form,
    )
    return render(request, "onboarding/match_confirm.html", context, status=422 if form.errors else 200)


def _mail_preview(placement):
    """Subject and body of the mail for one koppeling; the link is only made when it is sent."""
    subject, body = start_mail(placement)
    return subject, body.replace(LINK, "(hier komt de eigen link van de student)")


@coordinator
@require_safe
def confirmed(request, period_pk):
    """What confirming gave, and what happens now."""
    period = get_object_or_404(Period, pk=period_pk)
    outcome = request.session.get("confirmed")
    if not outcome:
        return redirect("match-confirm", period_pk=period.pk)
    return render(request, "onboarding/match_confirmed.html", {"period": period, "outcome": outcome})
