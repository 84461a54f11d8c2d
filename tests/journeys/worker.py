"""The job worker of the portal, inside the test: real jobs, real connections, the mailbox of the test."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from onboarding.models import Message


def run_worker():
    """Do every job that is due. A job that fails, fails the test; a mail that gathers changes goes later.

    In a thread of its own, because the browser of the test holds the event loop of this one. The worker
    starts anew while jobs wait: it may put a job of every minute in the queue just as it finds nothing to do.
    """
    jobs = ProcrastinateJob.objects
    while True:
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, _work()).result()
        if not jobs.filter(status="todo", scheduled_at=None).exists():
            break
    left = jobs.exclude(status="succeeded").exclude(status="todo", scheduled_at__isnull=False)
    assert not left.exists(), list(left.values_list("task_name", "status"))
    wrong = Message.objects.exclude(problem="")  # one that is tried again later waits for a moment as well
    assert not wrong.exists(), list(wrong.values_list("subject", "problem"))


def forget_jobs():
    """Take away what an earlier test left: taking the tables down between tests leaves those of the worker."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


async def _work():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1) as jobs:
        loop.set_default_executor(jobs)  # one thread for all jobs, so that its connection can be closed
        working = app.with_connector(app.connector.get_worker_connector())
        async with working.open_async():
            await working.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)
        await loop.run_in_executor(jobs, connections.close_all)
