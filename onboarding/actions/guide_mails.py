"""Telling colleagues whom they guide from now on, and whom no more: one mail each, however many changed in a row."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.messages import stop
from onboarding.actions.staff_mails import queue_staff_mails, staff_body
from onboarding.enums import MessageStatus
from onboarding.models import Message, Placement
from profiles.dutch import enumerate_dutch
from profiles.models import AuditEvent

GUIDES = "guides:"  # begins the key of such a mail
TEMPLATE = "guides_changed"
CHANGED = "placement.guide"  # the line of the log from which the mail is made
TOGETHER = timedelta(minutes=20)  # changes within this time are one mail


def tell_guides(*, placement, before, by):
    """Log who guides `placement` now, and tell them and who did (`before`, a User or None), but not `by`.

    Must run in the transaction of the change. Whoever gets back what they had hears nothing.
    """
    after = placement.werkbegeleider
    if before == after:
        return
    detail = {"was": before and before.pk, "guide": after and after.pk}
    line = AuditEvent.record("placement.guide", placement, by=by, institution=placement.institution, **detail)
    if placement.ends_on < timezone.localdate():
        return
    for person in (before, after):
        if person and person.is_active and person != by:
            _tell(person, placement.institution, line.at)


def _tell(person, institution, at):
    """Put the one mail of `person` in the outbox; one that waits says the rest as well, and goes when it would."""
    key = f"{GUIDES}{institution.pk}:{person.pk}:"
    waits = Message.objects.filter(key__startswith=key, status=MessageStatus.QUEUED).select_for_update()
    mail = waits.order_by("pk").first()
    moment = (mail and mail.send_after) or at + TOGETHER
    begun, ended = _changes(person, institution, moment - TOGETHER)
    context = {"begun": begun, "ended": ended, "page": f"{settings.SITE_URL}{reverse('placement-overview')}"}
    said = {"institution": institution, "template": TEMPLATE, "context": context}
    if not begun and not ended:
        stop(waits)
    elif mail:
        waits.update(subject=_subject(begun, ended), body=staff_body(user=person, **said))
    else:
        key = f"{key}{at:%Y%m%d%H%M%S%f}"
        queue_staff_mails(key=key, people=[person], subject=_subject(begun, ended), send_after=moment, **said)


def _subject(begun, ended):
    if begun and ended:
        return "Je begeleidt andere studenten"
    names = enumerate_dutch(stage.student.given_name for stage in begun or ended)
    return (f"Je begeleidt nu {names}" if begun else f"Je begeleidt {names} niet meer")[:200]


def _changes(person, institution, since):
    """(stages this person guides now and did not at `since`, those the other way round), in order of name."""
    lines = AuditEvent.objects.filter(what=CHANGED, institution=institution, at__gte=since).order_by("at", "pk")
    had = {}
    for line in lines:
        if person.pk in line.detail.values():
            had.setdefault(int(line.subject.rpartition(":")[2]), line.detail.get("was") == person.pk)
    stages = Placement.objects.active().filter(pk__in=had).select_related("student", "leerplaats", "werkbegeleider")
    begun, ended = [], []
    for stage in stages.order_by("student__given_name", "pk"):
        has = stage.werkbegeleider_id == person.pk
        if has != had[stage.pk]:
            (begun if has else ended).append(stage)
    return begun, ended
