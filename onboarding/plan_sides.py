"""Who writes a planningsvoorstel and the prioriteiten, and who only reads them.

The student and the werkbegeleider write. Without a werkbegeleider a praktijkopleider of the leerplaats takes that side,
so that no student waits for nobody; with one, the praktijkopleider reads. No coordinator reads either of the two.
"""

from enum import StrEnum

from onboarding.models import Placement
from profiles.access import Identity
from profiles.enums import Role
from profiles.models import Membership

STAFF = (Role.WERKBEGELEIDER, Role.PRAKTIJKOPLEIDER)


class Side(StrEnum):
    """On which side of a plan somebody is."""

    STUDENT = "student"
    GUIDE = "guide"
    READER = "reader"


def within(identity, *roles):
    """The identity with no more than these roles, so that another role of the same person opens nothing here."""
    return Identity(identity.user, tuple(one for one in identity.memberships if one.role in roles))


def readable_stages(identity, *roles):
    """The stages that stand and of which this person, in one of these roles, reads plan and prioriteiten."""
    rows = Placement.objects.visible_to(within(identity, *(roles or (Role.STUDENT, *STAFF)))).active()
    return rows.with_people().select_related("institution", "stage_plan", "student__school")


def may_read(identity, placement):
    """Whether this colleague reads plan and prioriteiten of a stage that they see."""
    return Placement.objects.visible_to(within(identity, *STAFF)).filter(pk=placement.pk).exists()


def side_of(identity, placement):
    """The Side of somebody who may read this stage."""
    if placement.student.user_id == identity.user.pk and identity.has(Role.STUDENT):
        return Side.STUDENT
    if placement.werkbegeleider_id:
        guides = placement.werkbegeleider_id == identity.user.pk and identity.has(Role.WERKBEGELEIDER)
        return Side.GUIDE if guides else Side.READER
    return Side.GUIDE if identity.has(Role.PRAKTIJKOPLEIDER) else Side.READER


def guides_of(placement):
    """The people on the side of the begeleider: the werkbegeleider, else the praktijkopleiders of the leerplaats."""
    if placement.werkbegeleider_id:
        return [placement.werkbegeleider]
    return [one.user for one in Membership.objects.leaders_of(placement.leerplaats) if one.user.is_active]


def guide_name(placement):
    """What a student calls that side: the first name, or "je begeleider"."""
    return placement.werkbegeleider.first_name if placement.werkbegeleider_id else "je begeleider"
