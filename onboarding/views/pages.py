"""Pages that belong to nobody: the start, and the words about the portal itself."""

from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from onboarding.kept_words import kept_lines
from onboarding.menu import first_screen
from onboarding.who_sees_what import VIEWERS
from profiles.access import logged_in, public
from profiles.addresses import absolute


@public
@require_safe
def start(request):
    """The front door: where to go as a student, in care, or at a school."""
    return render(request, "onboarding/start.html", {"canonical": absolute(request.path)})


@logged_in
@require_safe
def home(request):
    """After logging in: on to the first screen of one's role; without one a page that says whom to ask."""
    if not request.identity.roles:
        return render(request, "onboarding/no_role.html")
    return redirect(first_screen(request.identity))


@public
@require_safe
def how_it_works(request):
    """What the portal does, for who does not know it."""
    return render(request, "onboarding/how_it_works.html", {"canonical": absolute(request.path)})


@public
@require_safe
def help_page(request):
    """Help: phone, mail, and the words used."""
    return render(request, "onboarding/help.html")


@public
@require_safe
def accessibility(request):
    """The toegankelijkheidsverklaring."""
    return render(request, "onboarding/accessibility.html")


@public
@require_safe
def privacy(request):
    """What is kept of whom, and for how long."""
    return render(request, "onboarding/privacy.html", {"kept": kept_lines(), "viewers": VIEWERS})


@public
@require_safe
def health(request):
    """For the load balancer: 'ok' when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
