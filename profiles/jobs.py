"""Jobs of the worker. A job is deferred in the transaction of its fact: rolled back, it never existed."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app


# OSError is every failure of SMTP and of the network: then nothing went out, so trying again is safe.
@app.task(
    name="send_account_mail",
    queue="mail",
    retry=RetryStrategy(max_attempts=6, exponential_wait=4, retry_exceptions={OSError}),
)
def send_account_mail_job(kind, user_id, values):
    """Send one mail about somebody's account."""
    from profiles.actions.account_mails import send  # local: the action defers this job, so it imports this module

    send(kind, user_id, values)
