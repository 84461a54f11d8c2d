"""Who starts soon: the overview, the same on paper, and what is done for many students at once."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions.guides import assign_guides
from onboarding.actions.reminders import remind as send_reminders
from onboarding.forms.overview import GuideForm, OverviewFilter
from onboarding.models import Placement
from onboarding.on_paper import page_of, paper_context
from onboarding.own_moments import reviews_for
from onboarding.place_questions import waiting_for
from onboarding.readiness import RULE
from onboarding.reminded import number_next, reminder_lines
from onboarding.starting import PAGE_TASKS, by_day, first_of_all, loaded, standings, start_row, summary
from profiles.access import access
from profiles.enums import Role
from profiles.models import Leerplaats
from profiles.sent_numbers import read_numbers, read_pairs
from profiles.upkeep import stale_profiles
from profiles.views.editing import sent
from toolbox.enums import TemplateFormat

PER_PAGE = 50
MOST_CHOSEN = 200  # of one action: more than a page holds
STALE_SHOWN = 3
STAFF = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER, Role.WERKBEGELEIDER)
LEADING = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER)
NOBODY = "Vink eerst een of meer studenten aan."


@access(*STAFF)
@require_safe
def overview(request):
    """Per start date: who comes, what goes wrong first, what is missing and the next step."""
    return _list(request, on_paper=False)


@access(*STAFF)
@require_safe
def overview_on_paper(request):
    """The same choice on one page, to print."""
    return _list(request, on_paper=True)


def _list(request, *, on_paper):
    today = timezone.localdate()
    placements = Placement.objects.visible_to(request.identity).active()
    form = OverviewFilter(request.GET or None, identity=request.identity, placements=placements, today=today)
    found = standings(form.narrow(placements), today)
    rows = [row for row in found if not form.state or row.group == form.state]
    page = page_of(request, rows, PER_PAGE, on_paper=on_paper)
    first = first_of_all(found) if page.has_other_pages() and not on_paper else []
    known = loaded([*page.object_list, *first], today)
    stale = [] if on_paper else stale_profiles(Leerplaats.objects.editable_by(request.identity))
    context = {
        "form": form,
        "groups": by_day(page.object_list, known),
        "first": [known[row.stage.pk] for row in first if row.stage.pk in known],
        "page": page,
        "total": len(rows),
        "summary": summary(found, form.who),
        "rule": RULE,
        "may_lead": request.identity.has(*LEADING),
        "may_decide": request.identity.has(Role.COORDINATOR),
        "waiting": () if on_paper else [*waiting_for(request.identity), *reviews_for(request.identity, today)],
        "stale": stale[:STALE_SHOWN],
        "stale_more": len(stale) - STALE_SHOWN,
    }
    return render(request, "onboarding/overview.html", context | paper_context(form, on_paper))


@access(*LEADING)
@require_POST
def bulk(request):
    """Lead to what is done for the students that are ticked: remind, print, choose who guides; and send reminders."""
    chosen = _chosen(request, request.POST)
    if not chosen:
        messages.error(request, NOBODY)
        return redirect(f"{reverse('placement-overview')}?{_query(request.POST.get('terug', ''))}")
    keys = [("stage", one.pk) for one in chosen]
    match request.POST.get("actie"):
        case "druk":
            stages = "-".join(f"{one.pk}" for one in chosen)
            sheets = {"bladen": TemplateFormat.STARTLIJST.value, "stage": stages, "stap": 2}
            sheets |= {"van": "overzicht", "keuze": _query(request.POST.get("terug", ""))}
            return redirect(f"{reverse('print-start')}?{urlencode(sheets)}")
        case "wijs":
            return redirect(f"{reverse('placement-guides')}?{urlencode(keys)}")
        case "stuur":
            send_reminders(rows=[start_row(one, timezone.localdate()) for one in chosen], by=request.user)
            return redirect(f"{reverse('placement-reminded')}?{urlencode(keys)}")
        case _:
            return redirect(f"{reverse('placement-reminded')}?{urlencode(keys)}")


@access(*LEADING)
@require_safe
def reminded(request):
    """Per student who gets a reminder, who got one today and who does not, with why; nothing is sent from here yet."""
    chosen = _chosen(request, request.GET)
    rows = reminder_lines([start_row(one, timezone.localdate()) for one in chosen], request.user)
    context = {"rows": rows, "number": number_next(rows), "may_decide": request.identity.has(Role.COORDINATOR)}
    return render(request, "onboarding/overview_reminded.html", context)


@access(*LEADING)
@require_http_methods(["GET", "HEAD", "POST"])
def guides(request):
    """One werkbegeleider for the chosen students: per leerplaats, because not everybody guides everywhere."""
    given = request.POST if request.method == "POST" else request.GET
    chosen = _chosen(request, given)
    if not chosen:
        messages.error(request, NOBODY)
        return redirect("placement-overview")
    form = GuideForm(sent(request), placements=chosen)
    if request.method == "POST" and form.is_valid():
        choices = form.choices_of(read_pairs(request.POST.getlist("gezien")))
        refused = assign_guides(choices=choices, by=request.user)
        done = [("stage", one.pk) for one, _, _ in choices]
        query = urlencode([*done, *(("niet", one.pk) for one in refused)])
        return redirect(f"{reverse('placement-guided')}?{query}")
    context = {"form": form, "chosen": chosen}
    return render(request, "onboarding/overview_guides.html", context, status=422 if form.errors else 200)


@access(*LEADING)
@require_safe
def guided(request):
    """Per student who guides now, and where it was not done because somebody was earlier."""
    refused = set(read_numbers(request.GET.getlist("niet")))
    rows = [(one, one.pk not in refused) for one in _chosen(request, request.GET)]
    return render(request, "onboarding/overview_guided.html", {"rows": rows, "refused": any(not ok for _, ok in rows)})


def _chosen(request, given):
    """The stages that are ticked and that this person sees, with their people and tasks; others do not exist."""
    keys = read_numbers(given.getlist("stage"))[:MOST_CHOSEN]
    mine = (
        Placement.objects.visible_to(request.identity).active().filter(pk__in=keys, ends_on__gte=timezone.localdate())
    )
    return list(mine.with_people().select_related("institution").prefetch_related(*PAGE_TASKS))


def _query(text):
    """What stood in the address of the list, written anew."""
    return QueryDict(text).urlencode()
