"""Step 3 of koppelen, Vastzetten: every koppeling with its reasons, to fix, loosen or change."""

from urllib.parse import parse_qs, urlencode, urlsplit

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions.drafts import drafts_of
from onboarding.actions.matching import (
    ChangedMeanwhile,
    NotPossible,
    begin_by_hand,
    choices,
    lock_many,
    lock_proposal,
    mark_of,
    unlock_proposal,
)
from onboarding.crowded import given_away, over_full
from onboarding.enums import ProposalStatus
from onboarding.forms.confirming import ticked_keys
from onboarding.forms.matching import ChoosePlaceForm, ProposalFilter
from onboarding.match_lists import match_groups
from onboarding.models import PlacementRequest, Proposal
from onboarding.newcomers import left_out, newcomers
from onboarding.place_questions import questions_of
from onboarding.unfit import unfit
from onboarding.views.match_pages import institution_of, match_context
from profiles.access import access
from profiles.dutch import count
from profiles.enums import Role
from profiles.models import Period
from profiles.sent_numbers import read_number
from profiles.views.editing import sent

PER_PAGE = 20
NEW_SHOWN = 5  # of who is in no proposal yet: the rest is found by name
ON_CARD = "koppeling-"  # a message with this and a key belongs on that card
coordinator = access(Role.COORDINATOR)


def proposals_of(request, period=None):
    """The proposals of the coordinator's institution, of one period or of all, with what a card shows."""
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
def lock_list(request, period_pk):
    """The cards, narrowed by the filter and in pages; the card of the last action is always among them."""
    period = get_object_or_404(Period, pk=period_pk)
    everything = proposals_of(request, period).exclude(status=ProposalStatus.CONFIRMED)
    crowds = over_full(everything)
    form = ProposalFilter(request.GET or None, proposals=everything, crowded=crowds)
    shown = form.narrow(everything, keep=read_number(request.GET.get("laatst")))
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("pagina"))
    counts = everything.aggregate(
        total=Count("pk"),
        locked=Count("pk", filter=Q(status=ProposalStatus.LOCKED)),
        without=Count("pk", filter=Q(offer=None)),
    )
    on_card, others = _messages(request)
    taken, questions, misfits = given_away(page), questions_of(page), unfit(page)
    new = newcomers(institution_of(request), period) if counts["total"] else PlacementRequest.objects.none()
    new_shown = form.narrow_new(new) if page.number == 1 else new.none()
    context = match_context(
        period,
        "match-lock",
        filter_form=form,
        page=page,
        cards=[
            {
                "proposal": row,
                "mark": mark_of(row),
                "told": on_card.get(row.pk, ()),
                "taken": taken.get(row.pk),
                "crowd": None if row.pk in taken else crowds.get(row.offer_id),
                "unfit": misfits.get(row.pk),
                "question": questions.get(row.pk),
            }
            for row in page
        ],
        loose=[
            row.pk
            for row in page
            if row.offer_id and row.status == ProposalStatus.PROPOSED and row.pk not in taken and row.pk not in misfits
        ],
        new=left_out(new, drafts_of(institution_of(request), period)),
        new_cards=new_shown[:NEW_SHOWN],
        new_more=max(0, new_shown.count() - NEW_SHOWN),
        counts=counts,
        crowded=sum(crowd.students for crowd in crowds.values()),
        address=request.get_full_path(),
        messages=others,
    )
    return render(request, "onboarding/match_lock.html", context)


def _messages(request):
    """What was just said: per card, so that it stands where the person looks, and the rest."""
    on_card, others = {}, []
    for message in messages.get_messages(request):
        tag = message.extra_tags or ""
        if tag.startswith(ON_CARD):
            on_card.setdefault(int(tag.removeprefix(ON_CARD)), []).append(message)
        else:
            others.append(message)
    return on_card, others


def _proposal_or_404(request, pk):
    return get_object_or_404(proposals_of(request), pk=pk)


def _back(request, found):
    """Back to the same card, filter and page of the list, if that is where the person came from."""
    here = reverse("match-lock", args=[found.request.period_id])
    asked = urlsplit(request.POST.get("terug", ""))
    query = parse_qs(asked.query) if asked.path == here else {}
    query["laatst"] = [str(found.pk)]
    return redirect(f"{here}?{urlencode(query, doseq=True)}#koppeling-{found.pk}")


def _say(request, found, text, level=messages.SUCCESS):
    messages.add_message(request, level, text, extra_tags=f"{ON_CARD}{found.pk}")


@coordinator
@require_POST
def lock(request, pk):
    """Fix one koppeling."""
    found = _proposal_or_404(request, pk)
    name = found.request.student.short_name
    try:
        lock_proposal(proposal=found, by=request.user, seen=request.POST.get("gezien"))
    except NotPossible as problem:
        _say(request, found, str(problem), messages.ERROR)
    except ChangedMeanwhile as clash:
        _say(request, found, f"Er is intussen iets veranderd. {_standing(clash.now)}", messages.ERROR)
    else:
        _say(request, found, f"{name} staat vast op {found.offer.leerplaats.name}.")
    return _back(request, found)


def _standing(proposal):
    """How a koppeling stands now, for who looked at an older page."""
    name = proposal.request.student.short_name
    if proposal.status == ProposalStatus.LOCKED:
        who = proposal.locked_by.first_name
        return f"{who} zette {name} vast op {proposal.offer.leerplaats.name}. Dat blijft zo tot je iets kiest."
    if proposal.offer:
        return f"{name} gaat nu naar {proposal.offer.leerplaats.name}. Kijk of dat goed is."
    return f"{name} heeft nu geen plek."


@coordinator
@require_POST
def lock_page(request, period_pk):
    """Fix everything with a place on the page that was open."""
    period = get_object_or_404(Period, pk=period_pk)
    chosen = list(proposals_of(request, period).filter(pk__in=ticked_keys(request.POST)[:PER_PAGE]))
    fixed, refused = lock_many(proposals=chosen, by=request.user)
    if fixed:
        messages.success(request, f"{count(len(fixed), 'koppeling staat', 'koppelingen staan')} vast.")
    elif not refused:
        messages.info(request, "Alles op deze pagina stond al vast.")
    for proposal, sentence in refused:
        _say(request, proposal, sentence, messages.ERROR)
        messages.error(request, f"{proposal.request.student.short_name} staat niet vast. {sentence}")
    here = reverse("match-lock", args=[period.pk])
    asked = urlsplit(request.POST.get("terug", ""))
    return redirect(f"{here}?{asked.query}" if asked.path == here and asked.query else here)


@coordinator
@require_POST
def unlock(request, pk):
    """Loosen one koppeling."""
    found = _proposal_or_404(request, pk)
    unlock_proposal(proposal=found, by=request.user)
    _say(request, found, f"{found.request.student.short_name} staat niet meer vast.")
    return _back(request, found)


@coordinator
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request, pk):
    """Look for another place: every place for this opleiding and year with the reason it can or cannot be."""
    found = _proposal_or_404(request, pk)
    rows = choices(found)
    form = ChoosePlaceForm(sent(request), rows=rows, initial={"seen": mark_of(found)})
    clash = None
    if request.method == "POST" and form.is_valid():
        offer, seen = form.cleaned_data["offer"], form.cleaned_data["seen"]
        try:
            lock_proposal(proposal=found, by=request.user, offer=offer, seen=seen)
        except NotPossible as problem:
            form.add_error("offer", str(problem))
        except ChangedMeanwhile as changed:
            clash = _standing(changed.now)
            form.now_knows(seen=mark_of(changed.now))
        else:
            _say(request, found, f"{found.request.student.short_name} staat vast op {offer.leerplaats.name}.")
            return _back(request, found)
    context = {
        "proposal": found,
        "rows": rows,
        "form": form,
        "clash": clash,
        "chosen": str(form["offer"].value() or found.offer_id or ""),
        "impossible": any(not row.possible for row in rows),
    }
    status = 422 if form.errors else 409 if clash else 200
    return render(request, "onboarding/match_choose.html", context, status=status)


@coordinator
@require_POST
def begin(request, pk):
    """To the places for a student who is in no proposal yet."""
    rows = PlacementRequest.objects.filter(institution__in=request.identity.institution_ids(Role.COORDINATOR))
    found = get_object_or_404(rows, pk=pk)
    try:
        proposal = begin_by_hand(request=found)
    except NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("match-lock", period_pk=found.period_id)
    return redirect("proposal-choose", pk=proposal.pk)


@coordinator
@require_safe
def match_list(request, period_pk):
    """Everything of the period as a list per school or per leerplaats, for on paper."""
    period = get_object_or_404(Period, pk=period_pk)
    by_school = request.GET.get("per") != "leerplaats"
    context = match_context(
        period, "match-lock", groups=match_groups(institution_of(request), period, by_school), by_school=by_school
    )
    return render(request, "onboarding/match_list.html", context)
