"""Until when the data of a student are kept: computed from the stages, said on the page of the student."""

from dataclasses import dataclass
from datetime import date, timedelta

from onboarding.actions.links import DAYS_AFTER_THE_STAGE
from profiles.kept_until import DAYS_WITHOUT_A_PLACE, MONTHS_AFTER_THE_STAGE, Term, months_later


@dataclass(frozen=True)
class Kept:
    """One kind of data of this person. `until` is a day, or None while it cannot be known."""

    what: str
    term: str
    until: date | None


def last_days(student):
    """The last day of each stage that stands; `placements` and `requests` are best at hand."""
    return [one.ends_on for one in student.placements.all() if one.cancelled_at is None]


def removed_on(students):
    """The day from which nothing of this person has to be here any more; None when that cannot be known yet.

    With a stage: months after the last one ends. Without one: days after the day on which a place was asked.
    """
    stages = [day for student in students for day in last_days(student)]
    if stages:
        return months_later(max(stages), MONTHS_AFTER_THE_STAGE)
    asked = [request.starts_on for student in students for request in student.requests.all()]
    return max(asked) + timedelta(days=DAYS_WITHOUT_A_PLACE) if asked else None


def kept(students):
    """What is kept of a student and until which day, per kind, the first that goes first."""
    stages = [day for student in students for day in last_days(student)]
    page = max(stages) + timedelta(days=DAYS_AFTER_THE_STAGE) if stages else None
    gone = removed_on(students)
    rows = [
        Kept("Codes die we je mailen", Term.CODE.label, None),
        Kept("Je persoonlijke link", Term.LINK.label, page),
        Kept("Je gegevens, je aanvraag en je wensen", Term.STUDENT.label, gone),
        Kept("Je stage, je lijst, je vragen en je kaarten", Term.STUDENT.label, gone),
        Kept("Je foto, je telefoonnummer en je keuzes", Term.CHOICE.label, gone),
        Kept("Wie er naar je gegevens keek", Term.STUDENT.label, gone),
        Kept("Wie wat besloot over je stage", Term.LOG.label, None),
    ]
    return rows
