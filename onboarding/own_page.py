"""What the page with somebody's own data shows: choices with their answer, who sees what, who looked."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils import timezone

from onboarding.consent_words import Asked, asked_of
from onboarding.farewells import stays_of
from onboarding.keeping import kept, parts_end, removed_on
from onboarding.models import FileLook, Placement, PlacementRequest, Student
from onboarding.who_sees_what import VIEWERS
from profiles.enums import Role
from profiles.kept_until import Term

LOOKS_SHOWN = 5


@dataclass(frozen=True)
class Choice:
    """A question with the answer that stands: since when it is yes, or None for no."""

    asked: Asked
    since: datetime | None
    shows: bool  # whether there is a photo, or a number, to show

    @property
    def purpose(self):
        """Its value in addresses."""
        return self.asked.purpose.value


@dataclass(frozen=True)
class Look:
    """A day on which somebody opened the file. `name` is empty when it may not be shown yet."""

    day: object
    who: str
    name: str


def students_of(user):
    """The student or students that this person is, with what the terms are counted from; three queries."""
    return list(
        Student.objects.filter(user=user)
        .select_related("school")
        .prefetch_related(
            Prefetch(
                "placements",
                queryset=Placement.objects.only(
                    "student", "institution", "request", "ends_on", "cancelled_at"
                ).order_by("pk"),
            ),
            Prefetch(
                "requests",
                queryset=PlacementRequest.objects.only("student", "institution", "starts_on").order_by("pk"),
            ),
        )
        .order_by("pk")
    )


def choices_of(identity, portrait):
    """Each consent this person can give, with the answer that stands."""
    asked = asked_of(identity)
    purposes = [one.purpose for one in asked]
    given = dict(identity.user.consents.standing(*purposes).values_list("purpose", "given_at"))
    there = {"photo": portrait is not None, "phone": bool(identity.user.phone)}
    return [Choice(one, given.get(one.purpose), there[one.needs]) for one in asked]


def looks_of(students):
    """The rows that say who looked, the newest first, with the people and institutions at hand."""
    return FileLook.objects.filter(student__in=students).select_related("user", "institution", "student__school")


def as_look(row, with_name):
    """A row in words: what kind of person of which organisation, and the first name when that may be shown."""
    role = Role(row.role).label if row.role in Role.values else "Collega"
    where = row.institution.name if row.institution_id else row.student.school.name
    return Look(row.day, f"{role}, {where}", row.user.first_name if with_name else "")


def page_of(identity, portrait, stage, with_names):
    """All that the template shows."""
    user, is_student = identity.user, identity.has(Role.STUDENT)
    context = {
        "portrait": portrait,
        "choices": choices_of(identity, portrait),
        "is_student": is_student,
        "may_subscribe": identity.has(Role.WERKBEGELEIDER),
        "stage": stage,
        "shows_phone": bool(user.phone),
        "with_names": with_names,
        "staff_term": Term.STAFF.label,
    }
    if is_student:
        students = students_of(user)
        gone = removed_on(students)
        looks = list(looks_of(students)[: LOOKS_SHOWN + 1])
        context |= {
            "students": students,
            "viewers": VIEWERS,
            "stays": stays_of(user),
            "kept": kept(students, gone),
            "removed_on": gone,
            "parts_end": parts_end(students, timezone.localdate()),
            "looks": [as_look(row, with_names) for row in looks[:LOOKS_SHOWN]],
            "more_looks": len(looks) > LOOKS_SHOWN,
        }
    return context
