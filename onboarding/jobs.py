"""Jobs of the worker. A job is deferred in the transaction of its fact: rolled back, it never existed."""

from procrastinate.contrib.django import app

PRINTS = "prints"
IMPORTS = "imports"
PROPOSALS = "proposals"


@app.task(name="send_message", queue="mail")
def send_message_job(message_id):
    """Send one mail of the outbox."""
    from onboarding.actions.messages import (
        send,
    )  # local: the action defers this job, so it imports this module

    send(message_id)


@app.periodic(cron="* * * * *")
@app.task(name="resume_mails", queue="mail", queueing_lock="resume_mails", priority=10)
def resume_mails_job(timestamp):
    """Every minute: mails that a worker left behind when it was killed, before it had taken them, go on."""
    from onboarding.actions.messages import pick_up_lost  # local: as above

    pick_up_lost()


@app.periodic(cron="35 6-15 * * *")  # in UTC: by day, so that a worker that was off in the morning catches up
@app.task(name="count_down", queue="mail", queueing_lock="count_down")
def count_down_job(timestamp):
    """Write the mails of two weeks and of three days before the start; each once per stage and first day."""
    from onboarding.actions.countdown_mails import write_countdown_mails  # local: as above

    write_countdown_mails()


@app.periodic(cron="45 6-15 * * *")  # in UTC: by day, so that a worker that was off in the morning catches up
@app.task(name="write_survey_mails", queue="mail", queueing_lock="write_survey_mails")
def write_survey_mails_job(timestamp):
    """Tell whose moment it is that a questionnaire is open, and once more after a week."""
    from onboarding.actions.survey_mails import write_survey_mails  # local: as above

    write_survey_mails()


@app.periodic(cron="40 6-15 * * *")  # in UTC: by day, so that a worker that was off in the morning catches up
@app.task(name="write_review_mails", queue="mail", queueing_lock="write_review_mails")
def write_review_mails_job(timestamp):
    """Tell a leerplaats that its fixed moment to look back has come, and once a week before."""
    from onboarding.actions.rollout_reviews import write_review_mails  # local: as above

    write_review_mails()


@app.periodic(cron="50 2 * * *")  # in UTC: nobody answers then
@app.task(name="keep_answers_apart", queue="mail", queueing_lock="keep_answers_apart")
def keep_answers_apart_job(timestamp):
    """Every night: bring old open bags together per institution, and lose the order in which answers came."""
    from onboarding.actions.answers import forget_the_order, gather_leftovers  # local: as above

    gather_leftovers()
    forget_the_order()


@app.periodic(cron="40 1-3 * * *")  # in UTC: before the removal, and again for a worker that was off
@app.task(name="count_stages", queue="mail", queueing_lock="count_stages")
def count_stages_job(timestamp):
    """Every night: count the stages that are over for the figures."""
    from onboarding.actions.stage_facts import count_stages  # local: as above

    count_stages()


@app.periodic(cron="25 6 * * *")  # in UTC: the mail is there when work begins
@app.task(name="remind_leerplaatsen", queue="mail")
def remind_leerplaatsen_job(timestamp):
    """Every morning: remind who has to answer a question about a student within days."""
    from onboarding.actions.questions import remind_leerplaatsen  # local: as below

    remind_leerplaatsen()


@app.periodic(cron="28 6 * * 1-5")  # in UTC: likewise, and on the days that people work
@app.task(name="remind_of_questions", queue="mail")
def remind_of_questions_job(timestamp):
    """Every morning: remind who did not answer a student before the promised day, once for that day."""
    from onboarding.actions.student_questions import remind_of_questions  # local: as below

    remind_of_questions()


@app.periodic(cron="30 6 * * *")  # in UTC: likewise
@app.task(name="tell_late_answers", queue="mail")
def tell_late_answers_job(timestamp):
    """Every morning: tell the coordinators which leerplaatsen did not answer before their last day."""
    from onboarding.actions.late_answers import tell_late_answers  # local: as below

    tell_late_answers()


@app.periodic(cron="15 2 * * *")  # in UTC
@app.task(name="forget_talks", queue="mail", queueing_lock="forget_talks")
def forget_talks_job(timestamp):
    """Every night: erase what a mentor and a new student kept for each other, once their pair is over."""
    from onboarding.actions.pairs import forget_talks  # local: as above

    forget_talks()


@app.periodic(cron="50 1-3 * * *")  # in UTC: at night, and again for a worker that stopped halfway or was off
@app.task(name="remove_old", queue="mail", queueing_lock="remove_old")
def remove_old_job(timestamp):
    """Every night: remove what is over its term; a run that finds nothing does nothing."""
    from onboarding.actions.removal import remove_old  # local: as above

    remove_old()


@app.task(name="make_print", queue=PRINTS)
def make_print_job(print_id):
    """Make the PDF of one print job, or go on with one that was interrupted."""
    from onboarding.actions.prints import make_print  # local: the action defers this job

    make_print(print_id)


@app.periodic(cron="* * * * *")
@app.task(name="resume_prints", queue=PRINTS, queueing_lock="resume_prints")
async def resume_prints_job(timestamp):
    """Every minute: put prints of a worker that was killed back in the queue; they go on where it stopped."""
    for job in await app.job_manager.get_stalled_jobs(queue=PRINTS, task_name="make_print"):
        await app.job_manager.retry_job(job)


@app.periodic(cron="40 2 * * *")  # in UTC: nobody prints then
@app.task(name="clean_prints", queue=PRINTS)
def clean_prints_job(timestamp):
    """Every night: throw away the files of old prints."""
    from onboarding.actions.prints import clean_prints  # local: as above

    clean_prints()


@app.task(name="make_drafts", queue=PROPOSALS)
def make_drafts_job(run_id):
    """Make the proposals of a big board."""
    from onboarding.actions.drafts import make_drafts  # local: the action defers this job

    make_drafts(run_id)


@app.periodic(cron="* * * * *")
@app.task(name="resume_drafts", queue=PROPOSALS, queueing_lock="resume_drafts")
async def resume_drafts_job(timestamp):
    """Every minute: put proposals of a worker that was killed back in the queue."""
    for job in await app.job_manager.get_stalled_jobs(queue=PROPOSALS, task_name="make_drafts"):
        await app.job_manager.retry_job(job)


@app.task(name="check_import", queue=IMPORTS)
def check_import_job(import_id):
    """Check the rows of one long list of a school."""
    from onboarding.actions.imports import check_import  # local: the action defers this job

    check_import(import_id)


@app.periodic(cron="* * * * *")
@app.task(name="resume_imports", queue=IMPORTS, queueing_lock="resume_imports")
async def resume_imports_job(timestamp):
    """Every minute: lists of a worker that was killed are checked again, from the first row."""
    for job in await app.job_manager.get_stalled_jobs(queue=IMPORTS, task_name="check_import"):
        await app.job_manager.retry_job(job)


@app.periodic(cron="20 2 * * *")
@app.task(name="forget_imports", queue=IMPORTS)
def forget_imports_job(timestamp):
    """Every night: forget what stood there before a list was stored, once it can no longer be undone."""
    from onboarding.actions.import_undo import forget_changes  # local: as above

    forget_changes()
