"""A batch of mails while worker and Postgres are killed again and again: how many arrive twice, how many are lost."""

import contextlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from aiosmtpd.controller import Controller
from django.db import OperationalError, connection, transaction
from django.db.models import Count
from django.db.utils import InterfaceError

from onboarding.actions.messages import LINK, message_id_of, queue, send_again
from onboarding.bench.rows import Rows
from onboarding.enums import MessageKind, MessageStatus
from onboarding.models import Message, Student
from onboarding.startup import postgres, prepare
from onboarding.startup.commands import CHECKOUT
from onboarding.startup.processes import listener_on_free_port, lives, spawn, wait_until
from onboarding.startup.progress import Refusal

SEED = 20270201
BETWEEN_KILLS = (15, 70)  # mails; a worker that is busy is killed after a number in between
POSTGRES_TOO = 4  # every so many kills it is the turn of Postgres, and the worker loses its database
LATER = 97  # every so many mails the server says "not now" the first time
A_MAIL = 0.2  # seconds, about
SILENCE = 90.0  # seconds without a mail before a worker is replaced by another
LONGEST = 1800.0
GONE = (OperationalError, InterfaceError)


class Counting:
    """A mail server that counts each Message-ID, and sometimes says "not now"."""

    def __init__(self):
        self.arrived = Counter()
        self.asked = Counter()

    async def handle_DATA(self, server, session, envelope):
        """Take one mail."""
        head = envelope.content.partition(b"\r\n\r\n")[0].decode()
        lines = dict(line.split(": ", 1) for line in head.split("\r\n") if ": " in line)
        key = lines["Message-ID"].strip()
        self.asked[key] += 1
        if self.asked[key] == 1 and len(self.asked) % LATER == 0:
            return "451 Probeer het later"
        self.arrived[key] += 1
        return "250 Genomen"


def run(students=1500):
    """Send the batch through crashes; returns what arrived, what did not, and where each mail stands."""
    chance = random.Random(SEED)  # noqa: S311 (no secret)
    data = Path(tempfile.mkdtemp(prefix="stagestart-mail-"))
    cluster = postgres.Cluster(data)  # a careful one: the careless database of other measurements may forget
    server = Counting()
    with listener_on_free_port() as free:
        port = free.getsockname()[1]
    catcher = Controller(server, hostname="127.0.0.1", port=port, server_hostname="localhost")
    before = dict(connection.settings_dict)
    catcher.start()
    try:
        with contextlib.ExitStack() as after:
            cluster.join()
            after.callback(cluster.leave)
            after.callback(_use, before)
            _use(before | {"HOST": str(cluster.sockets)})
            prepare.database()
            _queue_batch(students)
            surroundings = _surroundings(cluster, data, port)
            began = time.monotonic()
            killed = _crash_through(cluster, server, surroundings, chance)
            figures = _figures(students, server, killed, time.monotonic() - began)
            figures["a person sends the interrupted again"] = _resend(server, surroundings)
            return figures
    finally:
        catcher.stop()
        shutil.rmtree(data, ignore_errors=True)


def _use(database):
    connection.close()
    connection.settings_dict.update(database)


def _surroundings(cluster, data, port):
    return os.environ | {
        "DATABASE_URL": cluster.url,
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "STAGESTART_DATA": str(data),
        "STAGESTART_VENV": "nee",
    }


@transaction.atomic
def _queue_batch(number):
    """One mail with a personal link to each of so many students, in one transaction with its jobs."""
    rows = Rows(1)
    people = Student.objects.bulk_create(
        Student(
            school=rows.school,
            student_number=f"mail{one}",
            given_name=f"Student {one}",
            last_name="Meting",
            sort_name=f"meting {one}",
            email=f"student{one}@meting.example",
        )
        for one in range(number)
    )
    queue(
        Message(
            key=f"bench:{student.pk}",
            kind=MessageKind.OTHER,
            institution=rows.institution,
            student=student,
            to_email=student.email,
            subject=f"{student.given_name}, je stageplek is bekend",
            body=f"Beste {student.given_name},\n\nOpen jouw pagina: {LINK}\n",
        )
        for student in people
    )


def _crash_through(cluster, server, surroundings, chance):
    """Keep a worker busy and kill it, or Postgres, until nothing waits any more; returns how often each was killed."""
    killed = Counter()
    limit = time.monotonic() + LONGEST
    while _waiting(cluster):
        if time.monotonic() > limit:
            raise RuntimeError(f"After {LONGEST:.0f} seconds {_waiting(cluster)} mails still wait.")
        worker = _start_worker(surroundings)
        _let_work(worker, server, chance.randint(*BETWEEN_KILLS))
        time.sleep(chance.random() * A_MAIL)  # anywhere in the sending of one
        if sum(killed.values()) % POSTGRES_TOO == POSTGRES_TOO - 1:
            _kill_postgres(cluster)
            killed["postgres"] += 1
            time.sleep(chance.random())  # the worker notices, or is busy
        else:
            killed["worker"] += 1
        _kill(worker)
        _revive(cluster)
    return killed


def _let_work(worker, server, share):
    """Wait until the worker has sent so many mails, has stopped, has been silent for long, or nothing waits."""
    begin = sum(server.arrived.values())
    seen, since, looked = begin, time.monotonic(), time.monotonic()
    while worker.poll() is None:
        now, arrived = time.monotonic(), sum(server.arrived.values())
        if arrived != seen:
            seen, since = arrived, now
        if arrived >= begin + share or now - since > SILENCE:
            return
        if now - since > 5 and now - looked > 2:
            looked = now
            if not Message.objects.filter(status=MessageStatus.QUEUED).exists():
                return
        time.sleep(0.005)


def _start_worker(surroundings):
    log = open(Path(surroundings["STAGESTART_DATA"]) / "worker.log", "ab")  # noqa: SIM115 (the child keeps it)
    with log:
        return spawn(
            [sys.executable, "manage.py", "procrastinate", "worker"],
            cwd=CHECKOUT,
            env=surroundings,
            stdout=log,
            stderr=log,
        )


def _kill(worker):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def _kill_postgres(cluster):
    """As when the machine runs out of memory: the server gone, without a word to anybody."""
    server = cluster.server_pid()
    if server:
        os.kill(server, signal.SIGKILL)
        wait_until(lambda: not lives(server), 20)


def _revive(cluster):
    """Start Postgres again when it is down; it recovers from its log."""
    connection.close()
    if cluster.server_pid():
        return
    for _ in range(30):
        cluster.leave()
        with contextlib.suppress(Refusal):
            cluster.join()
            return
        time.sleep(1)
    raise RuntimeError("Postgres did not come back.")


def _waiting(cluster):
    for _ in range(5):
        try:
            return Message.objects.filter(status=MessageStatus.QUEUED).count()
        except GONE:
            _revive(cluster)
    raise RuntimeError("The database does not answer.")


def _figures(number, server, killed, seconds):
    rows = list(Message.objects.all())
    status = dict(Message.objects.order_by().values_list("status").annotate(Count("pk")))
    arrived = {row.pk for row in rows if server.arrived[message_id_of(row)]}
    told = {MessageStatus.SENDING, MessageStatus.FAILED}  # what a coordinator sees, and sends again
    return {
        "mails": number,
        "worker killed": killed["worker"],
        "postgres killed": killed["postgres"],
        "seconds": round(seconds),
        "where they stand": status,
        "arrived": len(arrived),
        "arrived twice": sum(times > 1 for times in server.arrived.values()),
        "lost without a trace": sum(row.pk not in arrived and row.status not in told for row in rows),
        "interrupted, to be seen in the list": sum(row.status in told for row in rows),
        "of those arrived all the same": sum(row.status in told and row.pk in arrived for row in rows),
        "put off by the server and arrived later": sum(row.attempts > 0 and row.pk in arrived for row in rows),
    }


def _resend(server, surroundings):
    """A coordinator sends every interrupted mail again; a copy that had arrived carries the same Message-ID."""
    before = Counter(server.arrived)
    rows = list(Message.objects.filter(status__in=[MessageStatus.SENDING, MessageStatus.FAILED]))
    for row in rows:
        send_again(message=row, by=None)
    worker = _start_worker(surroundings)
    waiting = Message.objects.exclude(status=MessageStatus.SENT)
    wait_until(lambda: not waiting.exists(), SILENCE * 2, 0.5)
    _kill(worker)
    return {
        "sent again": len(rows),
        "not arrived at the end": sum(not server.arrived[message_id_of(row)] for row in Message.objects.all()),
        "second copies, each with the Message-ID of the first": sum(
            times > 1 and before[key] == 1 for key, times in server.arrived.items()
        ),
    }
