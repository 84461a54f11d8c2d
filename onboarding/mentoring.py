"""Mentorschap as people read it: what a mentor and a mentee see of each other. First names only, no numbers."""

from dataclasses import dataclass

from django.db.models import Q

from onboarding.models import Buddy
from onboarding.student_page import Person

ASK_THE_MENTOR = (
    "Vraag waar je pauzeert, hoe je iets vindt, of hoe een eerste week voelt. "
    "Wat je vertelt, blijft tussen jullie. Alleen bij gevaar wordt er hulp gevraagd, en dan weet jij dat."
)
HELP_THE_MENTEE = (
    "Spreek in de eerste week af, en daarna wanneer jullie willen. Wat je hoort, blijft tussen jullie. "
    "Maak je je zorgen? Zeg dat eerst, en vraag samen hulp aan de praktijkopleider."
)


@dataclass(frozen=True)
class Pairs:
    """The pairs of one stage that stand today, and whether the student can offer to be a mentor."""

    mentor: Buddy | None
    mentees: tuple[Buddy, ...]
    may_offer: bool
    is_willing: bool

    @property
    def mentor_people(self):
        """The mentor, for the component of people."""
        if self.mentor is None:
            return ()
        name = self.mentor.first_name
        return (Person(name, f"{name} is je mentor.", ASK_THE_MENTOR),)

    @property
    def mentee_people(self):
        """Those whose mentor the student is, for the component of people."""
        names = [(one.placement.student.given_name, one.placement.leerplaats.name) for one in self.mentees]
        return tuple(Person(name, f"Je bent mentor van {name}, op {place}.", HELP_THE_MENTEE) for name, place in names)


def pairs_of(placement, today):
    """The Pairs of one stage; one query."""
    pairs = list(Buddy.objects.standing(today).filter(Q(placement=placement) | Q(mentor=placement)).with_people())
    return Pairs(
        mentor=next((one for one in pairs if one.placement_id == placement.pk), None),
        mentees=tuple(one for one in pairs if one.mentor_id == placement.pk),
        may_offer=placement.starts_on <= today <= placement.ends_on,
        is_willing=placement.will_mentor_at is not None,
    )


def mentor_of(placement, today):
    """The pair in which this student has a mentor today, or None."""
    return Buddy.objects.standing(today).filter(placement=placement).with_people().first()
