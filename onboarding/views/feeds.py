"""One's own calendar: an address that a phone or computer reads by itself."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.actions.feeds import find_feed, is_readable, make_feed, revoke_feed, secret_of
from onboarding.arrivals import first_day
from onboarding.calendar import guiding_feed, student_feed, week_to_add
from onboarding.models import CalendarFeed, Placement
from onboarding.views.my_placement import current_placement
from profiles.access import access, load_identity, public
from profiles.dutch import count
from profiles.enums import Role
from profiles.views.secret import keep_secret

OWN_CALENDAR = (Role.STUDENT, Role.WERKBEGELEIDER)


@access(*OWN_CALENDAR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_feed(request):
    """The address of one's own calendar, and how to use it; POST makes one."""
    if request.method == "POST":
        make_feed(user=request.user)
        messages.success(request, "Je adres is gemaakt. Zet het in je agenda.")
        return redirect("calendar-feed")
    feed = CalendarFeed.objects.filter(user=request.user, revoked_at=None).first()
    is_student = request.identity.has(Role.STUDENT)
    path = reverse("calendar-feed-read", args=[secret_of(feed)]) if feed and is_readable(feed) else ""
    today = timezone.localdate()
    placement = current_placement(request.identity, today) if is_student else None
    context = {
        "feed": feed,
        "address": f"{settings.SITE_URL}{path}" if path else "",
        "subscribe": f"webcal://{settings.SITE_URL.partition('://')[2]}{path}" if path else "",
        "is_student": is_student,
        "placement": placement,
        "once": _once(placement, today),
    }
    return keep_secret(render(request, "onboarding/calendar_feed.html", context))


def _once(placement, today):
    """What a student can add to a calendar by hand, in words: the first week, the next days, or nothing."""
    days = week_to_add(placement, today) if placement else []
    if not days:
        return ""
    return "je eerste week" if days[0] == first_day(placement) else f"je volgende {count(len(days), 'dag', 'dagen')}"


@access(*OWN_CALENDAR)
@require_POST
def calendar_feed_revoke(request):
    """Close the address, for whoever has it."""
    if revoke_feed(user=request.user):
        messages.success(request, "Je adres werkt niet meer. Je agenda haalt niets meer op.")
    else:
        messages.info(request, "Je had geen adres dat werkt.")
    return redirect("calendar-feed")


@public
@never_cache
@require_safe
@sensitive_variables("token")
def calendar_feed_read(request, token):
    """What a calendar reads: the stagedagen of a student, the students of a werkbegeleider. Writes nothing."""
    feed = find_feed(token)
    if feed is None:
        raise Http404
    identity = load_identity(feed.user)
    body = _calendar(identity)
    return keep_secret(HttpResponse(body, content_type="text/calendar; charset=utf-8"))


def _calendar(identity):
    stages = Placement.objects.visible_to(identity).active().with_calendar()
    if identity.has(Role.STUDENT):
        return student_feed(stages.filter(student__user=identity.user), "Mijn stage")
    return guiding_feed(stages.filter(werkbegeleider=identity.user), "Mijn studenten")
