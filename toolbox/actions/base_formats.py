"""Loads the regional originals that ship with the product."""

from dataclasses import asdict

from django.db import transaction

from toolbox.base_formats import base_formats
from toolbox.enums import Level
from toolbox.models import Item, Section, Template


@transaction.atomic
def load_base_formats():
    """Make the regional originals that are missing; what the region has is left alone. Returns how many were made.

    Run after every update: a new version of the product may bring a new format.
    """
    known = set(Template.objects.filter(level=Level.REGION).values_list("format", flat=True))
    missing = [base for base in base_formats() if base.format not in known]
    for base in missing:
        template = Template.objects.create(format=base.format, level=Level.REGION, intro=base.intro)
        for place, section in enumerate(base.sections, start=1):
            row = Section.objects.create(template=template, position=place, title=section.title)
            Item.objects.bulk_create(
                Item(section=row, position=position, **_columns(item))
                for position, item in enumerate(section.items, start=1)
            )
    return len(missing)


def _columns(item):
    columns = asdict(item)
    return columns | {name: list(columns[name]) for name in ("choices", "for_years", "for_sectors")}
