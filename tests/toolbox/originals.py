"""The regional originals as documents, for the made-up student of the merge fields. Without a database."""

from dataclasses import fields

from tests.toolbox.examples import ORIGIN
from toolbox.base_formats import base_formats
from toolbox.formats import FORMATS
from toolbox.formats.content import Content, Facts, Line, Section
from toolbox.formats.merge_fields import MERGE_FIELDS

KNOWN = {field.name for field in fields(Facts)}
FACTS = Facts(origin=ORIGIN, **{field.fact: field.example for field in MERGE_FIELDS if field.fact in KNOWN})


def content_of(key):
    """The content of one original as plain values, with dates that are made up."""
    base = next(base for base in base_formats() if base.format == key)
    sections = (Section(section.title, tuple(map(_line, section.items))) for section in base.sections)
    return Content(tuple(sections), base.intro)


def document_of(key):
    """The value object of one original."""
    return FORMATS[key].module.build(content_of(key).filled(FACTS), FACTS)


def _line(item):
    return Line(
        item.text,
        note=item.note,
        who=item.owner.label if item.owner else "",
        when="" if item.stagedag is None else f"dag {item.stagedag}, 2 feb",
        critical=item.critical,
        time=item.time,
        place=item.place,
        answer=str(item.answer),
        choices=item.choices,
        room=item.room,
    )
