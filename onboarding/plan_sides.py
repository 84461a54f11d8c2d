"""Who writes a planningsvoorstel and the prioriteiten, of those who read them (onboarding.guided_stages).

The student and the werkbegeleider write. Without a werkbegeleider a praktijkopleider of the leerplaats takes that side,
so that no student waits for nobody; with one, the praktijkopleider reads.
"""

from enum import StrEnum

from profiles.enums import Role
from profiles.models import Membership


class Side(StrEnum):
    """On which side of a plan somebody is."""

    STUDENT = "student"
    GUIDE = "guide"
    READER = "reader"


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
