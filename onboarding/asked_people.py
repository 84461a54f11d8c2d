"""Who answers the questions of a student: per role the people who have it for this stage today."""

from dataclasses import dataclass

from onboarding.actions.staff_mails import coordinators_of, coordinators_of_school
from onboarding.enums import AskedRole
from profiles.dutch import enumerate_dutch
from profiles.enums import Role
from profiles.models import Membership

# Who reads it when nobody has the role any more.
NEXT_ON = {
    AskedRole.WERKBEGELEIDER: AskedRole.PRAKTIJKOPLEIDER,
    AskedRole.PRAKTIJKOPLEIDER: AskedRole.COORDINATOR,
}


@dataclass(frozen=True)
class Asked:
    """A role with the people who have it now."""

    role: AskedRole
    people: tuple

    @property
    def label(self):
        """The role with the first names behind it: "Mijn werkbegeleider (Samira)"."""
        return f"{self.role.label} ({enumerate_dutch(self.names)})"

    @property
    def names(self):
        """The first names, each once."""
        return list(dict.fromkeys(user.first_name for user in self.people))


def asked_roles(placement):
    """The Asked of every role that somebody has for `placement`, in the order of the enum; four queries at most."""
    found = (Asked(role, tuple(people_of(role, placement))) for role in AskedRole)
    return [asked for asked in found if asked.people]


def people_of(role, placement):
    """Who has `role` for `placement` today: nobody gives an empty list."""
    match AskedRole(role):
        case AskedRole.WERKBEGELEIDER:
            return _guide_of(placement)
        case AskedRole.PRAKTIJKOPLEIDER:
            leaders = Membership.objects.leaders_of(placement.leerplaats).filter(role=Role.PRAKTIJKOPLEIDER)
            return _each_once(membership.user for membership in leaders if membership.user.is_active)
        case AskedRole.COORDINATOR:
            return _each_once(coordinators_of(placement.institution))
        case AskedRole.SCHOOL:
            return _each_once(coordinators_of_school(placement.school_id))


def readers_of(question):
    """Who reads `question` today: those of the asked role, else of the next role that somebody has."""
    role = AskedRole(question.asked_role)
    while role:
        if people := people_of(role, question.placement):
            return people
        role = NEXT_ON.get(role)
    return []


def _guide_of(placement):
    user = placement.werkbegeleider
    if user is None or not user.is_active:
        return []
    roles = Membership.objects.active().filter(
        user=user, institution=placement.institution_id, role=Role.WERKBEGELEIDER
    )
    return [user] if roles.exists() else []


def _each_once(users):
    return list({user.pk: user for user in users}.values())
