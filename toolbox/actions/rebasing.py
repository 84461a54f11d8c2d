"""Own versions of leerplaatsen get another version above them: the institution made one, or took it out of force.

A line then knows the line above it by another row: down one level by its copy there, up one level by the source of
its source. Which differences were decided about stays known as well as it can be. Call it in the transaction that
changes what is in force, with the sjablonen above locked.
"""

from toolbox.enums import Level
from toolbox.models import Item, Section, Template

UNDECIDED = 0  # no version of the source has been looked at


def rebase_onto(template):
    """Base the versions of leerplaatsen on `template`, the own version that their institution now has."""
    if template.level == Level.INSTITUTION:
        below = Template.objects.current().filter(
            level=Level.LEERPLAATS, institution=template.institution, format=template.format
        )
        for version in below.exclude(based_on=template).select_related("based_on"):
            rebase(version, template)


def rebase_away_from(template):
    """Base the versions that were made from `template` on what is above it, because it is out of force."""
    for version in Template.objects.current().filter(based_on=template).select_related("based_on"):
        rebase(version, template.based_on)


def rebase(version, source):
    """Base `version` on `source`: the sjabloon one level above or below the one it is based on now."""
    old = version.based_on
    up = old.based_on_id == source.pk
    if up:
        intro_decided = old.source_intro_version
    else:
        is_behind = version.source_intro_version < old.intro_version
        intro_decided = UNDECIDED if is_behind else source.intro_version if version.intro == source.intro else 1
    Template.objects.filter(pk=version.pk).update(based_on=source, source_intro_version=intro_decided)
    version.based_on, version.source_intro_version = source, intro_decided
    _rebase_sections(version, source, up)
    _rebase_items(version, source, up)


def _rebase_sections(version, source, up):
    sections = list(version.sections.select_related("source"))
    below = {section.source_id: section for section in source.sections.all() if section.source_id}
    for section in sections:
        old = section.source
        section.source = None if old is None else old.source if up else below.get(old.pk)
    Section.objects.bulk_update(sections, ["source"])


def _rebase_items(version, source, up):
    items = list(Item.objects.filter(section__template=version).select_related("source"))
    below = {item.source_id: item for item in Item.objects.filter(section__template=source) if item.source_id}
    for item in items:
        old = item.source
        if old is None:
            continue
        if up:
            item.source, item.source_version = old.source, old.source_version
        else:
            item.source = below.get(old.pk)
            item.source_version = UNDECIDED if item.source_version < old.version else 1
    Item.objects.bulk_update(items, ["source", "source_version"])
