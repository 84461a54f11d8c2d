"""One sheet for one stage, made from the sjabloon in force there; nothing when the region has none."""

from dataclasses import replace

from onboarding.documents import build_document, placement_facts, student_content
from profiles.models import Membership
from toolbox.actions.templates import with_content
from toolbox.formats import FORMATS
from toolbox.models import Template


def with_facts(placements):
    """`placements` with everything that a sheet can say about them at hand."""
    return placements.with_people().select_related("institution", "leerplaats__profile__published", "student__school")


def template_of(key, leerplaats):
    """The sjabloon of the format `key` in force at `leerplaats`, with its lines at hand; None without one."""
    in_force = Template.objects.in_force(leerplaats).filter(format=key).values("pk")
    return with_content(Template.objects.filter(pk__in=in_force)).first()


def leaders_of(leerplaats):
    """The memberships of the praktijkopleiders there, with their users at hand."""
    return list(Membership.objects.active().leading(leerplaats).select_related("user"))


def sheet_of(key, placement, *, is_shared=False):
    """The value object of one stage for the format `key`, or None when there is no sjabloon.

    `is_shared`: another student gets it too, so it says the first name only.
    """
    template = template_of(key, placement.leerplaats)
    if template is None:
        return None
    leaders = leaders_of(placement.leerplaats)
    if not is_shared:
        return build_document(key, placement, template=template, leaders=leaders)
    facts = replace(placement_facts(placement, leaders), student_name=placement.student.given_name)
    return FORMATS[key].module.build(student_content(template, placement).filled(facts), facts)
