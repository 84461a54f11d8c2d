"""Personal links: opening one shows a button; pressing it begins a session."""

from django.contrib import messages
from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from onboarding.accounts import remember
from onboarding.actions.accounts import logs_in_with_code
from onboarding.actions.links import find_link
from onboarding.forms.accounts import CodeRequestForm, LinkForm
from onboarding.fresh_code import began_with_link
from profiles.access import public
from profiles.views.secret import keep_secret

WISHES = "wensen"  # what a link in a mail has behind it to open the wishes: "/link/<token>?naar=wensen"


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("token")
def personal_link(request, token):
    """Show the button (GET: scanners of mail open every link, so nothing happens), or let the student in (POST)."""
    link = find_link(token)
    if link is None:
        response = _expired(request)
    elif request.method == "POST":
        response = _let_in(request, link)
    else:
        context = {"link": link, "form": LinkForm()}
        response = render(request, "account/personal_link.html", context)
    return keep_secret(response)


def _expired(request):
    """The same answer for a link that expired, was revoked, or never was."""
    context = {"form": CodeRequestForm(), "next": reverse("my-placement")}
    return render(request, "account/personal_link_expired.html", context, status=410)


def _let_in(request, link):
    user = link.student.user
    if not logs_in_with_code(user):
        messages.info(request, "Je hebt ook een account met een wachtwoord. Log daarmee in.")
        return redirect(f"{reverse('account_login')}?next={reverse('my-placement')}")
    form = LinkForm(request.POST)
    login(request, user)  # empties the session of whoever was here before
    began_with_link(request)
    remember(request, form.is_valid() and form.cleaned_data["remember"])
    return redirect("my-wishes" if request.GET.get("naar") == WISHES else "my-placement")
