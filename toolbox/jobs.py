"""Jobs of the worker. A job is deferred in the transaction of its fact: rolled back, it never existed."""

from procrastinate.contrib.django import app

from profiles.jobs import TRY_AGAIN


@app.task(name="send_check_mail", queue="mail", retry=TRY_AGAIN)
def send_check_mail_job(check_id):
    """Ask to go through the checklist zorginstelling of a leerplaats again."""
    from toolbox.actions.check_reminders import send  # local: the action defers this job, so it imports this module

    send(check_id)


@app.periodic(cron="20 6 * * *")  # in UTC: the mail is there when work begins
@app.task(name="keep_checks_fresh", queue="mail")
def keep_checks_fresh_job(timestamp):
    """Every morning: ask about checklists that are half a year old."""
    from toolbox.actions.check_reminders import remind  # local: as above

    remind()
