"""How django-allauth behaves here: no open sign-up, Dutch sentences, our own sender."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation only."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het opnieuw.",
        "too_many_login_attempts": "Je hebt het te vaak geprobeerd. Wacht 5 minuten en probeer het opnieuw.",
        "incorrect_code": "Deze code klopt niet. Kijk in je nieuwste mail of vraag een nieuwe code aan.",
        "rate_limited": "Je hebt het te vaak geprobeerd. Wacht een paar minuten en probeer het opnieuw.",
    }

    def is_open_for_signup(self, request):
        """Nobody signs up: people are invited."""
        return False

    def get_from_email(self):
        """The sender of the installation."""
        return settings.DEFAULT_FROM_EMAIL
