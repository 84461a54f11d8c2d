"""Logging in and out: the views of django-allauth, with our addresses, rules and sentences."""

from functools import wraps

from allauth.account import views as allauth_views
from allauth.account.utils import passthrough_next_redirect_url
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from onboarding.accounts import remember
from onboarding.actions.accounts import receiver_of_code
from profiles.access import public


def _entrance(view):
    """A view of allauth, open to everyone and never kept by a browser or proxy."""

    @public
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def entrance(request, *args, **kwargs):
        if request.method == "HEAD":  # allauth's rate limits take everything but GET for a try, and write it down
            request.method = "GET"
        return view(request, *args, **kwargs)

    return entrance


class _StartsOver:
    """Someone who waits for a code may still come here: to correct the address, or to use a password."""

    def _redirect_to_pending_stage(self, request, stage):
        return None


class LoginView(_StartsOver, allauth_views.LoginView):
    """The page everyone is sent to: students on to a code, the others log in with a password."""


class CodeRequestView(_StartsOver, allauth_views.RequestLoginCodeView):
    """Asks where to mail a code; goes on to the same page whoever asks."""

    def form_valid(self, form):
        """Decide who gets a code, then let allauth go on."""
        form._user = receiver_of_code(email=form.cleaned_data["email"])  # where allauth looks for it
        return super().form_valid(form)


class CodeView(allauth_views.ConfirmLoginCodeView):
    """Takes the code, and then begins a session of the length that was chosen."""

    def _verify_form_valid(self, form):
        response = super()._verify_form_valid(form)
        remember(self.request, form.cleaned_data["remember"])
        return response


class NewPasswordView(allauth_views.PasswordResetFromKeyView):
    """Chooses a password; the secret leaves the address bar at once."""

    reset_url_key = "kiezen"


login = _entrance(LoginView.as_view())
logout = _entrance(allauth_views.logout)
request_code = _entrance(CodeRequestView.as_view())
request_password = _entrance(allauth_views.password_reset)
password_requested = _entrance(allauth_views.password_reset_done)
choose_password = _entrance(NewPasswordView.as_view())
account_closed = _entrance(allauth_views.account_inactive)
_enter_code = CodeView.as_view()


@_entrance
def enter_code(request):
    """The page for the code. Who has none waiting (any more) is sent back to ask for one, and told so."""
    response = _enter_code(request)
    ask = reverse("account_request_login_code")
    if response.status_code == 302 and response["Location"] == ask and not request.user.is_authenticated:
        if request.method == "POST" and not messages.get_messages(request):
            messages.error(request, "Deze code is verlopen. Vraag een nieuwe aan.")
        return redirect(passthrough_next_redirect_url(request, ask, REDIRECT_FIELD_NAME))
    return response


@public
@require_safe
def how_to_get_in(request):
    """In the place of signing up: who gives you an account."""
    return render(request, "account/signup_closed.html")
