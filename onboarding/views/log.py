"""Who decided what, and when."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onboarding.forms.log import LogFilter
from onboarding.log import lines_of, visible_events
from profiles.access import access
from profiles.enums import Role

PER_PAGE = 50


@access(Role.COORDINATOR)
@require_safe
def listing(request):
    """The log of the own institution, the newest line first."""
    events = visible_events(request.identity)
    form = LogFilter(request.GET or None, events=events)
    page = Paginator(form.narrow(events), PER_PAGE).get_page(request.GET.get("pagina"))
    lines = lines_of(page.object_list)
    return render(request, "onboarding/log.html", {"form": form, "page": page, "lines": lines})
