"""Je zei, wij deden: what two leerplaatsen changed because of what students said, and what is still open."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from onboarding.actions.improvements import finish_improvement, save_improvement
from onboarding.demo.organisations import praktijkopleider
from onboarding.rollout_reviews import on_workday
from profiles.models import AuditEvent, Improvement

INSTITUTION = "kadeburg"
NOON = time(12)
# Leerplaats, what students said, what the team does, what it is about, how many days ago it was written down, in how
# many days from today it is due, and once it is done: how many days ago, and what changed.
IMPROVEMENTS = (
    (
        "de-kade",
        "De papieren lijst van de eerste dag was te lang.",
        "De lijst van de eerste dag past op één blad.",
        "sjabloon:inwerkdocument",
        300,
        -240,
        (250, "De lijst van je eerste dag past nu op één blad."),
    ),
    (
        "de-kade",
        "Mijn account werkte pas in de tweede week.",
        "De teamleider vraagt het account vier weken voor de start aan.",
        "sjabloon:startlijst",
        150,
        -80,
        (90, "Je account werkt op je eerste dag. De teamleider vraagt het vier weken van tevoren aan."),
    ),
    (
        "de-kade",
        "Het rooster kwam laat.",
        "Het rooster staat twee weken voor de start in het portaal.",
        "deel:day",
        140,
        -60,
        (64, "Je ziet je rooster twee weken voor je begint."),
    ),
    (
        "de-kade",
        "Soms liep ik elke dag met iemand anders mee.",
        "De eerste twee weken loopt een student met twee vaste collega's mee.",
        "deel:guidance",
        120,
        -30,
        (35, "De eerste twee weken loop je mee met twee vaste collega's."),
    ),
    (
        "de-kade",
        "Ik wist niet waar ik mijn tas kon laten.",
        "Er komt een kastje voor studenten bij de teamkamer.",
        "",
        100,
        -10,
        (12, "Bij de teamkamer staat een kastje voor jouw tas en jas."),
    ),
    (
        "de-kade",
        "Er was weinig tijd voor leerdoelen.",
        "Elke week een half uur voor leerdoelen, vast in het rooster.",
        "deel:guidance",
        30,
        45,
        None,
    ),
    (
        "de-kade",
        "Op de eerste dag kreeg ik te veel uitleg tegelijk.",
        "De uitleg van de eerste dag gaat over twee dagen.",
        "deel:first_day",
        60,
        -6,
        None,
    ),
    (
        "de-werf",
        "Ik wist niet wie mij ophaalde.",
        "De naam van wie ophaalt, staat een week voor de start in het portaal.",
        "deel:first_day",
        20,
        30,
        None,
    ),
)


def make_improvements(region, leerplaatsen, users, today):
    """The improvements above, each with the praktijkopleider of the leerplaats as owner."""
    content = next(one for one in region.institutions if one.key == INSTITUTION)
    for key, said, plan, about, ago, due, outcome in IMPROVEMENTS:
        by = praktijkopleider(content, key, users)
        improvement = Improvement(
            leerplaats=leerplaatsen[INSTITUTION, key],
            said=said,
            plan=plan,
            about=about,
            owner=by,
            due_on=on_workday(today + timedelta(days=due)),
        )
        save_improvement(improvement=improvement, seen=1, by=by)
        _date(improvement, "improvement_made", made_at=_moment(today, ago))
        if outcome:
            days, result = outcome
            finish_improvement(improvement=improvement, result=result, is_shown=True, by=by)
            _date(improvement, "improvement_finished", finished_at=_moment(today, days))


def _date(improvement, what, **moment):
    Improvement.objects.filter(pk=improvement.pk).update(**moment)
    events = AuditEvent.objects.filter(what=what, subject=f"{improvement._meta.label_lower}:{improvement.pk}")
    events.update(at=next(iter(moment.values())))


def _moment(today, days_ago):
    return timezone.make_aware(datetime.combine(on_workday(today - timedelta(days=days_ago)), NOON))
