"""A stage that stops before its last day: when that can be noted, what follows, and until when it can be taken back.

Nothing here writes. The page that asks and the action that does it read the same.
"""

from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from onboarding.actions.messages import my_stage, plain
from onboarding.actions.staff_mails import coordinators_of_school
from onboarding.stage_changes import has_started, team_of
from profiles.dutch import count, enumerate_dutch, long_date
from profiles.enums import Role

NOTED_LATER = timedelta(days=14)  # so long after the last day it can still be noted
TAKE_BACK = timedelta(days=7)  # so long after noting it can be taken back


def can_stop(placement, today):
    """Whether it can be noted that this stage stops early: it stands, has begun, and is not over."""
    return (
        placement.cancelled_at is None
        and placement.stopped_at is None
        and has_started(placement, today)
        and placement.ends_on >= today
        and placement.ends_on > placement.starts_on
    )


def first_and_last(placement, today):
    """Between which days the new last day lies."""
    return max(placement.starts_on, today - NOTED_LATER), placement.ends_on - timedelta(days=1)


def back_until(stop):
    """The last day on which an EarlyStop can be taken back."""
    return timezone.localdate(stop.noted_at) + TAKE_BACK


def can_take_back(stop, today):
    """Whether it is not too late to take an EarlyStop back."""
    return today <= back_until(stop)


def reads_reason(identity, stop):
    """Whether this person reads why: who leads the stage, and otherwise only the person who chose the words."""
    return identity.has(Role.COORDINATOR, Role.PRAKTIJKOPLEIDER) or stop.noted_by_id == identity.user.pk


def redated_by_stop(placement, tasks, today):
    """Open tasks of the farewell with the day that fits the new end, and never a day that is over; dated, unsaved."""
    moved = []
    for task in tasks:
        if task.days_before_end is None or task.is_done:
            continue
        due_on = max(placement.ends_on - timedelta(days=task.days_before_end), today)
        if due_on != task.due_on:
            task.due_on = due_on
            moved.append(task)
    return moved


def who_hear_it(placement, by):
    """The colleagues and the school that get a mail, without the person who noted it."""
    people = [*team_of(placement), *coordinators_of_school(placement.school)]
    return [user for user in dict.fromkeys(people) if user != by]


def names_who_hear(placement, by):
    """(how many get a mail when `by` notes it, their names): the student and who_hear_it."""
    others = [user.name for user in who_hear_it(placement, by)]
    return 1 + len(others), enumerate_dutch([placement.student.given_name, *others])


def gets_a_mail(placement, by):
    """Who gets a mail, as a sentence: each by name, so that nobody has to guess who is told."""
    number, names = names_who_hear(placement, by)
    return f"{names} {'krijgt' if number == 1 else 'krijgen'} een mail."


def what_follows(placement, tasks, by):
    """What happens when the stage stops, in sentences for the person who decides, `by`."""
    name, leaving = placement.student.given_name, [one for one in tasks if one.days_before_end is not None]
    still_open = sum(not one.is_done for one in leaving)
    lines = ["De stage staat tot en met die dag in de agenda en op het rooster. Daarna niet meer."]
    if still_open:
        lines.append(
            f"{count(still_open, 'punt', 'punten')} van het afscheid {'krijgt' if still_open == 1 else 'krijgen'} "
            "een nieuwe datum: pas, kleding, account en de rest."
        )
    back = ""
    if placement.talks.filter(held_at=None).exists():
        lines.append("Gesprekken na die dag vervallen. Het eindgesprek komt in de laatste week.")
        back = " Dan staan ook de gesprekken er weer, met hun dag, tijd en plek."
    return [
        *lines,
        f"De plek op {placement.leerplaats.name} is weer vrij voor een andere student.",
        "Mails die klaarstaan en niet meer kloppen, gaan niet weg. Een mail over een gesprek dat blijft, gaat wel.",
        f"{gets_a_mail(placement, by)} Daarin staat de nieuwe dag, en niet waarom.",
        f"{name} kan op de eigen pagina vertellen hoe het was. Dat hoeft niet, en er staat geen naam bij.",
        f"Je kunt dit {TAKE_BACK.days} dagen terugdraaien, als de plek dan nog vrij is.{back}",
    ]


def stopped_mail(placement, last_day, instruction=""):
    """Subject and body of the mail to the student; `last_day` is None until it is chosen."""
    on = long_date(last_day) if last_day else "(hier komt de laatste dag)"
    subject = f"{placement.student.given_name}, je laatste dag op {placement.leerplaats.name} is {on}"
    return subject, render_to_string("emails/stage_stopped.txt", _context(placement, instruction) | {"on": on})


def goes_on_mail(placement):
    """Subject and body of the mail to the student when it was taken back."""
    subject = f"{placement.student.given_name}, je stage op {placement.leerplaats.name} gaat toch door"
    return subject, render_to_string("emails/stage_goes_on.txt", _context(placement))


def _context(placement, instruction=""):
    return {
        "placement": placement,
        "instruction": plain(instruction),
        "page": my_stage(),
        "site": settings.SITE_NAME,
    }
