"""Jobs of the worker. A job is deferred in the transaction of its fact: rolled back, it never existed."""

from procrastinate.contrib.django import app


@app.task(name="send_message", queue="mail")
def send_message_job(message_id):
    """Send one mail of the outbox."""
    from onboarding.actions.messages import (
        send,
    )  # local: the action defers this job, so it imports this module

    send(message_id)


@app.task(name="make_print", queue="prints")
def make_print_job(print_id):
    """Make the PDF of one print job."""
    from onboarding.actions.prints import make_print  # local: the action defers this job

    make_print(print_id)
