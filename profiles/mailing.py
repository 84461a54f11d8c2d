"""One plain mail from a template: the first line is the subject. Only the worker sends."""

from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string


def send_mail(template, *, to, sender="", reply_to="", **values):
    """Send emails/<template>.txt to the addresses `to`. Raises OSError when it does not go out.

    `sender` (the name of an organisation) and `reply_to` are those of the portal when left out; they stand in
    the headers, and with `values` in the text.
    """
    sender, reply_to = sender or settings.SITE_NAME, reply_to or settings.HELP_EMAIL
    context = {
        "site_name": settings.SITE_NAME,
        "help_phone": settings.HELP_PHONE,
        "help_email": settings.HELP_EMAIL,
        "address": settings.SITE_URL,
        "sender": sender,
        "reply_to": reply_to,
        **values,
    }
    subject, body = render_to_string(f"emails/{template}.txt", context).strip().split("\n", 1)
    origin = formataddr((sender, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    EmailMessage(subject.strip(), body.strip() + "\n", origin, to, reply_to=[reply_to]).send()
