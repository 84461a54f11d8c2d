"""Deze week starten: who comes, for everybody on the team, on a screen and on one A4."""

from datetime import date, timedelta
from itertools import groupby

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from onboarding.arrivals import first_day
from onboarding.documents import build_team_card
from onboarding.forms.this_week import WeekFilter
from onboarding.models import Placement
from onboarding.portraits import portraits_of
from onboarding.this_week import monday_of, starters, team_stages, week_words
from profiles.access import access
from profiles.enums import Purpose, Role
from toolbox.formats import FORMATS
from toolbox.formats.team_card import DUTIES
from toolbox.views.formats import PDF, document_response

STAFF = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER, Role.WERKBEGELEIDER)
PER_PAGE = 50
CARD = "team_card"


@access(*STAFF)
@require_safe
def this_week(request):
    """Per leerplaats who starts: first name, opleiding, werkbegeleider, days and what they want to learn."""
    stages = team_stages(request.identity)
    form = WeekFilter(request.GET or None, stages=stages, today=timezone.localdate())
    page = Paginator(starters(form.narrow(stages), form.monday), PER_PAGE).get_page(request.GET.get("pagina"))
    rows = list(page.object_list)
    photos = portraits_of([one.student.user_id for one in rows if one.student.user_id], Purpose.PHOTO_TEAM)
    mine = Placement.objects.visible_to(request.identity).filter(pk__in=[one.pk for one in rows])
    known = set(mine.values_list("pk", flat=True))
    people = [(one, first_day(one), photos.get(one.student.user_id), one.pk in known) for one in rows]
    context = {
        "form": form,
        "monday": form.monday,
        "week": week_words(form.monday),
        "is_next": form.monday == monday_of(timezone.localdate()) + timedelta(weeks=1),
        "page": page,
        "groups": [(place, list(some)) for place, some in groupby(people, key=lambda one: one[0].leerplaats)],
        "chosen": form.choices_made,
        "duties": DUTIES,
        "today": timezone.localdate(),
    }
    return render(request, "onboarding/this_week.html", context)


@access(*STAFF)
@require_safe
def this_week_card(request, day):
    """The same on paper, for the week of `day` (2027-02-01). Nobody starts: back to the screen, which says so."""
    try:
        monday = monday_of(date.fromisoformat(day))
    except ValueError:
        raise Http404 from None
    stages = team_stages(request.identity)
    form = WeekFilter(request.GET or None, stages=stages, today=timezone.localdate())
    found = list(starters(form.narrow(stages), monday))
    if not found:
        return redirect("this-week")
    return document_response(request, FORMATS[CARD], build_team_card(found), PDF)
