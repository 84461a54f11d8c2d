"""The outbox: a mail is a row in the transaction of its fact, and is sent by the worker afterwards."""

from contextlib import suppress
from datetime import timedelta
from email.utils import parseaddr
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import CharField, F, Q, Value, prefetch_related_objects
from django.db.models.functions import Cast, Concat
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from procrastinate.contrib.django.models import ProcrastinateJob

from onboarding.actions.links import make_personal_link
from onboarding.actions.statuses import change_status
from onboarding.actions.tasks import settle
from onboarding.countdown import COUNTED_DOWN, as_it_is_now
from onboarding.enums import MessageKind, MessageStatus, PlacementStatus
from onboarding.jobs import send_message_job
from onboarding.models import Message
from onboarding.models.placements import introductions
from onboarding.worklist_secrets import with_worklist_secret
from profiles.dutch import long_date, time_label
from profiles.mailing import compose
from toolbox.enums import Signal

LINK = "[link]"
CLOCKS_DIFFER = timedelta(minutes=1)  # the database says when a job begins, and may be ahead of this machine
ANNOUNCEMENT = "announcement:"  # begins the key of a mail about a change, which does not tell where the stage is
TALKS = "talks:"  # begins the key of a mail that talks were moved, which is written anew when the stage changes
START = "start:"  # begins the key of the mail that tells where the stage is, and when
# Minutes to wait after each time that the mail server could not take a mail; after the last one a person decides.
WAITS = (1, 5, 15, 60, 240)
UNSURE = "De verbinding brak af. Misschien is de mail toch aangekomen. "
NOT_TRUE = "Klopte niet meer toen de mail aan de beurt was."
LOST_AFTER = timedelta(minutes=1)


def start_mail(placement, instruction=""):
    """Subject and body of the mail that tells a student where the stage is; the link is put in at sending.

    `instruction` is what the coordinator adds, as plain text.
    """
    time = f" om {time_label(placement.arrival_time)}" if placement.arrival_time else ""
    start = f"{long_date(placement.starts_on)}{time}"
    subject = f"{placement.student.given_name}, je start {start} op {placement.leerplaats.name}"
    context = {"placement": placement, "link": LINK, "site": settings.SITE_NAME, "instruction": plain(instruction)}
    return subject, render_to_string("emails/start.txt", context)


def my_stage():
    """The address of the student's own page. It asks who you are, so it may stand in a mail that is sent on."""
    return settings.SITE_URL + reverse("my-placement")


def own_link_example():
    """What stands for a personal link where a mail is shown before it goes: no link is made for a look."""
    return f"{settings.SITE_URL}/eigen-link"


def plain(text):
    """What somebody typed, without anything in it that this portal would fill in."""
    return text.strip().replace(LINK, "link")


def queue_start_mails(*, placements, instruction="", send_after=None):
    """Put the start mail of each placement in the outbox, once; must run in the confirming transaction."""
    prefetch_related_objects(placements, introductions())
    return queue(
        student_message(
            f"{START}{placement.pk}",
            placement,
            *start_mail(placement, instruction),
            kind=MessageKind.START,
            send_after=send_after,
        )
        for placement in placements
    )


def student_message(key, placement, subject, body, *, kind, send_after=None):
    """The unsaved mail to the student of `placement`; `key` makes sure that the same fact is told once."""
    return Message(
        key=key,
        kind=kind,
        institution_id=placement.institution_id,
        placement=placement,
        to_email=placement.student.email,
        subject=subject,
        body=body,
        send_after=send_after,
    )


def queue(messages):
    """Put unsaved mails in the outbox; must run in the transaction of the fact they tell. Returns the stored ones.

    A mail with `send_after` is not sent before that moment.
    """
    stored = Message.objects.bulk_create(messages)
    moments = {}
    for message in stored:
        moments.setdefault(message.send_after, []).append({"message_id": message.pk})
    for moment, jobs in moments.items():
        send_message_job.configure(schedule_at=moment).batch_defer(*jobs)
    return stored


def unsent(placement, *, moves, lapses=False):
    """The mails to the student of `placement` that have not gone out and are no longer true after a change.

    What a leerplaats told all its students stays true, unless the stage `moves` to another one. So does an answer.
    Unless the stage `lapses`, so does that the plan is there to be read; and mails about talks are written anew.
    """
    waiting = Message.objects.filter(placement=placement, status__in=[MessageStatus.QUEUED, MessageStatus.FAILED])
    waiting = waiting.exclude(kind=MessageKind.QUESTION)
    if not lapses:
        waiting = waiting.exclude(kind=MessageKind.PLAN).exclude(key__startswith=TALKS)
    return waiting if moves else waiting.exclude(key__startswith=ANNOUNCEMENT)


def stop(mails):
    """Stop these unsent mails (a queryset); must run in the transaction of what changed. Returns how many.

    A stopped mail gives up its key, so that the same can be told anew.
    """
    return mails.update(
        status=MessageStatus.STOPPED, key=Concat(Value("stopped:"), Cast("pk", CharField()), Value(":"), F("key"))
    )


def due_now():
    """Which mails may be taken for sending: their moment has come, and nobody paused the institution."""
    due = Q(send_after__isnull=True) | Q(send_after__lte=timezone.now() + CLOCKS_DIFFER)
    return due & Q(status=MessageStatus.QUEUED) & ~held()


def held():
    """Which mails wait because somebody paused the mails of the institution that go by themselves."""
    return Q(kind__in=COUNTED_DOWN, institution__mails_paused_at__isnull=False)


def claim(message_id):
    """Take a queued message for sending; None when somebody else has it or had it, or it is held. Commits at once."""
    with transaction.atomic():
        mine = Message.objects.filter(due_now(), pk=message_id).values("pk")
        taken = Message.objects.filter(pk__in=mine, status=MessageStatus.QUEUED).update(
            status=MessageStatus.SENDING, claimed_at=timezone.now()
        )
    if not taken:
        return None
    rows = Message.objects.select_related("institution", "placement__student", "placement__institution", "student")
    return rows.get(pk=message_id)


def send(message_id):
    """Send one message. A crash after the claim leaves it visibly 'sending': it is never sent twice silently.

    A mail server that is away or says "not now" (4xx) gets it again later. What it refuses for good (5xx) is to be
    seen at once, and so is a connection that broke halfway: then nobody knows whether the mail arrived.
    """
    message = claim(message_id)
    if message is None:
        return
    if not bring_up_to_date(message):
        return
    connection = get_connection()
    try:
        connection.open()
    except OSError as problem:  # nothing has been said yet, so trying again is safe
        _not_sent(message, problem, again=_code_of(problem) < 500)
        return
    try:
        _deliver(message, connection)
    except OSError as problem:  # every failure of SMTP and of the network
        code = _code_of(problem)
        _not_sent(message, problem, again=400 <= code < 500, unsure=code == 0)
        return
    finally:
        with suppress(OSError):  # the mail is where it is, however the goodbye went
            connection.close()
    _note_sent(message)


def bring_up_to_date(message):
    """Let a mail that counts down say what holds now, or stop it when it is true no more; returns whether it goes.

    Between the moment it was written and now somebody may have paused it, or changed the stage.
    """
    if message.kind not in COUNTED_DOWN:
        return True
    now = as_it_is_now(message, timezone.localdate())
    if now is None:
        stop(Message.objects.filter(pk=message.pk))
        Message.objects.filter(pk=message.pk).update(problem=NOT_TRUE)
        return False
    if now != (message.subject, message.body):
        message.subject, message.body = now
        message.save(update_fields=["subject", "body"])
    return True


def _code_of(problem):
    """What the mail server answered: 4xx is "not now", 5xx "never"; 0 when it did not answer."""
    if isinstance(problem, SMTPRecipientsRefused):
        return max(code for code, _ in problem.recipients.values())
    return problem.smtp_code if isinstance(problem, SMTPResponseException) and problem.smtp_code > 0 else 0


def _not_sent(message, problem, *, again, unsure=False):
    """Note why it did not go, and try again later when that is safe and not done too often."""
    message.problem = f"{UNSURE if unsure else ''}{problem}"[:300]
    if again and message.attempts < len(WAITS):
        message.send_after = timezone.now() + timedelta(minutes=WAITS[message.attempts])
        message.attempts += 1
        message.status = MessageStatus.QUEUED
    else:
        message.status = MessageStatus.FAILED
    with transaction.atomic():
        message.save(update_fields=["status", "problem", "send_after", "attempts"])
        if message.status == MessageStatus.QUEUED:
            send_message_job.configure(schedule_at=message.send_after).defer(message_id=message.pk)


@transaction.atomic
def _note_sent(message):
    message.status = MessageStatus.SENT
    message.sent_at = timezone.now()
    message.problem = ""
    message.save(update_fields=["status", "sent_at", "problem"])
    tells_where = message.kind == MessageKind.START and message.placement
    if tells_where and message.placement.status == PlacementStatus.AGREED:
        change_status(message.placement, PlacementStatus.INFORMED, by=None)
        settle(placements=[message.placement], signal=Signal.MAIL_SENT)


def _deliver(message, connection):
    body = message.body
    if LINK in body:
        body = body.replace(LINK, settings.SITE_URL + make_personal_link(student=message.linked_student))
    mail = compose(
        message.subject,
        with_worklist_secret(message, body),
        to=[message.to_email],
        sender=message.institution.name,
        reply_to=message.institution.email,
        headers={"Message-ID": message_id_of(message)},
    )
    mail.connection = connection
    mail.send()


def message_id_of(message):
    """The Message-ID: the same for a row however often it is sent, so that a receiver can tell a second copy."""
    mark = salted_hmac("onboarding.message", f"{message.pk}:{message.created_at.isoformat()}").hexdigest()[:32]
    return f"<{mark}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition('@')[2]}>"


def send_again(*, message, by):
    """Queue a failed or interrupted message again, because a person says so."""
    updated = Message.objects.filter(pk=message.pk, status__in=[MessageStatus.FAILED, MessageStatus.SENDING]).update(
        status=MessageStatus.QUEUED, claimed_at=None, problem="", send_after=None, attempts=0
    )
    if updated:
        send_message_job.defer(message_id=message.pk)
    return bool(updated)


def pick_up_lost(now=None):
    """Queue anew the mails that wait while no job of the worker is left for them; returns how many.

    A worker that is killed between taking a job and claiming its mail leaves one behind.
    """
    now = now or timezone.now()
    waiting = Message.objects.filter(due_now(), created_at__lt=now - LOST_AFTER)
    waiting = waiting.filter(Q(send_after__isnull=True) | Q(send_after__lt=now - LOST_AFTER))
    jobs = ProcrastinateJob.objects.filter(task_name=send_message_job.name, status="todo")
    with_job = {args["message_id"] for args in jobs.values_list("args", flat=True)}
    lost = [pk for pk in waiting.order_by("pk").values_list("pk", flat=True) if pk not in with_job]
    if lost:
        send_message_job.batch_defer(*({"message_id": pk} for pk in lost))
    return len(lost)
