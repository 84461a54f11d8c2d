"""A mailed code of six digits, for who came in with a personal link and changes or sees something sensitive.

A link can be forwarded, so it proves little. Who logged in with a code or a password is asked nothing here. Of
the code only a keyed hash is kept, in the session of the person.
"""

import time
from functools import wraps
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.core import ratelimit
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from profiles.actions.account_mails import queue_account_mail

BY_LINK = "opened_by_link"  # in the session: how it began
PROVEN_AT, WAITING = "code_proven_at", "code_waiting"
HOLDS = 15 * 60  # seconds: how long a code works, and how long it counts after that
MOST_TRIES = 5


def began_with_link(request):
    """Note that this session was opened with a personal link, and nothing else proves who it is."""
    request.session[BY_LINK] = True


def is_fresh(request):
    """Whether nothing more need be asked: no link opened this session, or a code was given a moment ago."""
    if not request.session.get(BY_LINK):
        return True
    moments = [record.get("at", 0) for record in get_authentication_records(request)]
    return max([request.session.get(PROVEN_AT, 0), *moments]) > time.time() - HOLDS


def asks_code(view):
    """Send who came with a link past the page of the code first, and back to this view afterwards."""

    @wraps(view)
    def careful(request, *args, **kwargs):
        if is_fresh(request):
            return view(request, *args, **kwargs)
        return redirect(f"{reverse('my-data-code')}?{urlencode({'naar': request.path})}")

    return careful


def send_code(request):
    """Mail a new code to the person of this session. Returns whether that was allowed: not too many at once."""
    if not ratelimit.consume(request, action="request_login_code", key=request.user.email):
        return False
    code = get_adapter().generate_login_code()
    request.session[WAITING] = {"hash": _hash(request, code), "at": time.time(), "tries": 0}
    queue_account_mail("fresh_code", user=request.user, code=code)
    return True


def is_waiting(request):
    """Whether a code was mailed that still works."""
    waiting = request.session.get(WAITING)
    return bool(waiting) and waiting["at"] > time.time() - HOLDS and waiting["tries"] < MOST_TRIES


def take_code(request, code):
    """Whether this is the code that was mailed. A right one counts from now and works once; a wrong one is a try."""
    waiting = request.session[WAITING]
    if constant_time_compare(waiting["hash"], _hash(request, code)):
        del request.session[WAITING]
        request.session[PROVEN_AT] = time.time()
        return True
    request.session[WAITING] = waiting | {"tries": waiting["tries"] + 1}
    return False


def _hash(request, code):
    return salted_hmac("onboarding.fresh_code", f"{request.user.pk}:{code}", settings.SECRET_KEY).hexdigest()
