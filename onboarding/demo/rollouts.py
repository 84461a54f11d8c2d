"""Makes filled in checklists of leerplaatsen, and rounds of invoeren in vijf stappen: finished, halfway, and old."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from onboarding.actions.rollouts import next_round, save_step, start_rollout, step_values
from onboarding.demo.organisations import praktijkopleider
from onboarding.rollout_facts import facts_of
from onboarding.rollout_reviews import on_workday
from profiles.dutch import long_date, plain_date
from profiles.merging import fingerprint
from profiles.models import AuditEvent
from toolbox.actions.checks import finish_check, start_check
from toolbox.checks import lines_of, score_of
from toolbox.enums import CheckAnswer
from toolbox.models import LeerplaatsCheck, Rollout, RolloutTask
from toolbox.rollout_steps import step_by_number

INSTITUTION = "kadeburg"
TEN_O_CLOCK = time(10)
# Leerplaats, how many days ago, and the lines that were not in order by their place in the list.
CHECKS = (
    ("de-kade", 230, {1: "no", 3: "no", 6: "partly", 8: "no", 11: "partly", 14: "no", 17: "unknown", 23: "partly"}),
    ("de-kade", 20, {6: "partly", 8: "no", 17: "partly", 20: "no"}),
    ("de-sluis", 200, {2: "no", 7: "partly", 12: "no", 19: "unknown"}),
    ("de-vloedlijn", 45, {4: "partly", 9: "partly"}),
    ("de-werf", 12, {1: "partly", 6: "no", 9: "partly", 12: "no", 18: "unknown"}),
)
HALFWAY = ("de-ree", 3, 11)  # leerplaats, days ago, and how many lines have an answer
LASTING = ("colleagues", "choices", "places", "sjablonen", "acts", "first_start", "review_on")  # facts without a moment
# What the team of De Kade did in its first round, per step: task -> agreement.
FIRST_ROUND = {
    1: {
        "talk-team": "In het teamoverleg, met de vragen van het gespreksblad.",
        "ask-students": "Twee studenten vertelden over hun eerste week.",
        "manager": "Een half uur per week per begeleider, in het rooster.",
    },
    2: {"preparation": "De school oefent de kennismaking al. Wij doen dat kort."},
    3: {"names": "Samira regelt de eerste dag. Daan is vervanger."},
    4: {"celebrate": "Taart bij de koffie van half elf."},
    5: {
        "team-back": "De rondleiding werkt. De papieren lijst was te lang.",
        "improve": "De lijst past nu op één blad.",
    },
}
SECOND_ROUND = {
    1: {"talk-team": "Kort, want iedereen doet al mee."},
    2: {"preparation": "De school vraagt om twee leerdoelen per student. Daar beginnen wij mee."},
    3: {"names": "Bram regelt de eerste dag. Samira is vervanger."},
    4: {"celebrate": "Taart, en een kaart van het team voor de student."},
    5: {"team-back": "Doen we als de vragenlijsten er zijn."},
}
THIRD_STEP = {
    1: {
        "talk-team": "Iedereen wil het proberen met de eerstvolgende start.",
        "ask-students": "Gevraagd aan de student die er nu is.",
        "manager": "Twee uur per maand voor de voorbereiding.",
    },
    2: {
        "preparation": "Besproken met de school: de student komt met drie leerdoelen.",
        "choose": "We beginnen met een vast welkom en de rondleiding.",
        "places": "Niet meer dan twee studenten tegelijk.",
    },
    3: {"names": "Nog doen: wie haalt de student op als Samira vrij is?"},
}


def make_checks(region, leerplaatsen, users, today):
    """Finished checklists with something to compare, one that is old, and one that is halfway."""
    for key, ago, less in CHECKS:
        _finished(leerplaatsen[INSTITUTION, key], _by(region, key, users), _moment(today, ago), less)
    key, ago, number = HALFWAY
    check = start_check(leerplaats=leerplaatsen[INSTITUTION, key], by=_by(region, key, users))
    answers = {line.key: CheckAnswer.YES for line in lines_of(check)[:number]}
    answers[str(number - 1)], answers["2"] = CheckAnswer.UNKNOWN, CheckAnswer.NO
    LeerplaatsCheck.objects.filter(pk=check.pk).update(answers=answers, started_at=_moment(today, ago))
    _date_the_log(check, _moment(today, ago))


def make_rollouts(region, leerplaatsen, users, today):
    """De Kade has a finished round, and looks back on the second one this week; De Werf is at step 3."""
    de_kade, by = leerplaatsen[INSTITUTION, "de-kade"], _by(region, "de-kade", users)
    first = start_rollout(leerplaats=de_kade, by=by)
    _date(first, _moment(today, 420))
    ended = _moment(today, 190)
    _do(first, FIRST_ROUND, by, first_start=_workday(today, 350), review_on=timezone.localdate(ended))
    first.refresh_from_db()
    second = next_round(rollout=first, facts=_seen_at_the_end(first, today, ended), by=by)
    Rollout.objects.filter(pk=first.pk).update(finished_at=ended)
    RolloutTask.objects.filter(rollout=first, done_at__isnull=False).update(done_at=_moment(today, 220))
    _date(second, ended)
    dates = {"first_start": _workday(today, 140), "review_on": on_workday(today)}
    _do(second, SECOND_ROUND, by, open_tasks=("team-back",), **dates)
    RolloutTask.objects.filter(rollout=second, done_at__isnull=False).update(done_at=_moment(today, 170))
    de_werf, by = leerplaatsen[INSTITUTION, "de-werf"], _by(region, "de-werf", users)
    third = start_rollout(leerplaats=de_werf, by=by)
    _date(third, _moment(today, 35))
    start = today + timedelta(days=28 - today.weekday())  # a Monday
    _do(third, THIRD_STEP, by, open_tasks=("names",), first_start=start)


def _seen_at_the_end(rollout, today, ended):
    """What the portal saw when this round ended: of today only what has no moment, the rest as it was then."""
    now, start = facts_of([rollout], today)[rollout.pk], long_date(rollout.first_start)
    checks = LeerplaatsCheck.objects.finished().filter(leerplaats=rollout.leerplaats_id, finished_at__lte=ended)
    check = checks.latest("finished_at")
    then = {
        "check": f"Ingevuld op {plain_date(check.finished_at)}: {score_of(check)}.",
        "profile": f"Het profiel staat online. Laatste versie: {plain_date(_moment(today, 360))}.",
        "prints": f"Voor het laatst afgedrukt op {plain_date(_moment(today, 357))}.",
        "placed": f"2 studenten gekoppeld. De eerste startte op {start}.",
        "guided": "Iedereen heeft een werkbegeleider: 2 studenten.",
        "started": f"2 studenten gestart sinds {start}.",
        "improved": "Studenten lezen 1 verbetering van deze ronde.",
    }
    return {key: now[key] for key in LASTING if key in now} | then


def _finished(leerplaats, by, moment, less):
    check = start_check(leerplaats=leerplaats, by=by)
    answers = {line.key: less.get(line.place, CheckAnswer.YES) for line in lines_of(check)}
    LeerplaatsCheck.objects.filter(pk=check.pk).update(answers=answers)
    finish_check(check=check, by=by)
    LeerplaatsCheck.objects.filter(pk=check.pk).update(started_at=moment, finished_at=moment)
    _date_the_log(check, moment)


def _do(rollout, notes, by, *, open_tasks=(), **dates):
    for number, agreed in notes.items():
        values = {f"note-{key}": note for key, note in agreed.items()}
        values |= {f"done-{key}": key not in open_tasks for key in agreed}
        step = step_by_number(number)
        seen = {name: fingerprint(value) for name, value in step_values(rollout, step).items()}
        save_step(rollout=rollout, step=step, values=values, seen=seen, by=by)
    if dates:
        Rollout.objects.filter(pk=rollout.pk).update(**dates)


def _date(rollout, moment):
    Rollout.objects.filter(pk=rollout.pk).update(started_at=moment)
    rollout.started_at = moment
    _date_the_log(rollout, moment)


def _date_the_log(row, moment):
    AuditEvent.objects.filter(subject=f"{row._meta.label_lower}:{row.pk}").update(at=moment)


def _workday(today, days_ago):
    return on_workday(today - timedelta(days=days_ago))


def _moment(today, days_ago):
    return timezone.make_aware(datetime.combine(_workday(today, days_ago), TEN_O_CLOCK))


def _by(region, key, users):
    content = next(one for one in region.institutions if one.key == INSTITUTION)
    return praktijkopleider(content, key, users)
