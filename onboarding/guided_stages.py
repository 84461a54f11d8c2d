"""Who reads what a student and a begeleider write for each other: one rule, for talks, plan and prioriteiten alike.

The student, the werkbegeleider of the student, and the praktijkopleiders of the leerplaats read the words. A
coordinator does not, unless as one of those: a student writes freely to the people who teach, and whoever arranges
places needs no more than the facts. Those are which talks are planned and were held, and whether the plan stands.
`who_sees_what` says the same to the student, and a test holds both together.
"""

from onboarding.enums import PlanStatus
from onboarding.models import Placement
from profiles.access import Identity
from profiles.enums import Role

STAFF = (Role.WERKBEGELEIDER, Role.PRAKTIJKOPLEIDER)
READERS = (Role.STUDENT, *STAFF)
FOLLOWERS = (Role.COORDINATOR, *STAFF)


def within(identity, *roles):
    """The identity with no more than these roles, so that another role of the same person opens nothing here."""
    return Identity(identity.user, tuple(one for one in identity.memberships if one.role in roles))


def readable_stages(identity, *roles):
    """The stages that stand and of which this person, in one of these roles, reads the words."""
    rows = Placement.objects.visible_to(within(identity, *(roles or READERS))).active()
    return rows.with_people().select_related("institution", "stage_plan", "student__school")


def followed_stages(identity):
    """The stages that stand and of which this colleague knows the facts; the words only when `may_read` says so."""
    return readable_stages(identity, *FOLLOWERS)


def may_read(identity, placement):
    """Whether this colleague reads the words of a stage that they see."""
    return Placement.objects.visible_to(within(identity, *STAFF)).filter(pk=placement.pk).exists()


def final_since(placement):
    """The moment at which both said yes to the plan as it stands now; None without such a plan."""
    plan = getattr(placement, "stage_plan", None)
    return plan.final_at if plan and plan.status == PlanStatus.FINAL else None
