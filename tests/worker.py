"""Does the work of the job worker inside a test, in the test's own transaction."""

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob


def run_jobs():
    """Run every job deferred since the last call, in order; returns their names. A failing job fails the test."""
    jobs = list(ProcrastinateJob.objects.filter(status="todo").order_by("id"))
    for job in jobs:
        app.tasks[job.task_name](**job.args)
        _finish(job)
    return [job.task_name for job in jobs]


def _finish(job):
    # procrastinate gives Django read-only models

    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", [job.pk])
