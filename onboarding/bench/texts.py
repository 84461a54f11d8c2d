"""Made-up documents to measure printing with, from the texts that ship with the product."""

from toolbox.base_formats import base_formats
from toolbox.formats import FORMATS
from toolbox.formats.content import Content, Facts, Line, Section
from toolbox.formats.pieces import Origin

CHECKLIST, INWERKDOCUMENT = "introduction_checklist", "inwerkdocument"


def documents(format, number):
    """(title, html) of so many made-up students, from the texts that ship with the product."""
    return [(one.title, FORMATS[format].module.html(one)) for one in values(format, number)]


def values(format, number):
    """The value objects of so many made-up students."""
    base = next(one for one in base_formats() if one.format == format)
    content = Content(
        intro=base.intro,
        sections=tuple(
            Section(
                section.title,
                tuple(
                    Line(item.text, who=item.owner.label if item.owner else "", when="dag 1, 2 feb")
                    for item in section.items
                ),
            )
            for section in base.sections
        ),
    )
    for place in range(number):
        facts = Facts(
            origin=Origin("Leerplaats Regio Meting", "2 februari 2026"),
            leerplaats=f"Afdeling {place % 12}",
            institution="Ziekenhuis Meting",
            student=f"Student {place}",
            start="maandag 2 februari 2026",
            start_time="8.30 uur",
            report_place="Receptie hoofdingang",
            werkbegeleider="Collega",
            sick_call="010 123 45 67, vóór 7.00 uur",
        )
        yield FORMATS[format].module.build(content.filled(facts), facts)
