"""Who leaves soon: the list, the same on paper, and what is done for many students at once; and thanks."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions.farewells import ThankedMeanwhile, thank
from onboarding.actions.tasks import DONE, change_tasks
from onboarding.farewells import farewell_of, sheet_of
from onboarding.forms.farewells import ThanksForm
from onboarding.forms.leaving import LeavingFilter
from onboarding.leaving import leaving_of, loaded, open_points, points_of, summary
from onboarding.looks import note_look
from onboarding.models import Placement, Task
from onboarding.on_paper import page_of, paper_context
from profiles.access import access
from profiles.dutch import count
from profiles.enums import Role
from profiles.sent_numbers import read_numbers
from toolbox.enums import TemplateFormat
from toolbox.formats import farewell_sheet
from toolbox.views.pdf import pdf_response

PER_PAGE = 50
MOST_CHOSEN = 200  # of one action: more than a page holds
TICKED = "gekozen"  # in the address: who was ticked when something was missing
LEADING = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER)
STAFF = (*LEADING, Role.WERKBEGELEIDER)
NOBODY = "Vink eerst een of meer studenten aan."
NO_POINT = "Kies eerst wat je wilt afvinken."


@access(*LEADING)
@require_safe
def leaving_list(request):
    """Who leaves, with what is not done yet: what is too late first."""
    return _list(request, on_paper=False)


@access(*LEADING)
@require_safe
def leaving_list_on_paper(request):
    """The same choice on one page, to print."""
    return _list(request, on_paper=True)


def _list(request, *, on_paper):
    today = timezone.localdate()
    form = LeavingFilter(request.GET or None, identity=request.identity, today=today)
    found = leaving_of(form.narrow(_theirs(request)), today)
    rows = [one for one in found if not form.state or one.group == form.state]
    page = page_of(request, rows, PER_PAGE, on_paper=on_paper)
    shown = loaded(page.object_list, today)
    context = {
        "form": form,
        "page": page,
        "rows": shown,
        "total": len(rows),
        "summary": summary(found),
        "points": points_of(shown),
        "ticked": set(read_numbers(request.GET.get(TICKED, "").split("-"))),
        "may_decide": request.identity.has(Role.COORDINATOR),
    }
    return render(request, "onboarding/leaving_list.html", context | paper_context(form, on_paper))


def _theirs(request):
    return Placement.objects.visible_to(request.identity).active()


@access(*LEADING)
@require_POST
def leaving_bulk(request):
    """For the students that are ticked: print their checklist, or tick one point of it."""
    keys = read_numbers(request.POST.getlist("stage"))[:MOST_CHOSEN]
    chosen = list(_theirs(request).filter(pk__in=keys).values_list("pk", flat=True))
    terug = QueryDict(request.POST.get("terug", ""), mutable=True)
    terug.pop(TICKED, None)
    back = f"{reverse('leaving-list')}?{terug.urlencode()}"
    if not chosen:
        messages.error(request, NOBODY)
        return redirect(back)
    if request.POST.get("actie") == "druk":
        terug[TICKED] = stages = "-".join(f"{pk}" for pk in chosen)
        sheets = {"bladen": TemplateFormat.OFFBOARDING_CHECKLIST.value, "stage": stages, "stap": 2}
        sheets |= {"van": "afscheid", "keuze": terug.urlencode()}
        return redirect(f"{reverse('print-start')}?{urlencode(sheets)}")
    name = request.POST.get("punt", "")
    if not name:
        messages.error(request, NO_POINT)
        terug[TICKED] = "-".join(f"{pk}" for pk in chosen)  # so that nobody has to choose them again
        return redirect(f"{reverse('leaving-list')}?{terug.urlencode()}")
    tasks = Task.objects.filter(pk__in=open_points(chosen, name))
    changed = change_tasks(tasks=tasks, wanted=lambda task: DONE, by=request.user)
    if changed:
        number = count(len({one.task.placement_id for one in changed}), "student", "studenten")
        messages.success(request, f"Afgevinkt bij {number}: {name}. Een vergissing? Zet het terug bij de student.")
    else:
        messages.info(request, "Dit was bij deze studenten al klaar.")
    return redirect(back)


@access(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def placement_thank(request, pk):
    """Write the student a few words of thanks, or change them."""
    placement = _stage_or_404(request, pk)
    now = farewell_of(placement).thanks
    form = ThanksForm(request.POST if request.method == "POST" else None, initial={"thanks": now, "seen": now})
    if form.is_ready():
        chosen = form.cleaned_data
        try:
            thank(placement=placement, text=chosen["thanks"], seen=chosen["seen"], by=request.user)
        except ThankedMeanwhile as problem:
            by, text = problem.farewell.thanked_by, problem.farewell.thanks
            who = by.first_name if by else "Een collega"
            form.add_error("thanks", f"{who} schreef intussen ook iets: “{text}”. Bewaar opnieuw als je dat vervangt.")
            form.now_knows(seen=text)
            return _thank_page(request, placement, form, status=409)
        name = placement.student.given_name
        messages.success(request, f"Bewaard. {name} leest dit op de eigen pagina, bij Afscheid.")
        return redirect(f"{reverse('placement-detail', args=[pk])}#afscheid")
    return _thank_page(request, placement, form, status=422 if form.is_bound else 200)


def _thank_page(request, placement, form, status):
    context = {"placement": placement, "form": form, "farewell": farewell_of(placement)}
    return render(request, "onboarding/placement_thank.html", context, status=status)


@access(*STAFF)
@require_safe
def placement_farewell_print(request, pk):
    """One page about the stage, to give to the student."""
    document = sheet_of(_stage_or_404(request, pk), timezone.localdate())
    return pdf_response(request, [farewell_sheet.html(document)], title=document.title)


def _stage_or_404(request, pk):
    rows = _theirs(request).with_people().select_related("institution", "farewell__thanked_by")
    placement = get_object_or_404(rows, pk=pk)
    note_look(request, placement.student, placement.institution)
    return placement
