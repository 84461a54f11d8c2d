"""One sheet for one stage, made from the sjabloon in force there; nothing when the region has none."""

from dataclasses import replace

from onboarding.documents import build_document, facts_for, student_content
from profiles.models import Membership
from toolbox.blank_documents import template_in_force
from toolbox.formats import FORMATS


def with_facts(placements):
    """`placements` with everything that a sheet can say about them at hand."""
    rows = placements.with_people().with_introductions()
    return rows.select_related("institution", "leerplaats__profile__published", "student__school")


def sheet_of(key, placement, *, is_shared=False):
    """The value object of one stage for the format `key`, or None when there is no sjabloon.

    `is_shared`: another student gets it too, so it says the first name only.
    """
    template = template_in_force(key, placement.leerplaats)
    if template is None:
        return None
    leaders = list(Membership.objects.leaders_of(placement.leerplaats))
    if not is_shared:
        return build_document(key, placement, template=template, leaders=leaders)
    facts = replace(facts_for(key, placement, leaders), student_name=placement.student.given_name)
    return FORMATS[key].module.build(student_content(template, placement).filled(facts), facts)
