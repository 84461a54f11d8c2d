"""Names that better stay out of what somebody writes in a questionnaire: those of the people around a leerplaats."""

import re
from datetime import timedelta

from django.db.models import Q

from onboarding.models import Placement
from profiles.enums import Role
from profiles.models import Membership

AROUND = timedelta(days=200)
FEW_LETTERS = 3  # a shorter name is an ordinary word too often


def names_around(leerplaats, today):
    """First names of who guides, leads or learns on `leerplaats` around `today`; two queries."""
    people = Membership.objects.active().filter(
        Q(leerplaatsen=leerplaats) | Q(leerplaatsen__isnull=True),
        role__in=(Role.WERKBEGELEIDER, Role.PRAKTIJKOPLEIDER),
        institution=leerplaats.institution_id,
    )
    staff = {membership.user.first_name for membership in people.select_related("user")}
    stages = Placement.objects.active().filter(
        leerplaats=leerplaats, starts_on__lte=today + AROUND, ends_on__gte=today - AROUND
    )
    return staff | set(stages.values_list("student__given_name", flat=True))


def names_in(text, names):
    """Those of `names` that stand in `text` as a whole word, in order."""
    words = set(re.findall(r"\w+", text))
    return sorted(name for name in names if len(name) >= FEW_LETTERS and name in words)
