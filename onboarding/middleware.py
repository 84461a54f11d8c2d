"""What every request gets before its view."""

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
