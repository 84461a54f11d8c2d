"""The outbox: written with the fact, sent by the worker, never twice, never silently lost."""

import re
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from onboarding.actions.messages import claim, queue_start_mails, send, send_again
from onboarding.enums import MessageStatus, PlacementStatus
from onboarding.models import Message, PersonalLink
from tests.factories import MessageFactory, PlacementFactory, StudentFactory, TaskFactory, UserFactory
from toolbox.enums import Owner, Signal

pytestmark = pytest.mark.django_db


class BrokenServer(EmailBackend):
    """A mail server that hangs up."""

    def send_messages(self, messages):
        raise SMTPServerDisconnected("Connection unexpectedly closed")


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
