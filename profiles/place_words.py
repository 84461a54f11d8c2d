"""What there is to know about a place, in words: who guides, which days, what is needed."""

from dataclasses import dataclass

from profiles.dutch import WEEKDAYS, enumerate_dutch
from profiles.enums import Particular, Shift, SupervisionLevel


@dataclass(frozen=True)
class Fact:
    """One line about a place: its label, and what is so."""

    label: str
    text: str


def offer_facts(offer):
    """The Facts of an offer that somebody filled in; none for a place of which nothing is said."""
    facts = (
        ("Groepsplek voor", str(offer.school) if offer.school_id else ""),
        ("Wie begeleidt", SupervisionLevel(offer.supervision).label if offer.supervision else ""),
        ("Dagen", days_in_words(offer.weekdays)),
        ("Diensten", enumerate_dutch(Shift(one).label for one in offer.shifts)),
        ("Nodig", enumerate_dutch(Particular(one).label for one in offer.particulars)),
        ("Verder", offer.note),
    )
    return [Fact(label, text) for label, text in facts if text]


def days_in_words(weekdays):
    """ "maandag, dinsdag en donderdag"; an empty text when every day will do."""
    return enumerate_dutch(WEEKDAYS[day] for day in sorted(weekdays))


def supervision_warning(offer, rules):
    """What is missing for an opleiding that asks who guides, or an empty text. `rules`: {(programme, year): level}."""
    level = rules.get((offer.programme_id, offer.year))
    if not level or (offer.supervision or 0) >= level:
        return ""
    asked = SupervisionLevel(level).label
    if offer.supervision:
        return f"Hier is ten minste een {asked} nodig als begeleider. Daarom krijgt hier niemand een plek."
    return f"Vul in wie begeleidt. Nodig is ten minste een {asked}. Anders krijgt hier niemand een plek."
