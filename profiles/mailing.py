"""Mails in house style: text and HTML with the same words, from a sender people recognise. Only the worker sends."""

from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from profiles.mail_html import as_html

BY_MACHINE = {"Auto-Submitted": "auto-generated"}  # so that an absence notice does not answer


def compose(subject, text, *, to, sender="", reply_to="", headers=None):
    """The unsent mail with this text, and the HTML made from it.

    `sender` is the name of an organisation: the mail then comes from "De Kade via Leerplaats Regio Maas". Answers go
    to `reply_to`. Both are those of the portal when left out.
    """
    name = f"{sender} via {settings.SITE_NAME}" if sender and sender != settings.SITE_NAME else settings.SITE_NAME
    origin = formataddr((name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]), charset="utf-8")
    mail = EmailMultiAlternatives(
        subject, text, origin, to, reply_to=[reply_to or settings.HELP_EMAIL], headers={**BY_MACHINE, **(headers or {})}
    )
    mail.attach_alternative(as_html(subject, text), "text/html")
    return mail


def send_mail(template, *, to, sender="", reply_to="", **values):
    """Send emails/<template>.txt (the first line is the subject) to the addresses `to`. Raises OSError when it fails.

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
    compose(subject.strip(), body.strip() + "\n", to=to, sender=sender, reply_to=reply_to).send()
