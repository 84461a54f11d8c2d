"""Gives institutions and a leerplaats own versions of sjablonen, and lets the region change its originals later."""

from onboarding.demo.organisations import coordinator, praktijkopleider
from profiles.enums import Role
from profiles.models import User
from toolbox.actions.items import add_item, save_item
from toolbox.actions.templates import make_own_version
from toolbox.enums import Level, Owner
from toolbox.models import Section, Template

# What the region did after the versions were copied: so that there is something to take over, or to keep.
NEW_LINE = "Je weet wie je belt als je onderweg vertraging hebt."
NEW_NOTE = "Plan dit samen op de eerste dag van de week."
LOCKED_LINE = "Je weet waar de nooduitgang is en welk nummer je belt bij nood."


def make_own_versions(region, institutions, places, users):
    """Copy what holds above for each institution and leerplaats that has lines of its own, and add those lines."""
    for content in region.institutions:
        for line in content.own_items:
            key = line.get("leerplaats")
            by = praktijkopleider(content, key, users) if key else coordinator(content, users)
            own = make_own_version(
                original=_original(line["format"]),
                institution=institutions[content.key],
                leerplaats=places[content.key, key] if key else None,
                by=by,
            )
            section = Section.objects.get(template=own, position=line["section"])
            add_item(section=section, values=_values(line), by=by)


def change_originals():
    """The region adds a line to the inwerkdocument, explains another, and adds one that everybody keeps."""
    by = User.objects.filter(memberships__role=Role.REGIONAL_ADMIN).order_by("pk").first()
    first, second = Section.objects.filter(template=_original("inwerkdocument")).order_by("position")[:2]
    line = {"owner": Owner.STUDENT, "stagedag": 1, "visible_to_student": True}
    add_item(section=first, values=line | {"text": NEW_LINE}, by=by)
    add_item(section=first, values=line | {"text": LOCKED_LINE, "locked": True}, by=by)
    last = second.items.kept().last()
    save_item(item=last, values={"text": last.text, "note": NEW_NOTE}, version=last.version, by=by)


def _original(format):
    return Template.objects.get(format=format, level=Level.REGION)


def _values(line):
    return {
        "text": line["text"],
        "owner": Owner(line["owner"]),
        "days_before": None,
        "stagedag": line["stagedag"],
        "critical": False,
        "visible_to_student": True,
    }
