"""How django-allauth behaves here: no open sign-up, Dutch sentences, mails from the worker."""

from allauth.account.adapter import DefaultAccountAdapter

from profiles.actions.account_mails import queue_account_mail
from profiles.models import User

REMEMBERED = 30 * 24 * 3600  # seconds
UNTIL_THE_BROWSER_CLOSES = 0


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

    def send_mail(self, template_prefix, email, context):
        """Have the mail sent by the worker; allauth asks for one kind only, the login code."""
        if template_prefix != "account/email/login_code":
            raise ValueError(template_prefix)
        queue_account_mail("login_code", user=User.objects.get(email=email), code=context["code"])

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        """Pass on sentences of ours; allauth's own ("signed in as …") say what the next page shows already."""
        if message:
            super().add_message(request, level, extra_tags=extra_tags, message=message)


def remember(request, yes):
    """How long the session that just began lasts: 30 days on this phone, or until the browser closes."""
    request.session.set_expiry(REMEMBERED if yes else UNTIL_THE_BROWSER_CLOSES)
