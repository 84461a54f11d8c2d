"""The facts a student acts on, in words: of the first day before it, of the next stagedag after it, and what to do
when ill. The page, its print and what a phone keeps without network say the same.
"""

from datetime import timedelta

from onboarding.arrivals import first_day
from profiles.dutch import enumerate_dutch, long_date, time_label

KNOWN_DAYS_BEFORE = 14  # the name of the werkbegeleider is known two weeks before (domain facts, section 6)


def promise(placement, leaders, today):
    """When and from whom the student hears what is not known yet; after that day, whom to ask."""
    who = next((one.user.first_name for one in leaders), placement.institution.name)
    known_on = placement.starts_on - timedelta(days=KNOWN_DAYS_BEFORE)
    if known_on < today:
        return f"Dit is nog niet bekend. Vraag het aan {who}."
    return f"Je hoort dit uiterlijk {long_date(known_on)} van {who}."


def unbroken(location):
    """The address, in which a postcode never falls apart over two lines."""
    return location.address.replace(location.postcode, location.postcode.replace(" ", "\u00a0"))


def first_day_facts(placement, welcome, promised):
    """When, where, and who is there on the first day, the `welcome` of onboarding.arrivals."""
    arrival = placement.arrival
    when, start_time = long_date(first_day(placement)), arrival.time
    location, place = arrival.location, arrival.place
    address = unbroken(location)
    return (
        {
            "label": "Wanneer",
            "value": f"{when}, {time_label(start_time)}" if start_time else when,
            "note": _until(arrival) if start_time else f"De tijd: {_lowered(promised)}",
        },
        {
            "label": "Waar",
            "value": f"{place}, {address}" if place else address,
            "note": "" if location.name in f"{place} {address}" else location.name,
        },
        _who_receives(welcome, placement.werkbegeleider, arrival, promised),
    )


def _until(arrival):
    """Until when an introduction lasts that begins the first day; an empty text without one."""
    return f"Je introductie duurt tot {time_label(arrival.introduction.ends_at)}." if arrival.introduction else ""


def _who_receives(welcome, guide, arrival, promised):
    """Who is there; the list of people on the page has the same ones."""
    known = f"{guide.first_name}, je werkbegeleider" if guide else ""
    if arrival.introduction and welcome.people:
        after = bool(guide) and guide not in welcome.people
        names = enumerate_dutch([one.first_name for one in welcome.people])
        return {
            "label": "Bij wie",
            "value": known if welcome.people == (guide,) else names,
            "note": f"Je werkbegeleider is {guide.first_name}." if after else "",
        }
    if not welcome.ask_for:
        return {"label": "Wie haalt je op", "value": known or promised}
    return {
        "label": "Wie haalt je op",
        "value": f"Vraag naar {welcome.ask_for}",
        "note": f"Wie je begeleidt: {_lowered(promised)}",
    }


def _lowered(text):
    return text[0].lower() + text[1:]


def next_day_facts(placement, next_day, today, promised):
    """When the student comes next and until when, where, and who guides. `next_day`: an OwnDay, or None."""
    location, guide = placement.leerplaats.location, placement.werkbegeleider
    is_today = next_day is not None and next_day.day == today
    return (
        {
            "label": "Vandaag" if is_today else "Volgende dag",
            "value": _when(next_day),
            "note": _time_follows(next_day, guide, promised),
        },
        {"label": "Waar", "value": unbroken(location), "note": location.name},
        {"label": "Begeleider", "value": guide.first_name if guide else promised},
    )


def _when(next_day):
    if next_day is None:
        return "Er staan de komende 2 weken geen dagen voor je."
    return ", ".join(filter(None, (next_day.label, next_day.hours)))


def _time_follows(next_day, guide, promised):
    """That the hours of the next day are not known yet, and whom to ask; an empty text when they are."""
    if next_day is None or next_day.hours:
        return ""
    who = ", ".join(filter(None, (guide.first_name, guide.phone))) if guide else ""
    return f"De tijd volgt nog. Vraag {who}." if who else f"De tijd volgt nog. {promised}"


def sick_call(answers):
    """Until when to call, as the beginning of a sentence that ends with the number."""
    before = answers.get("sick_before")
    return f"Bel vóór {time_label(before)} naar" if before else "Bel voordat je dienst begint naar"


def sick_steps(answers):
    """What to say, and what the leerplaats wants after that."""
    return ("Zeg je naam en dat je stage loopt.", *(answers.get("sick_rule") or ("Meld het ook bij je school.",)))
