"""The page for a form that came without a valid token: opened too long ago, or logged out on another tab."""

from http import HTTPStatus

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

NOT_TYPED = "csrfmiddlewaretoken"


def csrf_failure(request, reason=""):
    """Say that nothing was sent, what to do with a text that was typed, and the ways on.

    The page gets no request: who is logged in may be just what is wrong.
    """
    came_from = request.META.get("HTTP_REFERER", "")
    is_ours = url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    typed = any(value.strip() for name, values in request.POST.lists() if name != NOT_TYPED for value in values)
    context = {"typed": typed or bool(request.FILES), "back_url": came_from if is_ours else ""}
    page = render_to_string("403_csrf.html", context)
    return HttpResponse(page, status=HTTPStatus.FORBIDDEN)
