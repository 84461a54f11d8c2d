"""A format for a leerplaats, with room for a student who is not known yet."""

from toolbox.actions.templates import with_content
from toolbox.leerplaats_facts import leerplaats_facts
from toolbox.models import Template
from toolbox.previews import blank_content


def template_in_force(key, leerplaats):
    """The sjabloon of the format `key` that holds for `leerplaats`, content at hand; None when the region has none."""
    in_force = Template.objects.in_force(leerplaats).filter(format=key).values("pk")
    return with_content(Template.objects.filter(pk__in=in_force)).first()


def blank_document(format, leerplaats, *, leaders=(), template):
    """The value object of `format` for `leerplaats` (location, institution and published version at hand)."""
    facts = leerplaats_facts(leerplaats, leaders)
    content = blank_content(
        template, is_wanted=lambda item: not item.for_sectors or leerplaats.sector in item.for_sectors
    )
    return format.module.build(content.filled(facts), facts)
