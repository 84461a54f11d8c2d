"""Until when the data of a student are kept: by the terms of each institution, said on the page of the student."""

from dataclasses import dataclass
from datetime import date, timedelta

from onboarding.actions.links import DAYS_AFTER_THE_STAGE
from onboarding.enums import RetentionKind
from onboarding.models import EarlyRemoval
from onboarding.retention import Terms, parts_of
from profiles.kept_until import Term
from profiles.models import Institution


@dataclass(frozen=True)
class Kept:
    """One kind of data of this person. `until` is a day, or None while it cannot be known."""

    what: str
    term: str
    until: date | None


@dataclass(frozen=True)
class PartEnds:
    """When one institution removes what it has of this person, and whether it may be asked, or was, to do so now."""

    institution: Institution
    until: date | None
    term: str
    may_ask: bool
    asked: bool


def last_days(student):
    """The last day of each stage that stands; `placements` and `requests` are best at hand."""
    return [one.ends_on for one in student.placements.all() if one.cancelled_at is None]


def removed_on(students):
    """The day from which nothing of this person has to be here any more; None when that cannot be known yet.

    Each institution removes its part on its own day; who the student is goes with the last.
    """
    return max(_days(students, _terms(students)).values(), default=None)


def parts_end(students, today):
    """A PartEnds per institution with a stage or request of this person, the first that goes first."""
    terms = _terms(students)
    days = _days(students, terms)
    asked = set(EarlyRemoval.objects.filter(student__in=students).values_list("institution", flat=True))
    stages = [one for student in students for one in student.placements.all() if one.cancelled_at is None]
    found = []
    for home in Institution.objects.filter(pk__in=days).order_by("name"):
        ends = [one.ends_on for one in stages if one.institution_id == home.pk]
        kind = RetentionKind.STAGE if ends else RetentionKind.NOT_PLACED
        over = bool(ends) and max(ends) < today
        words = f"{terms.of(home.pk, kind).words} na {'je laatste dag' if ends else 'je gevraagde eerste dag'}"
        found.append(PartEnds(home, days[home.pk], words, over and home.pk not in asked, home.pk in asked))
    return sorted(found, key=lambda part: part.until)


def _terms(students):
    rows = [one for student in students for one in (*student.placements.all(), *student.requests.all())]
    return Terms({one.institution_id for one in rows})


def _days(students, terms):
    """{institution: the day on which its part of this person goes}."""
    days = {}
    for student in students:
        for home, part in parts_of(student.placements.all(), student.requests.all()).items():
            day, _ = terms.of_case(home, *part)
            if day is not None:
                days[home] = max(day, days.get(home, day))
    return days


def kept(students, gone):
    """What is kept of a student and until which day, per kind; `gone` is the day of `removed_on`."""
    stages = [day for student in students for day in last_days(student)]
    page = max(stages) + timedelta(days=DAYS_AFTER_THE_STAGE) if stages else None
    return [
        Kept("Codes die we je mailen", Term.CODE.label, None),
        Kept("Je persoonlijke link", Term.LINK.label, page),
        Kept("Je gegevens, je aanvraag en je wensen", Term.STUDENT.label, gone),
        Kept("Je stage, je gesprekken, je planning, je lijst, je vragen en je kaarten", Term.STUDENT.label, gone),
        Kept("Je foto, je telefoonnummer en je keuzes", Term.CHOICE.label, gone),
        Kept("Wie er naar je gegevens keek", Term.STUDENT.label, gone),
        Kept("Wie wat besloot over je stage, zonder je naam na die dag", Term.LOG.label, None),
    ]
