"""Half a year after a checklist zorginstelling: one mail that asks to go through it again."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from profiles.mailing import send_mail
from profiles.models import AuditEvent
from profiles.owners import readers_of
from profiles.upkeep import months_before
from toolbox.checks import AGAIN_AFTER_MONTHS, score_of
from toolbox.jobs import send_check_mail_job
from toolbox.models import LeerplaatsCheck

REMINDED = "check_reminded"  # the line of the log that says a mail went out about this check


def remind(now=None):
    """Ask about every last check that is half a year old; returns how many mails that gave.

    At most one mail per check. None when somebody is filling in the next one, or the leerplaats is archived.
    """
    oldest = months_before(now or timezone.now(), AGAIN_AFTER_MONTHS)
    last = LeerplaatsCheck.objects.filter(leerplaats__archived_at=None)
    last = last.order_by("leerplaats_id", "-started_at").distinct("leerplaats_id")
    due = LeerplaatsCheck.objects.filter(pk__in=last.values("pk"), finished_at__lte=oldest)
    return sum(_remind(key) for key in due.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _remind(check_id):
    check = LeerplaatsCheck.objects.select_for_update(of=["self"]).select_related("institution").get(pk=check_id)
    if AuditEvent.objects.filter(what=REMINDED, subject=f"{check._meta.label_lower}:{check.pk}").exists():
        return False
    AuditEvent.record(REMINDED, check, by=None, institution=check.institution)
    send_check_mail_job.defer(check_id=check.pk)
    return True


def send(check_id):
    """Send the mail, unless the team began again meanwhile. Goes to the owner of the profile, else coordinators."""
    check = LeerplaatsCheck.objects.select_related("leerplaats__institution").get(pk=check_id)
    leerplaats = check.leerplaats
    is_last = not leerplaats.checks.filter(started_at__gt=check.started_at).exists()
    if is_last and check.finished_at and (readers := readers_of(leerplaats)):
        send_mail(
            "check_again",
            to=[reader.email for reader in readers],
            sender=leerplaats.institution.name,
            leerplaats=leerplaats,
            check=check,
            score=score_of(check),
            link=settings.SITE_URL + reverse("leerplaats-check", args=[leerplaats.pk]),
        )
