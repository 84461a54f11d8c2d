"""A sjabloon for a student who does not exist: what it becomes when someone starts on a given day."""

from datetime import timedelta

from profiles.dutch import long_date, short_date
from profiles.wording import lead_words
from toolbox.formats.content import Content, Facts, Line, Section
from toolbox.formats.merge_fields import MERGE_FIELDS
from toolbox.origins import origin

SATURDAY = 5
STAGE = timedelta(weeks=20, days=-3)  # a made-up stage ends on a Friday


def preview_document(template, start, *, is_wanted=lambda item: True, programme="", year=""):
    """The value object of `template` (content at hand) for the made-up student, who comes every working day."""
    facts = preview_facts(template, start, programme=programme, year=year)
    return template.kind.module.build(blank_content(template, start, is_wanted=is_wanted).filled(facts), facts)


def preview_content(template, start, *, is_wanted=lambda item: True, programme="", year=""):
    """What that document says, as plain values: for a page on screen."""
    facts = preview_facts(template, start, programme=programme, year=year)
    return blank_content(template, start, is_wanted=is_wanted).filled(facts)


def preview_facts(template, start, *, programme="", year=""):
    """What is known about the made-up student; the examples of the merge fields, on the chosen day."""
    known = {field.fact: field.example for field in MERGE_FIELDS}
    known |= {"start": long_date(start), "end": long_date(start + STAGE), "seed": "voorbeeld"}
    known |= {name: value for name, value in (("programme", programme), ("year", year)) if value}
    if template.leerplaats:
        known["leerplaats"] = template.leerplaats.name
    if template.institution:
        known["institution"] = template.institution.name
    return Facts(origin=origin(), **known)


def blank_content(template, start=None, *, is_wanted=lambda item: True):
    """The content of `template` (at hand) as plain values; with `start` every line has its date.

    `is_wanted` says which items are printed. A section without any is left out.
    """
    sections = (
        Section(section.title, tuple(_line(item, start) for item in section.items.all() if is_wanted(item)))
        for section in template.sections.all()
    )
    return Content(intro=template.intro, sections=tuple(section for section in sections if section.lines))


def day_of(item, start):
    """The date of a line for someone who comes every working day from `start`; None without a fixed day."""
    if item.stagedag:
        return _working_day(start, item.stagedag - 1)
    if item.days_before_end is not None:
        return start + STAGE - timedelta(days=item.days_before_end)
    return None if item.days_before is None else start - timedelta(days=item.days_before)


def _working_day(day, steps):
    while steps or day.weekday() >= SATURDAY:
        steps -= day.weekday() < SATURDAY
        day += timedelta(days=1)
    return day


def _line(item, start):
    return Line(
        item.text,
        note=item.note,
        who=item.get_owner_display() if item.owner else "",
        when=_when(item, start),
        critical=item.critical,
        blocking=item.blocking,
        begin=f"{lead_words(item.lead_time, item.lead_unit)} eerder" if item.lead_time else "",
        fallback=item.fallback,
        time=item.time,
        place=item.place,
        answer=item.answer,
        choices=tuple(item.choices),
        room=item.room,
    )


def _when(item, start):
    if start is None:
        return item.short_moment_words
    day = short_date(day_of(item, start))
    return f"dag {item.stagedag}, {day}" if item.stagedag else day
