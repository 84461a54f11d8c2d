"""Mails about an account: invitations, codes, passwords. Sent by the worker.

So the page answers equally fast whether an address exists or not, and a mail server that is down does not
keep anybody waiting. A link to set a password is made while sending, so it is stored nowhere.
"""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.http import int_to_base36

from profiles.jobs import send_account_mail_job
from profiles.mailing import send_mail
from profiles.models import User

KINDS = frozenset({"invitation", "new_role", "login_code", "fresh_code", "use_code", "use_password", "new_password"})


def queue_account_mail(kind, *, user, **values):
    """Have the mail `kind` sent to `user`; the template is emails/account_<kind>.txt, its first line the subject.

    `values` go into the template. "sender" (the name of an organisation) and "reply_to" also into the headers.
    """
    if kind not in KINDS:
        raise ValueError(kind)
    send_account_mail_job.defer(kind=kind, user_id=user.pk, values=values)


def send(kind, user_id, values):
    """Send the mail now. Raises OSError when it does not go out."""
    user = User.objects.get(pk=user_id)
    send_mail(
        f"account_{kind}",
        to=[user.email],
        user=user,
        password_address=lambda: settings.SITE_URL + password_path(user),
        **values,
    )


def password_path(user):
    """The path where `user` chooses a password; works once, for PASSWORD_RESET_TIMEOUT."""
    token = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", args=[int_to_base36(user.pk), token])
