"""Jobs of the worker. A job is deferred in the transaction of its fact: rolled back, it never existed."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

# OSError is every failure of SMTP and of the network: then nothing went out, so trying again is safe.
TRY_AGAIN = RetryStrategy(max_attempts=6, exponential_wait=4, retry_exceptions={OSError})


@app.task(name="send_account_mail", queue="mail", retry=TRY_AGAIN)
def send_account_mail_job(kind, user_id, values):
    """Send one mail about somebody's account."""
    from profiles.actions.account_mails import send  # local: the action defers this job, so it imports this module

    send(kind, user_id, values)


@app.task(name="send_upkeep_mail", queue="mail", retry=TRY_AGAIN)
def send_upkeep_mail_job(profile_id, user_id):
    """Ask the owner of a profile whether its old parts still hold."""
    from profiles.actions.upkeep_mails import send_question  # local: as above

    send_question(profile_id, user_id)


@app.task(name="send_report_mail", queue="mail", retry=TRY_AGAIN)
def send_report_mail_job(report_id):
    """Say that a student reported something that is not right."""
    from profiles.actions.upkeep_mails import send_report  # local: as above

    send_report(report_id)


@app.task(name="send_contribution_mail", queue="mail", retry=TRY_AGAIN)
def send_contribution_mail_job(kind, contribution_id):
    """Send one mail about help with a part: the link, that a proposal came, or thanks."""
    from profiles.actions.contribution_mails import send  # local: as above

    send(kind, contribution_id)


@app.periodic(cron="15 6 * * *")  # in UTC: the mail is there when work begins
@app.task(name="keep_profiles_true", queue="mail")
def keep_profiles_true_job(timestamp):
    """Every morning: ask owners about old parts, and forget people who helped long ago."""
    from profiles.actions.contributions import forget_old  # local: as above
    from profiles.actions.upkeep import remind_owners  # local: as above

    remind_owners()
    forget_old()
