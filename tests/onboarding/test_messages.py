"""The outbox: written with the fact, sent by the worker, never twice, never silently lost."""

import re
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from onboarding.actions.messages import (
    WAITS,
    claim,
    message_id_of,
    pick_up_lost,
    queue_start_mails,
    send,
    send_again,
)
from onboarding.enums import MessageStatus, PlacementStatus
from onboarding.models import Message, PersonalLink
from tests.factories import MessageFactory, PlacementFactory, StudentFactory, TaskFactory, UserFactory
from toolbox.enums import Owner, Signal

pytestmark = pytest.mark.django_db


class BrokenServer(EmailBackend):
    """A mail server that hangs up."""

    def send_messages(self, messages):
        raise SMTPServerDisconnected("Connection unexpectedly closed")


class FullServer(EmailBackend):
    """A mail server that cannot take this mail now."""

    def send_messages(self, messages):
        raise SMTPDataError(451, b"Try again later")


class StrictServer(EmailBackend):
    """A mail server that knows nobody of that name."""

    def send_messages(self, messages):
        raise SMTPRecipientsRefused({messages[0].to[0]: (550, b"No such user")})


class AwayServer(EmailBackend):
    """No mail server at all."""

    def open(self):
        raise ConnectionRefusedError("Connection refused")


def through(settings, server):
    settings.EMAIL_BACKEND = f"{__name__}.{server.__name__}"


def test_the_mail_says_when_where_and_carries_a_working_link(client, settings):
    placement = PlacementFactory(request__student=StudentFactory(with_user=True))
    [message] = queue_start_mails(placements=[placement])

    send(message.pk)

    [sent] = mail.outbox
    assert sent.to == [placement.student.email]
    assert "om 8.30 uur" in sent.body
    link = re.search(r"http\S+", sent.body)[0]
    assert client.get(link.removeprefix(settings.SITE_URL)).status_code == 200
    token = link.rsplit("/", 1)[1]
    assert not Message.objects.filter(body__contains=token).exists()
    assert not PersonalLink.objects.filter(token_hash=token).exists()


def test_sending_moves_the_placement_on_and_settles_the_task():
    message = MessageFactory()
    task = TaskFactory(placement=message.placement, signal=Signal.MAIL_SENT, owner=Owner.SYSTEM)

    send(message.pk)

    message.refresh_from_db(), task.refresh_from_db(), message.placement.refresh_from_db()
    assert (message.status, message.placement.status) == (MessageStatus.SENT, PlacementStatus.INFORMED)
    assert task.is_done


def test_a_message_is_sent_once():
    message = MessageFactory()

    send(message.pk)
    send(message.pk)

    assert len(mail.outbox) == 1


def test_a_worker_killed_while_sending_leaves_it_visible_and_never_sends_it_twice():
    message = MessageFactory()
    claim(message.pk)  # and then the worker dies

    send(message.pk)

    message.refresh_from_db()
    assert mail.outbox == []
    assert message.status == MessageStatus.SENDING


def test_a_failing_server_is_told_and_a_person_sends_again(settings):
    message = MessageFactory()
    settings.EMAIL_BACKEND = f"{__name__}.BrokenServer"
    send(message.pk)
    message.refresh_from_db()
    assert message.status == MessageStatus.FAILED
    assert "Connection unexpectedly closed" in message.problem

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_again(message=message, by=UserFactory())
    send(message.pk)

    assert len(mail.outbox) == 1
    assert not send_again(message=message, by=UserFactory())


@pytest.mark.django_db(transaction=True)
def test_a_fact_that_is_rolled_back_tells_nobody():
    placement = PlacementFactory()
    jobs = ProcrastinateJob.objects.count()  # of earlier tests: the queue is not ours, so no test empties it

    with pytest.raises(RuntimeError), transaction.atomic():
        queue_start_mails(placements=[placement])
        raise RuntimeError

    assert not Message.objects.exists()
    assert ProcrastinateJob.objects.count() == jobs


@pytest.mark.parametrize("server", [FullServer, AwayServer])
def test_a_server_that_cannot_now_gets_it_again_later_and_a_person_decides_after_the_last_time(settings, server):
    message = MessageFactory()
    through(settings, server)
    for attempt, minutes in enumerate(WAITS, 1):
        before = timezone.now()
        send(message.pk)
        message.refresh_from_db()
        assert (message.status, message.attempts) == (MessageStatus.QUEUED, attempt)
        assert before + timedelta(minutes=minutes) <= message.send_after <= timezone.now() + timedelta(minutes=minutes)
        assert message.problem
        Message.objects.filter(pk=message.pk).update(send_after=before)
    send(message.pk)
    message.refresh_from_db()
    assert message.status == MessageStatus.FAILED
    assert mail.outbox == []


def test_each_new_try_has_a_job_at_its_moment(settings):
    message = MessageFactory()
    through(settings, FullServer)
    send(message.pk)
    message.refresh_from_db()
    job = ProcrastinateJob.objects.latest("id")
    assert (job.args, job.scheduled_at) == ({"message_id": message.pk}, message.send_after)


def test_a_mail_that_was_refused_once_goes_later_and_says_nothing_of_it_any_more(settings):
    message = MessageFactory()
    through(settings, FullServer)
    send(message.pk)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Message.objects.update(send_after=timezone.now())
    send(message.pk)
    message.refresh_from_db()
    assert (message.status, message.problem) == (MessageStatus.SENT, "")
    assert len(mail.outbox) == 1


def test_a_refusal_for_good_is_seen_at_once(settings):
    message = MessageFactory()
    through(settings, StrictServer)
    send(message.pk)
    message.refresh_from_db()
    assert (message.status, message.attempts) == (MessageStatus.FAILED, 0)
    assert "No such user" in message.problem


def test_a_connection_that_breaks_halfway_is_never_tried_again_by_itself(settings):
    message = MessageFactory()
    through(settings, BrokenServer)
    send(message.pk)
    message.refresh_from_db()
    assert message.status == MessageStatus.FAILED
    assert message.problem.startswith("De verbinding brak af. Misschien is de mail toch aangekomen.")


def test_every_copy_of_one_mail_has_the_same_message_id_and_no_other_mail_has_it():
    message, other = MessageFactory(), MessageFactory()
    send(message.pk)
    Message.objects.filter(pk=message.pk).update(status=MessageStatus.FAILED, sent_at=None)
    send_again(message=message, by=UserFactory())
    send(message.pk)
    send(other.pk)
    first, second, third = (sent.extra_headers["Message-ID"] for sent in mail.outbox)
    assert first == second == message_id_of(message)
    assert third != first
    assert re.fullmatch(r"<[0-9a-f]{32}@regiomaas\.example>", first)


def test_the_mail_comes_from_the_institution_and_answers_go_there():
    message = MessageFactory()
    send(message.pk)
    [sent] = mail.outbox
    institution = message.institution
    assert sent.from_email == f"{institution.name} via Leerplaats Regio Maas <stage@regiomaas.example>"
    assert sent.reply_to == [institution.email]
    assert [kind for _, kind in sent.alternatives] == ["text/html"]


def test_a_mail_whose_job_was_lost_with_the_worker_gets_a_new_one_once():
    hour_ago = timezone.now() - timedelta(hours=1)
    lost = MessageFactory(created_at=hour_ago)
    MessageFactory(created_at=hour_ago, send_after=timezone.now() + timedelta(days=1))
    MessageFactory(created_at=hour_ago, status=MessageStatus.SENDING)
    MessageFactory()  # its job may be on its way
    assert pick_up_lost() == 1
    assert ProcrastinateJob.objects.latest("id").args == {"message_id": lost.pk}
    assert pick_up_lost() == 0
