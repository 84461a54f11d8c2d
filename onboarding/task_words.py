"""What a task says to people: its merge fields become what is known about the stage. Stored text stays as it is."""

from copy import copy

from django.utils import timezone

from onboarding.arrivals import first_day
from onboarding.documents import placement_facts
from onboarding.enums import TaskProgress
from profiles.dutch import long_date
from toolbox.formats.merge_fields import WORDS, filled

FILLED = ("text", "note", "short_name", "fallback")  # what may hold merge fields


def shown_tasks(tasks, placement, leaders):
    """Copies of `tasks` to show, never to save: their texts with the merge fields filled.

    `leaders` are the memberships of the praktijkopleiders of the leerplaats. Each says in `arranged` what the student
    reads about it when others arrange it.
    """
    shown, today = _shown(tasks, lambda: placement_facts(placement, leaders).values), timezone.localdate()
    for task in shown:
        task.arranged = arranged_status(task, today)
    return shown


def listed_tasks(tasks, placement):
    """The same for a list of many stages: from what such a list has at hand, so without asking the database more."""
    return _shown(tasks, lambda: _values_at_hand(placement))


def _values_at_hand(placement):
    leerplaats, guide = placement.leerplaats, placement.werkbegeleider
    return {
        "voornaam": placement.student.given_name,
        "naam": placement.student.name,
        "leerplaats": leerplaats.name,
        "instelling": leerplaats.institution.name,
        "locatie": leerplaats.location.name,
        "adres": leerplaats.location.address,
        "opleiding": placement.request.programme.name,
        "leerjaar": str(placement.request.year),
        "werkbegeleider": guide.first_name if guide else "",
        "startdatum": long_date(first_day(placement)),
        "einddatum": long_date(placement.ends_on),
    }


def _shown(tasks, values_of):
    if not any("[" in "".join(getattr(task, name) for name in FILLED) for task in tasks):
        return list(tasks)
    # On a screen nobody writes on dots: what is not known yet is called by its name.
    values = {word: word for word in WORDS} | {word: value for word, value in values_of().items() if value}
    return [_filled(task, values) for task in tasks]


def _filled(task, values):
    shown = copy(task)
    for name in FILLED:
        setattr(shown, name, filled(getattr(task, name), values))
    return shown


def arranged_status(task, today):
    """How something stands that others arrange, for the student: kind, text and icon of its label.

    The same fact as the team sees, in plain words. That a colleague is late is not told as a fault, and what the team
    does instead is for the team.
    """
    if task.is_done:
        return {"kind": "klaar", "text": "Geregeld", "icon": "check"}
    if task.progress == TaskProgress.COVERED:
        return {"kind": "bezig", "text": "Dit gaat anders. Je hoort van ons hoe.", "icon": "clock"}
    if task.due_on and task.due_on < today:
        return {"kind": "bezig", "text": "Dit duurt langer. Wij zijn ermee bezig.", "icon": "clock"}
    if task.progress == TaskProgress.BEGUN or not task.due_on:
        ready = f" Klaar uiterlijk {long_date(task.due_on)}." if task.due_on else ""
        return {"kind": "bezig", "text": f"Wij zijn ermee bezig.{ready}", "icon": "clock"}
    return {"kind": "rust", "text": f"Wij regelen dit uiterlijk {long_date(task.due_on)}.", "icon": "clock"}
