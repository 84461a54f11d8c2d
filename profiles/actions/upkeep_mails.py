"""Mails that keep a profile true. Sent by the worker; the personal link is made while sending and stored nowhere."""

from django.conf import settings
from django.urls import reverse

from profiles.mailing import send_mail
from profiles.models import ErrorReport, Leerplaatsprofiel
from profiles.owners import owners_of, readers_of
from profiles.questions import part_by_key
from profiles.upkeep import months_words, stale_now
from profiles.upkeep_links import VALID_DAYS, upkeep_path


def send_question(profile_id, user_id):
    """Ask the owner which old parts still hold. No mail when all was looked at meanwhile, or the owner changed."""
    profiles = Leerplaatsprofiel.objects.select_related("leerplaats__institution", "published")
    profile = profiles.get(pk=profile_id)
    parts = [stale.part for stale in stale_now(profile) if stale.is_old]
    owner = owners_of([profile.leerplaats])[profile.leerplaats_id]
    if not parts or owner is None or owner.pk != user_id:
        return
    link = settings.SITE_URL + upkeep_path(profile, owner)
    send_mail(
        "profile_upkeep",
        to=[owner.email],
        sender=profile.leerplaats.institution.name,
        user=owner,
        leerplaats=profile.leerplaats,
        parts=[(part, f"{link}#deel-{part.number}") for part in parts],
        link=link,
        months=months_words(),
        valid_days=VALID_DAYS,
    )


def send_report(report_id):
    """Tell who sees to the profile that a student reported something. The text stands on the page, not in the mail."""
    report = ErrorReport.objects.select_related("leerplaats__institution").get(pk=report_id)
    leerplaats = report.leerplaats
    if readers := readers_of(leerplaats):
        send_mail(
            "profile_report",
            to=[reader.email for reader in readers],
            sender=leerplaats.institution.name,
            leerplaats=leerplaats,
            part=part_by_key(report.part),
            link=settings.SITE_URL + reverse("profile-upkeep", args=[leerplaats.pk]),
        )
