"""Who decided what, and when."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from onboarding.forms.log import LogFilter
from onboarding.log import lines_of, visible_events
from onboarding.on_paper import page_of, paper_context
from profiles.access import access
from profiles.enums import Role

PER_PAGE = 50


@access(Role.COORDINATOR)
@require_safe
def listing(request):
    """The log of the own institution, the newest line first."""
    return _list(request, on_paper=False)


@access(Role.COORDINATOR)
@require_safe
def listing_on_paper(request):
    """The same choice of lines on one page, to print."""
    return _list(request, on_paper=True)


def _list(request, *, on_paper):
    events = visible_events(request.identity)
    form = LogFilter(request.GET or None, events=events)
    page = page_of(request, form.narrow(events), PER_PAGE, on_paper=on_paper)
    context = {"form": form, "page": page, "lines": lines_of(page.object_list)}
    return render(request, "onboarding/log.html", context | paper_context(form, on_paper))
