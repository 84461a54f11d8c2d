"""What a task says to people: its merge fields become what is known about the stage. Stored text stays as it is."""

from copy import copy

from onboarding.documents import first_day, placement_facts
from profiles.dutch import long_date
from toolbox.formats.merge_fields import WORDS, filled


def shown_tasks(tasks, placement, leaders):
    """Copies of `tasks` to show, never to save: text, note and short name with their merge fields filled.

    `leaders` are the memberships of the praktijkopleiders of the leerplaats.
    """
    return _shown(tasks, lambda: placement_facts(placement, leaders).values)


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
    if not any("[" in f"{task.text}{task.note}{task.short_name}" for task in tasks):
        return list(tasks)
    # On a screen nobody writes on dots: what is not known yet is called by its name.
    values = {word: word for word in WORDS} | {word: value for word, value in values_of().items() if value}
    return [_filled(task, values) for task in tasks]


def _filled(task, values):
    shown = copy(task)
    shown.text, shown.note, shown.short_name = (
        filled(text, values) for text in (task.text, task.note, task.short_name)
    )
    return shown
