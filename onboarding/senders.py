"""Who speaks to somebody on every page: the name beside that of the site, and whom to call or mail for help.

A student with a stage has one: the institution of that stage. The pages of the stage itself say the same.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from onboarding.farewells import is_closed
from onboarding.models import Placement
from profiles.enums import Role


@dataclass(frozen=True)
class Sender:
    """A name (empty: nobody in particular), and where help is."""

    name: str
    phone: str
    email: str


def sender_for(identity):
    """The Sender for this person; one query for a student, none for others."""
    if identity and identity.has(Role.STUDENT) and (institution := _institution_of_stage(identity.user)):
        return Sender(institution.name, institution.phone or settings.HELP_PHONE, institution.email)
    own = identity and (identity.institution or identity.school)
    return Sender(str(own) if own else "", settings.HELP_PHONE, settings.HELP_EMAIL)


def _institution_of_stage(user):
    """Where the stage is that runs or comes first, else the last one of which the page is open; None without one."""
    today = timezone.localdate()
    rows = Placement.objects.active().filter(student__user=user).select_related("institution").order_by("starts_on")
    stages = [stage for stage in rows if not is_closed(stage, today)]
    current = next((stage for stage in stages if stage.ends_on >= today), None)
    return current.institution if current else stages[-1].institution if stages else None
