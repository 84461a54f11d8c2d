"""Work lists of services: made, mailed, opened with a code, ticked, closed."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from onboarding.actions.messages import queue, stop
from onboarding.actions.tasks import DONE, change_tasks
from onboarding.enums import MessageKind, MessageStatus
from onboarding.models import Message, WorkList, WorkListCode
from onboarding.worklist_secrets import (
    CODE_KEY,
    CODE_MARK,
    LINK_KEY,
    LINK_MARK,
    code_hash_of,
    code_of,
    is_code,
    secret_of,
)
from profiles.link_secrets import hash_of
from profiles.models import AuditEvent

CODE_HOLDS = timedelta(minutes=15)
MOST_CODES = 3  # in the time that one code holds
MOST_TRIES = 5  # per code
SECOND_CLICK = timedelta(seconds=20)  # asked again so soon, the code that is on its way is the answer
CODES_KEPT = timedelta(days=1)


class ListExists(Exception):
    """This service has a list already, at this location."""


@transaction.atomic
def make_worklist(*, institution, owner, location=None, email, by):
    """A new list of the open work of a service; its link is mailed. Raises ListExists."""
    worklist = _new(institution, owner, location, email, by)
    AuditEvent.record("worklist.made", worklist, by=by, institution=institution, owner=owner)
    mail_link(worklist=worklist)
    return worklist


@transaction.atomic
def send_link(*, worklist, number, by):
    """Mail the link once more; returns whether that was done.

    `number` is how often it went, as the person saw it: of two clicks one sends. A closed list sends nothing.
    """
    worklist = WorkList.objects.select_for_update(of=("self",)).get(pk=worklist.pk)
    if worklist.revoked_at or number != times_mailed(worklist):
        return False
    mail_link(worklist=worklist)
    AuditEvent.record("worklist.sent", worklist, by=by, institution=worklist.institution)
    return True


@transaction.atomic
def renew(*, worklist, by):
    """Close the link and mail a new one; returns the new list, or None when the old one was closed already."""
    if not _close(worklist, by):
        return None
    made = _new(worklist.institution, worklist.owner, worklist.location, worklist.email, by)
    AuditEvent.record("worklist.renewed", made, by=by, institution=made.institution, owner=made.owner)
    mail_link(worklist=made)
    return made


@transaction.atomic
def revoke(*, worklist, by):
    """Close a list: its link, its codes and every browser in which it is open. Returns whether it was open."""
    if not _close(worklist, by):
        return False
    AuditEvent.record("worklist.revoked", worklist, by=by, institution=worklist.institution, owner=worklist.owner)
    return True


def _new(institution, owner, location, email, by):
    worklist = WorkList(institution=institution, owner=owner, location=location, email=email, made_by=by)
    worklist.token_hash = hash_of(secret_of(worklist))
    try:
        with transaction.atomic():
            worklist.save()
    except IntegrityError:
        raise ListExists from None
    return worklist


def _close(worklist, by):
    standing = WorkList.objects.standing().filter(pk=worklist.pk)
    if not standing.update(revoked_at=timezone.now(), revoked_by=by):
        return False
    waiting = Message.objects.filter(status__in=[MessageStatus.QUEUED, MessageStatus.FAILED])
    stop(waiting.filter(key__startswith=f"{LINK_KEY}{worklist.pk}:"))
    stop(waiting.filter(key__in=[f"{CODE_KEY}{pk}" for pk in worklist.codes.values_list("pk", flat=True)]))
    return True


def times_mailed(worklist):
    """How often the link of `worklist` was put in the outbox."""
    return Message.objects.filter(key__startswith=f"{LINK_KEY}{worklist.pk}:").count()


def mail_link(*, worklist):
    """Put the mail with the link in the outbox; must run in the transaction of the list."""
    context = {"worklist": worklist, "link": LINK_MARK, "site": settings.SITE_NAME}
    return queue(
        [
            Message(
                key=f"{LINK_KEY}{worklist.pk}:{times_mailed(worklist) + 1}",
                kind=MessageKind.STAFF,
                institution=worklist.institution,
                to_email=worklist.email,
                subject=f"Werklijst voor {worklist.get_owner_display()} van {worklist.institution.name}",
                body=render_to_string("emails/worklist_link.txt", context),
            )
        ]
    )


# --- Getting in -----------------------------------------------------------------


def find_worklist(token):
    """The standing list of this secret, or None for every reason why there is none."""
    lists = WorkList.objects.standing().select_related("institution", "location")
    return lists.filter(token_hash=hash_of(token)).first()


@transaction.atomic
def mail_code(*, worklist):
    """Mail a code to the mailbox of the list; None when there were enough. The page never tells which of the two."""
    WorkList.objects.select_for_update().get(pk=worklist.pk)  # one after the other, so that two clicks give one code
    now = timezone.now()
    worklist.codes.filter(sent_at__lt=now - CODES_KEPT).delete()
    moments = list(worklist.codes.filter(sent_at__gt=now - CODE_HOLDS).values_list("sent_at", flat=True))
    if len(moments) >= MOST_CODES or any(moment > now - SECOND_CLICK for moment in moments):
        return None
    code = WorkListCode(worklist=worklist, sent_at=now)
    code.code_hash = code_hash_of(code, code_of(code))
    code.save()
    context = {"worklist": worklist, "code": CODE_MARK, "until": now + CODE_HOLDS, "site": settings.SITE_NAME}
    queue(
        [
            Message(
                key=f"{CODE_KEY}{code.pk}",
                kind=MessageKind.CODE,
                institution=worklist.institution,
                to_email=worklist.email,
                subject=f"Je code voor de werklijst van {worklist.get_owner_display()}",
                body=render_to_string("emails/worklist_code.txt", context),
            )
        ]
    )
    return code


@transaction.atomic
def take_code(*, worklist, digits):
    """Whether these digits open the list: a code of the last 15 minutes, not used, not tried too often.

    A right one is used up; a wrong one is a try of every code that still holds.
    """
    holding = worklist.codes.select_for_update().filter(
        used_at__isnull=True, tries__lt=MOST_TRIES, sent_at__gt=timezone.now() - CODE_HOLDS
    )
    codes = list(holding.order_by("pk"))
    right = next((code for code in codes if is_code(code, digits)), None)
    for code in codes:
        if right is None:
            code.tries += 1
        elif code == right:
            code.used_at = timezone.now()
    WorkListCode.objects.bulk_update(codes, ["tries", "used_at"])
    if right is None:
        return False
    AuditEvent.record("worklist.opened", worklist, by=None, institution=worklist.institution, owner=worklist.owner)
    return True


def last_opened(worklist):
    """When somebody opened the list with a code for the last time, or None. The codes are gone by then."""
    lines = AuditEvent.objects.filter(what="worklist.opened", subject=f"{WorkList._meta.label_lower}:{worklist.pk}")
    return lines.order_by("-at").values_list("at", flat=True).first()


# --- Ticking --------------------------------------------------------------------


def tick(*, tasks, worklist, name):
    """Make `tasks` (a queryset of what is on the list) done, said by `name`; returns the TaskChanges.

    What a colleague ticked a moment ago keeps their name and moment.
    """
    return change_tasks(tasks=tasks, wanted=lambda task: None if task.is_done else DONE, worklist=worklist, name=name)
