"""Koppelen: check, propose and lock; with confirming four pages that can be walked in any order."""

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
    unlock_proposal,
)
from onboarding.enums import ProposalStatus
from onboarding.forms.matching import ChoosePlaceForm, ProposalFilter
from onboarding.match_check import supply_and_demand
from onboarding.models import MatchRun, PlacementRequest, Proposal
from onboarding.views.match_pages import institution_of, match_context
from profiles.access import access
from profiles.dutch import count
from profiles.enums import Role
from profiles.models import Period, PlaceOffer

PER_PAGE = 20
coordinator = access(Role.COORDINATOR)


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


@coordinator
@require_safe
def board(request):
    """The periods, with how many students look for a place and how many have one."""
    institution = institution_of(request)
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
    rows = supply_and_demand(institution_of(request), period)
    context = match_context(
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
    institution = institution_of(request)
    if request.method == "POST":
        make_proposal(institution=institution, period=period, by=request.user)
        return redirect("match-proposal", period_pk=period.pk)
    open_runs = _proposals(request, period).exclude(status=ProposalStatus.CONFIRMED).order_by().values("run")
    run = MatchRun.objects.filter(institution=institution, pk__in=open_runs).first()
    context = match_context(period, "match-proposal", run=run, changed=_changed_rows(run) if run else [])
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
    context = match_context(
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
