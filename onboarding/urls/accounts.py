"""Addresses of accounts. The names account_* are those django-allauth asks for."""

from django.urls import path

from onboarding.views import accounts, links, members

urlpatterns = [
    path("werk/mensen/<int:pk>/beeindigen", members.member_end, name="member-end"),
    path("inloggen", accounts.login, name="account_login"),
    path("inloggen/code", accounts.request_code, name="account_request_login_code"),
    path("inloggen/code/invullen", accounts.enter_code, name="account_confirm_login_code"),
    path("inloggen/gesloten", accounts.account_closed, name="account_inactive"),
    path("uitloggen", accounts.logout, name="account_logout"),
    path("wachtwoord-vergeten", accounts.request_password, name="account_reset_password"),
    path("wachtwoord-vergeten/verstuurd", accounts.password_requested, name="account_reset_password_done"),
    path("wachtwoord/<uidb36>/<key>", accounts.choose_password, name="account_reset_password_from_key"),
    path("account-krijgen", accounts.how_to_get_in, name="account_signup"),
    path("link-kwijt", accounts.request_code, name="link-lost"),
    path("link/<token>", links.personal_link, name="personal-link"),
]
