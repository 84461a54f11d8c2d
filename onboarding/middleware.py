"""What every request gets before its view, and what an answer without a page gets after it."""

from http import HTTPStatus

from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from profiles.access import load_identity


class IdentityMiddleware:
    """Sets `request.identity`: the memberships that hold at this very request, loaded when first asked for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Put the lazy identity on the request and pass it on."""
        request.identity = SimpleLazyObject(lambda: load_identity(request.user))
        return self.get_response(request)


class WayBackMiddleware:
    """Gives somebody who opens the address of a button (from the history of a phone) a page with a way back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Fill the empty answer of a view that only takes what a form sends."""
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET":
            return response
        page = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
        page["Allow"] = response["Allow"]
        return page
