"""Gives an institution its own version of a sjabloon, with a few lines of its own."""

from onboarding.demo.organisations import coordinator
from toolbox.actions.items import add_item
from toolbox.actions.templates import make_own_version
from toolbox.enums import Level, Owner
from toolbox.models import Section, Template


def make_own_versions(region, institutions, users):
    """Copy the regional originals that an institution has lines for, and add those lines."""
    for content in region.institutions:
        for line in content.own_items:
            by = coordinator(content, users)
            original = Template.objects.get(format=line["format"], level=Level.REGION)
            own = make_own_version(original=original, institution=institutions[content.key], by=by)
            section = Section.objects.get(template=own, position=line["section"])
            add_item(section=section, values=_values(line), by=by)


def _values(line):
    return {
        "text": line["text"],
        "owner": Owner(line["owner"]),
        "days_before": None,
        "stagedag": line["stagedag"],
        "critical": False,
        "visible_to_student": True,
    }
