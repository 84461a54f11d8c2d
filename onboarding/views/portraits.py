"""The file of a portrait, for who may see it at this moment."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from onboarding.portraits import visible_portraits
from profiles.access import logged_in


@logged_in
@require_safe
def portrait(request, key):
    """The picture; no browser or proxy keeps it, so that a yes that is taken back holds at once."""
    found = get_object_or_404(visible_portraits(request.identity), pk=key)
    with found.file.open("rb") as file:
        answer = HttpResponse(file.read(), content_type="image/webp")
    answer["Cache-Control"] = "private, no-store"
    return answer
