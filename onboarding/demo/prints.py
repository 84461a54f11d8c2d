"""Asks for the prints that the demo region shows; the worker makes them when the portal starts."""

import uuid

from onboarding.actions.prints import ask_print
from onboarding.models import Placement
from onboarding.print_sheets import Asked
from profiles.enums import Role
from profiles.models import Membership
from toolbox.enums import TemplateFormat

NAMESPACE = uuid.UUID("7f1a5c9e-0d3b-4f7a-9a55-2f5d1c6b8e10")
FORMATS = (TemplateFormat.INTRODUCTION_CHECKLIST, TemplateFormat.INWERKDOCUMENT, "team_card")


def make_prints(today):
    """For each coordinator what is needed for those who start first, from today on."""
    coordinators = Membership.objects.active().filter(role=Role.COORDINATOR).select_related("user", "institution")
    for membership in coordinators.order_by("pk"):
        coming = Placement.objects.active().filter(institution=membership.institution, starts_on__gte=today)
        first = coming.order_by("starts_on").values_list("starts_on", flat=True).first()
        if first is None:
            continue
        people = coming.filter(starts_on=first).with_people().order_by("leerplaats__sort_name", "student__sort_name")
        ask_print(
            key=uuid.uuid5(NAMESPACE, membership.user.email),
            institution=membership.institution,
            formats=FORMATS,
            sheets=Asked(formats=FORMATS, placements=tuple(people)).sheets,
            starts_on=first,
            options={"order": "student", "layouts": {}},
            by=membership.user,
        )
