"""Mails about help with a part: the link, the news that a proposal came, and thanks. Sent by the worker."""

from django.conf import settings
from django.urls import reverse

from profiles.actions.contributions import KEPT_DAYS, VALID_DAYS, new_token
from profiles.enums import ContributionStatus as Status
from profiles.mailing import send_mail
from profiles.models import Contribution
from profiles.owners import possible_owners, readers_of
from profiles.questions import part_by_key


def send(kind, contribution_id):
    """Send the mail `kind` now: "link", "received" or "thanks". Raises OSError when it does not go out."""
    rows = Contribution.objects.select_related("leerplaats__institution", "asked_by")
    contribution = rows.filter(pk=contribution_id).first()
    if contribution:
        _SENDERS[kind](contribution)


def _send_link(contribution):
    """The link is made here, so that it exists in the mail and nowhere else. None for who was withdrawn meanwhile."""
    if contribution.status not in (Status.ASKED, Status.SENT):
        return
    link = settings.SITE_URL + reverse("contribution", args=[new_token(contribution)])
    _send("link", contribution, [contribution.email], link=link, valid_days=VALID_DAYS, kept_days=KEPT_DAYS)


def _send_received(contribution):
    """To who asked, or when that person edits this profile no more, to who sees to it now."""
    leerplaats = contribution.leerplaats
    asked = [user for user in possible_owners(leerplaats) if user == contribution.asked_by]
    readers = [reader.email for reader in asked or readers_of(leerplaats)]
    link = settings.SITE_URL + reverse("contribution-review", args=[leerplaats.pk, contribution.pk])
    if readers:
        _send("received", contribution, readers, link=link)


def _send_thanks(contribution):
    is_used = contribution.status == Status.ACCEPTED
    _send("thanks", contribution, [contribution.email], is_used=is_used, kept_days=KEPT_DAYS)


def _send(kind, contribution, to, **values):
    send_mail(
        f"contribution_{kind}",
        to=to,
        sender=contribution.leerplaats.institution.name,
        reply_to=contribution.asked_by.email if kind != "received" else "",
        contribution=contribution,
        leerplaats=contribution.leerplaats,
        part=part_by_key(contribution.part),
        asked_by=contribution.asked_by,
        **values,
    )


_SENDERS = {"link": _send_link, "received": _send_received, "thanks": _send_thanks}
