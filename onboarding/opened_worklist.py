"""Which work list is open in this browser: for a working day after a code, and no longer than the list stands."""

import time

from onboarding.models import WorkList

OPENED, NAME = "worklist", "worklist_name"  # in the session
WORKING_DAY = 10 * 60 * 60  # seconds


def let_in(request, worklist):
    """Open `worklist` in this browser. The session gets another key, so that nobody laid one ready."""
    request.session.cycle_key()
    request.session[OPENED] = {"pk": worklist.pk, "until": time.time() + WORKING_DAY}


def opened_worklist(request):
    """The list that is open in this browser, or None: never opened, a day ago, or closed since."""
    opened = request.session.get(OPENED)
    if not opened or opened["until"] < time.time():
        return None
    lists = WorkList.objects.standing().select_related("institution", "location")
    return lists.filter(pk=opened["pk"]).first()


def shut(request):
    """Close the list in this browser, and forget the name."""
    request.session.pop(OPENED, None)
    request.session.pop(NAME, None)


def name_of(request):
    """Who ticks in this browser, as they said."""
    return request.session.get(NAME, "")


def remember_name(request, name):
    """Keep who ticks, so that it is asked once."""
    request.session[NAME] = name
