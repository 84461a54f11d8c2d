"""What a phone keeps of a stage for a place without internet, and the script that keeps it."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onboarding.my_introduction import my_introduction
from onboarding.student_page import OVER
from onboarding.views.my_placement import page_of, placement_or_404
from profiles.access import access, public
from profiles.enums import Role

WORKER = "js/offline_worker.js"


@public
@require_safe
@never_cache
def worker(request):
    """The script that keeps the page. At the root of the site, because it must see who logs out."""
    return HttpResponse(Path(finders.find(WORKER)).read_text(), content_type="text/javascript; charset=utf-8")


@access(Role.STUDENT)
@require_safe
@never_cache
def my_placement_offline(request):
    """The facts of the day, the way there and what to do when ill; no list, no questions, nothing after the stage."""
    today = timezone.localdate()
    placement = placement_or_404(request)
    page = page_of(placement, today).page
    if page.current_stop == OVER:
        raise Http404
    context = {
        "page": page,
        "placement": placement,
        "introduction": my_introduction(placement),
        "now": timezone.localtime(),
        "menu": (),
    }
    return render(request, "onboarding/my_placement_offline.html", context)
