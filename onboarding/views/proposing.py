"""Step 2 of koppelen, Voorstel: what counts, the variants side by side, the difference, taking over and undoing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from onboarding.actions.drafts import UNFINISHED, ask_drafts, busy_run, drafts_of, is_old, stop_drafts
from onboarding.actions.goals import Clash, save_goals
from onboarding.actions.takeover import can_undo, leave_rest, newer_taken, take_over, undo
from onboarding.board_changes import differing, fitting, standing
from onboarding.boards import load_board, season_of
from onboarding.differences import changed_rows, counted, open_rows, outcome_of, why_not
from onboarding.enums import ProposalStatus, RunStatus
from onboarding.goal_rows import MUST, goal_names, goal_rows, read_goals
from onboarding.models import MatchRun, Proposal
from onboarding.newcomers import left_out, newcomers
from onboarding.variant_counts import variant_heads, variant_rows
from onboarding.views.match_pages import institution_of, match_context
from profiles.access import access
from profiles.dutch import count, enumerate_dutch, long_date
from profiles.enums import Role
from profiles.models import Period
from profiles.sent_numbers import read_number

PER_PAGE = 50
EARLIER = 5  # proposals that can still be undone
coordinator = access(Role.COORDINATOR)


@coordinator
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request, period_pk):
    """What counts, the button that makes a proposal, and the variants that wait for a choice."""
    period = get_object_or_404(Period, pk=period_pk)
    institution = institution_of(request)
    if request.method == "POST":
        return _make(request, institution, period)
    return _page(request, institution, period)


def _make(request, institution, period):
    run = ask_drafts(institution=institution, period=period, by=request.user)
    if run.status in UNFINISHED:
        return redirect("match-proposal", period_pk=period.pk)
    drafts = drafts_of(institution, period)
    if len(drafts) == 1 and run.difference.get("first"):
        take_over(run=run, by=request.user)
    elif len(drafts) == 1:
        return redirect("match-difference", pk=run.pk)
    return redirect("match-proposal", period_pk=period.pk)


def _page(request, institution, period, clash=None, wanted=()):
    season = clash.season if clash else season_of(institution, period)
    counting, off = goal_rows(season.goals)
    open_ones = Proposal.objects.filter(institution=institution, request__period=period)
    offers = list(open_ones.exclude(status=ProposalStatus.CONFIRMED).order_by().values_list("offer", flat=True))
    drafts = drafts_of(institution, period)
    new = newcomers(institution, period)
    context = match_context(
        period,
        "match-proposal",
        must=MUST,
        season=season,
        counting=counting,
        off=off,
        wanted=goal_names(wanted),
        wanted_text=",".join(wanted),
        total=len(offers),
        placed=sum(offer is not None for offer in offers),
        without=sum(offer is None for offer in offers) + (new.count() if offers else 0),
        new=left_out(new, drafts) if offers else 0,
        drafts=drafts,
        heads=list(zip(variant_heads(drafts), drafts, strict=True)),
        rows=variant_rows(drafts),
        busy=busy_run(institution, period),
        earlier=_earlier(institution, period),
    )
    return render(request, "onboarding/match_proposal.html", context, status=409 if clash else 200)


def _earlier(institution, period):
    rows = MatchRun.objects.filter(institution=institution, period=period, taken_at__isnull=False)
    rows = list(rows.select_related("made_by").defer("outcome").order_by("-taken_at", "-pk")[:EARLIER])
    last = next((run for run in rows if not run.undone_at and run.difference.get("changed")), None)
    return [
        {"run": run, "can_undo": can_undo(run) and run == last, "part": run.status == RunStatus.DRAFT} for run in rows
    ]


@coordinator
@require_POST
def goals(request, period_pk):
    """Another order of what counts; when somebody else was earlier both orders are shown."""
    period = get_object_or_404(Period, pk=period_pk)
    wanted = read_goals(request.POST.get("doelen", ""))
    version = read_number(request.POST.get("version"))
    if wanted is None or version is None:
        messages.error(request, "Deze volgorde kennen we niet. Kies opnieuw.")
        return redirect("match-proposal", period_pk=period.pk)
    institution = institution_of(request)
    try:
        save_goals(institution=institution, period=period, goals=wanted, version=version, by=request.user)
    except Clash as clash:
        return _page(request, institution, period, clash, wanted)
    return redirect(f"{request.path.removesuffix('/doelen')}#telt-mee")


def _run_or_404(request, pk):
    rows = MatchRun.objects.filter(institution__in=request.identity.institution_ids(Role.COORDINATOR))
    return get_object_or_404(rows.select_related("institution", "period", "made_by"), pk=pk)


@coordinator
@require_http_methods(["GET", "HEAD", "POST"])
def difference(request, pk):
    """What taking over a draft would change, row by row; or what taking it over did change."""
    run = _run_or_404(request, pk)
    if request.method == "POST":
        return _take(request, run)
    if run.status in UNFINISHED or run.status == RunStatus.FAILED:
        return redirect("match-proposal", period_pk=run.period_id)
    if run.status == RunStatus.DRAFT:
        return _draft_page(request, run)
    rows = changed_rows(run)
    context = match_context(
        run.period,
        "match-proposal",
        run=run,
        page=Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina")),
        can_undo=can_undo(run),
        newer=newer_taken(run) if can_undo(run) else None,
        same=run.difference.get("same", 0),
    )
    return render(request, "onboarding/match_taken.html", context)


def _draft_page(request, run, problem=""):
    board = load_board(run.institution, run.period)
    outcome = outcome_of(run)
    different = differing(board, outcome)
    possible, refused = fitting(board, {key: outcome[key] for key in different})
    changes = [key for key in different if key in possible]
    moved, gained, lost, _ = numbers = counted(board, outcome, changes)
    page = Paginator(changes, PER_PAGE).get_page(request.GET.get("pagina"))
    rows = open_rows(run, board, page.object_list, changes)
    context = match_context(
        run.period,
        "match-proposal",
        run=run,
        page=page,
        rows=rows,
        error_summary=[(f"rij-{rows[0].key}", problem)] if problem and rows else [],
        anders=len(changes),
        same=len(board.requests) - len(different),
        numbers=_numbers(*numbers) if moved or gained or lost else "",
        lost=lost,
        refused=[
            (board.requests[key].student.short_name, why_not(board, key, outcome[key]))
            for key in sorted(refused, key=int)[:PER_PAGE]
        ],
        refused_more=max(0, len(refused) - PER_PAGE),
        is_old=is_old(run, board),
        can_undo=can_undo(run) and not newer_taken(run),
        taken=len(run.difference.get("changed", [])),
        is_first=not standing(board),
        address=request.get_full_path(),
    )
    return render(request, "onboarding/match_difference.html", context, status=422 if problem else 200)


def _numbers(moved, gained, lost, without):
    """What kinds of changes there are: "9 krijgen een andere plek, 4 krijgen een eerste plek"."""
    parts = (
        (moved, count(moved, "student krijgt", "studenten krijgen") + " een andere plek"),
        (gained, count(gained, "student krijgt", "studenten krijgen") + " een eerste plek"),
        (lost, count(lost, "student verliest de plek", "studenten verliezen hun plek")),
        (without, count(without, "student is", "studenten zijn") + " nieuw en zonder plek"),
    )
    return enumerate_dutch([words for number, words in parts if number])


def _take(request, run):
    """Take over all rows or the ticked ones, or be done with the rest."""
    what = request.POST.get("wat")
    if what == "stop":
        stopped = stop_drafts(run=run, by=request.user)
        messages.success(request, "Je hebt het gestopt. Alles is zoals het was." if stopped else "Het is al klaar.")
        return redirect("match-proposal", period_pk=run.period_id)
    if what == "niets":
        leave_rest(run=run, by=request.user)
        messages.success(request, "De rest blijft zoals het was.")
        return redirect("match-lock", period_pk=run.period_id)
    chosen = None if what == "alles" else request.POST.getlist("koppeling")
    if chosen == [] and run.status == RunStatus.DRAFT:
        return _draft_page(request, run, "Vink eerst aan wat je overneemt.")
    taken = take_over(run=run, by=request.user, requests=chosen)
    _tell(request, run, taken)
    run.refresh_from_db(fields=["status"])
    if run.status == RunStatus.DRAFT:
        return redirect("match-difference", pk=run.pk)
    return redirect("match-proposal", period_pk=run.period_id)


def _tell(request, run, taken):
    if taken.changed:
        words = count(len(taken.changed), "koppeling is", "koppelingen zijn")
        along = f" {len(taken.along)} daarvan ging mee, omdat die plek nodig was." if taken.along else ""
        if len(taken.along) > 1:
            along = f" {len(taken.along)} daarvan gingen mee, omdat die plekken nodig waren."
        messages.success(request, f"{words} overgenomen.{along}")
    for one, sentence in taken.refused:
        messages.error(request, f"{one.student.short_name} blijft zoals het was. {sentence}")


@coordinator
@require_POST
def undo_run(request, pk):
    """Put back what taking over a proposal changed, and say what was left alone."""
    run = _run_or_404(request, pk)
    if not can_undo(run) and not run.undone_at:
        messages.error(request, "Dit kan niet meer ongedaan worden gemaakt.")
        return redirect("match-difference", pk=run.pk)
    if not run.undone_at and (newer := newer_taken(run)):
        text = f"Na dit voorstel nam je er nog een over, op {long_date(newer.taken_at)}. Maak dat eerst ongedaan."
        messages.error(request, text)
        return redirect("match-difference", pk=newer.pk)
    undo(run=run, by=request.user)
    return redirect("match-difference", pk=run.pk)
