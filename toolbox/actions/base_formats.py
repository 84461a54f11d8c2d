"""Loads the regional originals that ship with the product into empty tables."""

from toolbox.base_formats import base_formats
from toolbox.enums import Level


def load_base_formats(template_model, section_model, item_model):
    """Make the regional originals that are missing; what the region has is left alone.

    The models are handed over, because a migration has its own. Returns how many formats were made.
    """
    made = 0
    for base in base_formats():
        template, is_new = template_model.objects.get_or_create(
            format=base.format, institution=None, defaults={"level": Level.REGION, "intro": base.intro}
        )
        if not is_new:
            continue
        made += 1
        for place, section in enumerate(base.sections, start=1):
            row = section_model.objects.create(template=template, position=place, title=section.title)
            item_model.objects.bulk_create(
                item_model(
                    section=row,
                    position=position,
                    text=item.text,
                    short_name=item.short_name,
                    owner=item.owner,
                    days_before=item.days_before,
                    stagedag=item.stagedag,
                    critical=item.critical,
                    visible_to_student=item.visible_to_student,
                    signal=item.signal,
                )
                for position, item in enumerate(section.items, start=1)
            )
    return made
